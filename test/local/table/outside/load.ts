import { ask } from '#test/local/table/outside/ask.ts';

const TableName = 'orders';
const text = (S: string) => ({ S });
const key = (customer: string, number: number) => ({ customer: text(customer), number: { N: String(number) } });

/** What was asked of the table, and what of it was answered, over the lives of several processes. */
export type Told = {
  next: number;
  readonly put: Set<number>;
  readonly removed: Set<number>;
  readonly pairs: Set<number>;
  sent: number;
  counted: number;
};

export const nothingTold = (): Told => ({
  next: 0,
  put: new Set(),
  removed: new Set(),
  pairs: new Set(),
  sent: 0,
  counted: 0,
});

/** Writes of all kinds, sixteen at a time, until nobody answers any more. */
export async function load(address: string, told: Told): Promise<void> {
  await Promise.all(Array.from({ length: 16 }, () => write(address, told).catch(refuseUnlessGone)));
}

function refuseUnlessGone(error: unknown): void {
  if (!(error instanceof TypeError && ['fetch failed', 'terminated'].includes(error.message))) throw error;
}

async function write(address: string, told: Told): Promise<never> {
  const asked = async (operation: string, input: object) => {
    const { status, body } = await ask(address, operation, input);
    if (status !== 200) throw new Error(`${operation} was answered with ${status} ${JSON.stringify(body)}`);
  };
  for (;;) {
    const number = told.next++;
    const state = text(number % 3 === 0 ? 'open' : 'shut');
    const item = {
      ...key(`c${number % 5}`, number),
      state,
      due: text('2026'),
      filling: text('x'.repeat((number * 37) % 700)),
    };
    await asked('PutItem', { TableName, Item: item });
    told.put.add(number);
    told.sent += 1;
    await asked('UpdateItem', {
      TableName,
      Key: key('counter', number % 4),
      UpdateExpression: 'ADD times :one SET #state = :state',
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: { ':one': { N: '1' }, ':state': state },
    });
    told.counted += 1;
    const pair = ['left', 'right'].map((side) => ({
      Put: { TableName, Item: { ...key(side, number), state, due: text(side) } },
    }));
    told.sent += 1;
    const counter = {
      TableName,
      Key: key('counter', 9),
      UpdateExpression: 'ADD times :one',
      ExpressionAttributeValues: { ':one': { N: '1' } },
    };
    await asked('TransactWriteItems', { TransactItems: [...pair, { Update: counter }] });
    told.pairs.add(number);
    told.counted += 1;
    await asked('BatchWriteItem', {
      RequestItems: {
        [TableName]: [
          { DeleteRequest: { Key: key(`c${number % 5}`, number - 200) } },
          { PutRequest: { Item: { ...key('passing', number), ends: { N: String((Date.now() + 1000) / 1000) } } } },
        ],
      },
    });
    if (told.put.has(number - 200)) told.removed.add(number - 200);
  }
}
