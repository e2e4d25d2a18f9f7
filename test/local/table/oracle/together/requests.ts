import fc from 'fast-check';

/** A request about several items at once. */
export type Together = {
  readonly operation: 'TransactWriteItems' | 'TransactGetItems' | 'BatchWriteItem' | 'BatchGetItem';
  readonly input: object;
};

type Value = { readonly [type: string]: unknown };
type Key = { readonly TableName: 'first' | 'second'; readonly Key: Readonly<Record<string, Value>> };

const hash = (name: string) => ({ AttributeName: name, KeyType: 'HASH' });
const range = (name: string) => ({ AttributeName: name, KeyType: 'RANGE' });

/** One with indexes and a sort key, one without. */
export const askedTables = [
  {
    TableName: 'first',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [
      { AttributeName: 'p', AttributeType: 'S' },
      { AttributeName: 'r', AttributeType: 'N' },
      { AttributeName: 'g', AttributeType: 'S' },
      { AttributeName: 'l', AttributeType: 'B' },
    ],
    KeySchema: [hash('p'), range('r')],
    GlobalSecondaryIndexes: [{ IndexName: 'by-g', KeySchema: [hash('g')], Projection: { ProjectionType: 'ALL' } }],
    LocalSecondaryIndexes: [
      { IndexName: 'by-l', KeySchema: [hash('p'), range('l')], Projection: { ProjectionType: 'KEYS_ONLY' } },
    ],
  },
  {
    TableName: 'second',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'p', AttributeType: 'S' }],
    KeySchema: [hash('p')],
  },
];

/** Few, so that requests meet the items of others. */
const keys: readonly Key[] = [
  ...['a', 'b'].flatMap((p) =>
    ['1', '2.5', '-3'].map((r) => ({ TableName: 'first' as const, Key: { p: { S: p }, r: { N: r } } })),
  ),
  ...['a', 'b', 'c'].map((p) => ({ TableName: 'second' as const, Key: { p: { S: p } } })),
];
const someKeys = (maxLength: number) => fc.shuffledSubarray([...keys], { minLength: 1, maxLength });

const attributes = fc.record(
  {
    n: fc.integer({ min: 0, max: 5 }).map((each) => ({ N: String(each) })),
    s: fc.constantFrom({ S: 'a' }, { S: 'b' }),
    m: fc.constantFrom<Value>({ M: { a: { N: '1' } } }, { M: {} }),
    g: fc.constantFrom({ S: 'x' }, { S: 'y' }),
    l: fc.constantFrom({ B: 'AA==' }, { B: 'AQ==' }),
  },
  { requiredKeys: [] },
);

const conditions = [
  { ConditionExpression: 'attribute_exists(p)' },
  { ConditionExpression: 'attribute_not_exists(p)' },
  { ConditionExpression: 'n < :c', ExpressionAttributeValues: { ':c': { N: '3' } } },
  { ConditionExpression: 's = :c OR attribute_not_exists(s)', ExpressionAttributeValues: { ':c': { S: 'a' } } },
] as const;
const condition = fc.constantFrom(...conditions);

/** The last ones do not fit every item. None only takes away: DynamoDB Local makes an item of that. */
const updates = [
  { UpdateExpression: 'SET n = :u', ExpressionAttributeValues: { ':u': { N: '2' } } },
  { UpdateExpression: 'ADD n :u', ExpressionAttributeValues: { ':u': { N: '1' } } },
  { UpdateExpression: 'SET h = :u REMOVE s, g', ExpressionAttributeValues: { ':u': { N: '1' } } },
  { UpdateExpression: 'SET g = :u REMOVE l', ExpressionAttributeValues: { ':u': { S: 'z' } } },
  { UpdateExpression: 'SET n = n + :u', ExpressionAttributeValues: { ':u': { N: '1' } } },
  { UpdateExpression: 'SET m.a = :u', ExpressionAttributeValues: { ':u': { N: '1' } } },
  { UpdateExpression: 'ADD s :u', ExpressionAttributeValues: { ':u': { N: '1' } } },
] as const;

