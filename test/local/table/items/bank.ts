import fc from 'fast-check';

/** What each account holds; an account that is not there is absent. */
export type State = ReadonlyMap<string, number>;

/** A request, and what it answers and leaves behind when nothing else happens meanwhile. */
export type Act = {
  readonly operation: string;
  readonly input: object;
  readonly does: (state: State) => { readonly answer: unknown; readonly state: State };
};

const TableName = 'accounts';
const accounts = ['a', 'b', 'c'];
const Key = (id: string) => ({ id: { S: id } });
const item = (id: string, state: State) => {
  const amount = state.get(id);
  return amount === undefined ? undefined : { ...Key(id), n: { N: String(amount) } };
};
const changed = (state: State, ...changes: readonly (readonly [string, number])[]): State =>
  new Map([...state, ...changes]);

const add = (id: string, amount: number): Act => ({
  operation: 'UpdateItem',
  input: {
    TableName,
    Key: Key(id),
    UpdateExpression: 'ADD n :n',
    ExpressionAttributeValues: { ':n': { N: String(amount) } },
    ReturnValues: 'UPDATED_NEW',
  },
  does: (state) => {
    const sum = (state.get(id) ?? 0) + amount;
    return { answer: { Attributes: { n: { N: String(sum) } } }, state: changed(state, [id, sum]) };
  },
});

const open = (id: string, amount: number): Act => ({
  operation: 'PutItem',
  input: {
    TableName,
    Item: { ...Key(id), n: { N: String(amount) } },
    ConditionExpression: 'attribute_not_exists(id)',
  },
  does: (state) =>
    state.has(id)
      ? { answer: 'ConditionalCheckFailedException', state }
      : { answer: {}, state: changed(state, [id, amount]) },
});

const close = (id: string): Act => ({
  operation: 'DeleteItem',
  input: { TableName, Key: Key(id), ReturnValues: 'ALL_OLD' },
  does: (state) => {
    const before = item(id, state);
    return {
      answer: before ? { Attributes: before } : {},
      state: new Map([...state].filter(([each]) => each !== id)),
    };
  },
});

const transfer = (from: string, to: string, amount: number): Act => {
  const values = { ':n': { N: String(amount) }, ':minus': { N: String(-amount) } };
  const change = (id: string, value: keyof typeof values) => ({
    TableName,
    Key: Key(id),
    UpdateExpression: `ADD n ${value}`,
  });
  return {
    operation: 'TransactWriteItems',
    input: {
      TransactItems: [
        { Update: { ...change(from, ':minus'), ConditionExpression: 'n >= :n', ExpressionAttributeValues: values } },
        { Update: { ...change(to, ':n'), ExpressionAttributeValues: { ':n': values[':n'] } } },
      ],
    },
    does: (state) => {
      const there = state.get(from);
      if (there === undefined || there < amount) return { answer: 'TransactionCanceledException', state };
      return { answer: {}, state: changed(state, [from, there - amount], [to, (state.get(to) ?? 0) + amount]) };
    },
  };
};

const look: Act = {
  operation: 'TransactGetItems',
  input: { TransactItems: accounts.map((id) => ({ Get: { TableName, Key: Key(id) } })) },
  does: (state) => ({
    answer: { Responses: accounts.map((id) => item(id, state)).map((Item) => (Item ? { Item } : {})) },
    state,
  }),
};

const account = fc.constantFrom(...accounts);
const amount = fc.integer({ min: 1, max: 5 });

export const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 2, arbitrary: fc.tuple(account, amount).map(([id, more]) => add(id, more)) },
  { weight: 1, arbitrary: fc.tuple(account, amount).map(([id, first]) => open(id, first)) },
  { weight: 1, arbitrary: account.map(close) },
  {
    weight: 4,
    arbitrary: fc
      .tuple(fc.shuffledSubarray(accounts, { minLength: 2, maxLength: 2 }), amount)
      .map(([[from = 'a', to = 'b'], much]) => transfer(from, to, much)),
  },
  { weight: 2, arbitrary: fc.constant(look) },
);
