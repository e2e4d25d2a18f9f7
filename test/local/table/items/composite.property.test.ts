import fc from 'fast-check';
import { expect, test } from 'vitest';
import { givenTable } from '#test/local/table/tables/given-table.ts';
import { type Case, caseOf, type Item, type Key, model } from './composite-model.ts';

const runs = Number(process.env.TABLE_ORACLE_RUNS ?? 8) * 5;

test('an index of several attributes in each role answers as one that filters and sorts all items', async () => {
  const { ask } = await givenTable();
  let tables = 0;

  await fc.assert(
    fc.asyncProperty(caseOf, async (each) => {
      tables += 1;
      const TableName = `cards-${tables}`;
      await fill(TableName, each);
      const known = model(each.key, each.items);
      const asked = known.asked(each.query);
      expect(await pages('Query', { TableName, IndexName: 'one', ...asked })).toEqual(known.found(each.query));
      expect(await pages('Query', { TableName, IndexName: 'one', ...asked, Limit: 1 })).toEqual(
        known.found(each.query),
      );
      const scanned = await pages('Scan', { TableName, IndexName: 'one', Limit: 1 });
      expect(scanned).toEqual(known.grouped(scanned));
      const segment = (Segment: number) => ({ TableName, IndexName: 'one', Limit: 1, Segment, TotalSegments: 3 });
      const segments = await Promise.all([0, 1, 2].map((at) => pages('Scan', segment(at))));
      expect(segments.flat()).toEqual(scanned);
    }),
    { numRuns: runs },
  );

  /** The index is made with its table, or filled later. */
  async function fill(TableName: string, { key, items, isLate }: Case): Promise<void> {
    const own = [{ AttributeName: 'id', AttributeType: 'S' }];
    const indexed = [...key.hashes, ...key.ranges].map(({ name, type }) => ({
      AttributeName: name,
      AttributeType: type,
    }));
    const index = { IndexName: 'one', KeySchema: schemaOf(key), Projection: { ProjectionType: 'ALL' } };
    await ask('CreateTable', {
      TableName,
      AttributeDefinitions: isLate ? own : [...own, ...indexed],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      BillingMode: 'PAY_PER_REQUEST',
      ...(!isLate && { GlobalSecondaryIndexes: [index] }),
    });
    for (const Item of items) await ask('PutItem', { TableName, Item });
    if (!isLate) return;
    const GlobalSecondaryIndexUpdates = [{ Create: index }];
    await ask('UpdateTable', { TableName, AttributeDefinitions: indexed, GlobalSecondaryIndexUpdates });
  }

  async function pages(operation: 'Query' | 'Scan', input: object): Promise<Item[]> {
    const items: Item[] = [];
    let start: unknown;
    do {
      const page = await ask(operation, { ...input, ...(start !== undefined && { ExclusiveStartKey: start }) });
      items.push(...(page.Items as Item[]));
      start = page.LastEvaluatedKey;
    } while (start !== undefined);
    return items;
  }
}, 120_000);

const schemaOf = ({ hashes, ranges }: Key) => [
  ...hashes.map(({ name }) => ({ AttributeName: name, KeyType: 'HASH' })),
  ...ranges.map(({ name }) => ({ AttributeName: name, KeyType: 'RANGE' })),
];
