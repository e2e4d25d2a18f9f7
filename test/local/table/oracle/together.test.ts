import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sortedByText } from './reads/compare.ts';
import { describeAgainstOracle, type Tables, useBothTables } from './support.ts';
import { isReasonOf, meaningOf } from './together/compare.ts';
import { askedTables, together } from './together/requests.ts';

/** Rows of requests to try; a soak tries more. */
const { TABLE_ORACLE_RUNS } = process.env;
const runs = Number(TABLE_ORACLE_RUNS ?? 8) * 2;
/** The suite always asks the same; a long look asks something else each time. */
const seed = TABLE_ORACLE_RUNS === undefined ? { seed: 11 } : {};

describeAgainstOracle('batches and transactions as of DynamoDB Local', () => {
  const tables = useBothTables();

  test('a row of requests about several items is answered alike and leaves the same behind', async () => {
    for (const input of askedTables) await tables.ask('CreateTable', input);
    await fc.assert(
      fc.asyncProperty(fc.array(together, { minLength: 5, maxLength: 25 }), async (requests) => {
        for (const { operation, input } of requests) {
          const { embedded, oracle } = await tables.ask(operation, input);
          if (isReasonOf(oracle, embedded)) continue;
          expect(meaningOf(embedded), JSON.stringify({ operation, input })).toEqual(meaningOf(oracle));
        }
        for (const input of [
          { TableName: 'first' },
          { TableName: 'second' },
          { TableName: 'first', IndexName: 'by-g' },
        ]) {
          const { embedded, oracle } = await itemsOf(tables, input);
          expect(embedded, JSON.stringify(requests)).toEqual(oracle);
        }
      }),
      { numRuns: runs, endOnFailure: true, ...seed },
    );
  }, 600_000);
});

async function itemsOf(tables: Tables, input: object) {
  const { embedded, oracle } = await tables.ask('Scan', input);
  const [ours, theirs] = [embedded, oracle].map((told) =>
    sortedByText(('body' in told ? (told.body as { Items: object[] }) : { Items: [] }).Items),
  );
  return { embedded: ours, oracle: theirs };
}