const onFailure = fc.constantFrom({}, {}, { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' });

function entry({ TableName, Key }: Key): fc.Arbitrary<object> {
  const some = fc.option(condition, { nil: {} });
  const put = fc.tuple(attributes, some, onFailure).map(([item, ...rest]) => ({
    Put: Object.assign({ TableName, Item: { ...item, ...Key } }, ...rest) as object,
  }));
  const remove = fc
    .tuple(some, onFailure)
    .map((rest) => ({ Delete: Object.assign({ TableName, Key }, ...rest) as object }));
  const check = fc.tuple(condition, onFailure).map((rest) => ({
    ConditionCheck: Object.assign({ TableName, Key }, ...rest) as object,
  }));
  const update = fc.tuple(fc.constantFrom(...updates), some, onFailure).map(([change, only, failure]) => {
    const values = {
      ...change.ExpressionAttributeValues,
      ...('ExpressionAttributeValues' in only ? only.ExpressionAttributeValues : {}),
    };
    const ExpressionAttributeValues = Object.keys(values).length > 0 ? values : undefined;
    return { Update: { TableName, Key, ...change, ...only, ...failure, ExpressionAttributeValues } };
  });
  return fc.oneof(
    { weight: 3, arbitrary: put },
    { weight: 5, arbitrary: update },
    { weight: 2, arbitrary: remove },
    { weight: 2, arbitrary: check },
  );
}

/** Entries that are wrong by themselves or for their table. */
const wrong = fc.constantFrom<object>(
  {},
  { Put: { TableName: 'second', Item: { p: { S: 'x' } } }, Delete: { TableName: 'second', Key: { p: { S: 'y' } } } },
  { Put: { TableName: 'unknown', Item: { p: { S: 'x' } } } },
  { Put: { TableName: 'second', Item: { n: { N: '1' } } } },
  { Put: { TableName: 'second', Item: { p: { N: '1' } } } },
  { Put: { TableName: 'second', Item: { p: { S: '' } } } },
  { Put: { TableName: 'first', Item: { p: { S: 'x' }, r: { N: '1' }, g: { N: '1' } } } },
  { Put: { TableName: 'first', Item: { p: { S: 'x' }, r: { N: '1' }, g: { S: '' } } } },
  { Put: { TableName: 'second', Item: { p: { S: 'x' }, n: { N: 'one' } } } },
  { Put: { TableName: 'second', Item: { p: { S: 'x' } }, ConditionExpression: 'n = ' } },
  { Put: { TableName: 'second', Item: { p: { S: 'x' } }, ConditionExpression: 'n = :c' } },
  { Delete: { TableName: 'first', Key: { p: { S: 'x' } } } },
  { Delete: { TableName: 'second', Key: { p: { S: 'x' }, r: { N: '1' } } } },
  { Delete: { TableName: 'second', Key: { p: { S: '' } } } },
  { ConditionCheck: { TableName: 'second', Key: { p: { BOOL: true } }, ConditionExpression: 'attribute_exists(p)' } },
  {
    Update: {
      TableName: 'second',
      Key: { p: { S: 'x' } },
      UpdateExpression: 'SET p = :u',
      ExpressionAttributeValues: { ':u': { S: 'a' } },
    },
  },
  {
    Update: {
      TableName: 'second',
      Key: { p: { S: 'x' } },
      UpdateExpression: 'SET n',
      ExpressionAttributeValues: { ':u': { S: 'a' } },
    },
  },
);

const transactSound = someKeys(5).chain((some) => fc.tuple(...some.map(entry)));

/** What is wrong stands among what is not: which of several wrongs is told, each has an order of its own for. */
const transactWrong = fc
  .tuple(someKeys(3), wrong, fc.nat(3))
  .map(([some, strange, at]) =>
    some.map(({ TableName, Key }): object => ({ Put: { TableName, Item: Key } })).toSpliced(at, 0, strange),
  );
const transactWrite = fc
  .oneof({ weight: 6, arbitrary: transactSound }, { weight: 1, arbitrary: transactWrong })
  .map((TransactItems) => ({ TransactItems }));

const projection = fc.constantFrom({}, { ProjectionExpression: 'n, m.a' }, { ProjectionExpression: 'zz' });
const transactGet = someKeys(5)
  .chain((some) => fc.tuple(...some.map((key) => projection.map((only) => ({ Get: { ...key, ...only } })))))
  .map((TransactItems) => ({ TransactItems }));

const grouped = <T>(entries: readonly (readonly [string, T])[]): Record<string, T[]> => {
  const groups: Record<string, T[]> = {};
  for (const [name, each] of entries) groups[name] = [...(groups[name] ?? []), each];
  return groups;
};
const batchWrite = someKeys(7)
  .chain((some) => fc.tuple(...some.map((key) => fc.tuple(fc.constant(key), fc.option(attributes)))))
  .map((all) => ({
    RequestItems: grouped(
      all.map(([{ TableName, Key }, item]) => [
        TableName,
        item ? { PutRequest: { Item: { ...item, ...Key } } } : { DeleteRequest: { Key } },
      ]),
    ),
  }));
const batchGet = fc.tuple(someKeys(7), projection, fc.boolean()).map(([some, only, ConsistentRead]) => ({
  RequestItems: Object.fromEntries(
    Object.entries(grouped(some.map(({ TableName, Key }) => [TableName, Key]))).map(([name, Keys]) => [
      name,
      { Keys, ConsistentRead, ...only },
    ]),
  ),
}));

export const together: fc.Arbitrary<Together> = fc.oneof(
  { weight: 5, arbitrary: transactWrite.map((input) => ({ operation: 'TransactWriteItems' as const, input })) },
  { weight: 1, arbitrary: transactGet.map((input) => ({ operation: 'TransactGetItems' as const, input })) },
  { weight: 1, arbitrary: batchWrite.map((input) => ({ operation: 'BatchWriteItem' as const, input })) },
  { weight: 1, arbitrary: batchGet.map((input) => ({ operation: 'BatchGetItem' as const, input })) },
);
