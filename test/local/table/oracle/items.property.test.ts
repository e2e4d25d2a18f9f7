import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keysOf, type Request, request } from './arbitraries/requests.ts';
import { askedTables } from './arbitraries/tables.ts';
import { makeTables } from './make-tables.ts';
import { expectSame } from './same-answer.ts';
import { describeAgainstOracle, useBothTables } from './support.ts';

/** More of them, for a long look: `TABLE_ORACLE_RUNS=2000 npx vitest run --project local test/local/table/oracle/items.property`. */
const isSoak = process.env.TABLE_ORACLE_RUNS !== undefined;
const runs = Number(process.env.TABLE_ORACLE_RUNS ?? 25);

describeAgainstOracle('Requests for single items, sound and broken', () => {
  const tables = useBothTables();

  test('are answered as DynamoDB Local answers them, but for what is known', {
    timeout: 60_000 + runs * 1_000,
  }, async () => {
    await makeTables(tables);
    let same = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(request, { minLength: 10, maxLength: 30 }), async (requests) => {
        await empty();
        for (const each of requests) {
          if (onlyTakes(each)) await makeItem(each);
          if (expectSame(await tables.ask(each.operation, each.input), each)) same += 1;
          else await forget(each);
        }
      }),
      { numRuns: runs, endOnFailure: true, ...(isSoak ? {} : { seed: 7 }) },
    );
    expect(same).toBeGreaterThan(runs);
  });

  async function empty(): Promise<void> {
    for (const table of askedTables) {
      const requests = keysOf(table).map((Key) => ({ DeleteRequest: { Key } }));
      await tables.ask('BatchWriteItem', { RequestItems: { [table.name]: requests } });
    }
  }

  async function makeItem({ input: { TableName, Key } }: Request): Promise<void> {
    await tables.ask('UpdateItem', { TableName, Key });
  }

  /** What only one of them has done is undone. */
  async function forget({ input }: Request): Promise<void> {
    const { TableName, Key, Item } = input;
    const parts = Object.entries(Item ?? Key ?? {}).filter(([name]) => name === 'pk' || name === 'sk');
    await tables.ask('DeleteItem', { TableName, Key: Object.fromEntries(parts) });
  }
});

/** DynamoDB Local makes an item of what only takes something away, the service does not: https://github.com/scylladb/scylladb/issues/5862 */
function onlyTakes({ input }: Request): boolean {
  const { AttributeUpdates, UpdateExpression } = input;
  if (typeof UpdateExpression === 'string') return !/\b(?:SET|ADD)\b/i.test(UpdateExpression);
  return AttributeUpdates !== undefined && !/"Action":"(?:PUT|ADD)"/.test(JSON.stringify(AttributeUpdates));
}
