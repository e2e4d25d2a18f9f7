import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bodyOf, comparable, isKnown, saidBy, sortedByText } from './reads/compare.ts';
import { read, startKey } from './reads/queries.ts';
import { type Item, itemOf, type Key, namesOf, type Shape, shape, tableInput } from './reads/shapes.ts';
import { type Walk, walk, walkOf } from './reads/walk.ts';
import { describeAgainstOracle, useBothTables } from './support.ts';

/** Tables to try in each test; a soak tries more. */
const { TABLE_ORACLE_RUNS } = process.env;
const runs = Number(TABLE_ORACLE_RUNS ?? 8);
/** The suite always asks the same; a long look asks something else each time. */
const seed = TABLE_ORACLE_RUNS === undefined ? { seed: 11 } : {};

const filled = shape.chain((each) =>
  fc.tuple(fc.constant(each), fc.array(itemOf(each), { minLength: 5, maxLength: 40 })),
);

describeAgainstOracle('queries and scans as of DynamoDB Local', () => {
  const tables = useBothTables();
  let made = 0;

  async function given(each: Shape, items: readonly Item[]): Promise<string> {
    made += 1;
    const TableName = `reads-${made}`;
    const created = await tables.ask('CreateTable', tableInput(TableName, each));
    expect([created.embedded.status, created.oracle.status]).toEqual([200, 200]);
    for (const Item of items) {
      const { embedded, oracle } = await tables.ask('PutItem', { TableName, Item });
      expect(embedded).toEqual(oracle);
    }
    return TableName;
  }

  test('what is asked of a table or an index is answered alike', async () => {
    await tried(
      (each) => fc.array(read(each), { minLength: 20, maxLength: 40 }),
      async (TableName, each, _, reads) => {
        for (const one of reads) {
          const both = await tables.ask(one.operation, { TableName, ...one.input });
          const compared = comparable(one, both);
          if (compared) expect(compared.embedded, told({ each, one })).toEqual(compared.oracle);
        }
      },
    );
  }, 600_000);

  test('page by page all is read once, in an order that is the same wherever there is one', async () => {
    await tried(
      (each) => fc.array(walkOf(each), { minLength: 5, maxLength: 10 }),
      async (TableName, each, items, walks) => {
        for (const one of walks.filter(({ operation }) => operation === 'Query')) {
          const { embedded, oracle } = await walk(tables, { ...one, input: { TableName, ...one.input } });
          expect(
            embedded.pages.map(({ length }) => length),
            told({ each, one }),
          ).toEqual(oracle.pages.map(({ length }) => length));
          if (one.index === undefined) expect(embedded.pages).toEqual(oracle.pages);
          expect(rangesOf(one.index ?? each.key, embedded.items), told({ each, one })).toEqual(
            rangesOf(one.index ?? each.key, oracle.items),
          );
          expect(sortedByText(embedded.items), told({ each, one })).toEqual(sortedByText(oracle.items));
        }
        for (const one of walks.filter(({ operation }) => operation === 'Scan')) {
          const segments = await everySegment(TableName, one);
          expect(sortedByText(segments.embedded), told({ each, one })).toEqual(sortedByText(segments.oracle));
          if (one.index === undefined)
            expect(segments.embedded.length).toBe(new Set(items.map((item) => keyTextOf(each.key, item))).size);
        }
      },
    );
  }, 600_000);

  test('a query goes on from any key, also of no item, and from nothing else', async () => {
    const asked = (each: Shape) =>
      fc.array(fc.tuple(walkOf(each), fc.nat(39), fc.nat()), { minLength: 10, maxLength: 20 });
    await tried(asked, async (TableName, each, items, starts) => {
      for (const [one, at, startSeed] of starts) {
        const source = one.index ?? each.key;
        const [ExclusiveStartKey = {}] = fc.sample(startKey(items[at % items.length] ?? {}, source, each.key), {
          seed: startSeed,
          numRuns: 1,
        });
        const input = { TableName, ...one.input, Limit: undefined, ExclusiveStartKey };
        const both = await tables.ask(one.operation, input);
        if (isKnown(both.embedded, both.oracle)) continue;
        expect(saidBy(both.embedded), told({ each, one, ExclusiveStartKey })).toBe(saidBy(both.oracle));
        if (one.operation === 'Scan') continue;
        if (one.index && items.some((item) => isTie(source, item, ExclusiveStartKey))) continue;
        const [ours = [], theirs = []] = [both.embedded, both.oracle].map((side) => {
          const found = bodyOf(side)?.Items ?? [];
          return one.index ? sortedByText(found) : found;
        });
        expect(ours, told({ each, one, ExclusiveStartKey })).toEqual(theirs);
      }
    });
  }, 600_000);

  /** A table of a random shape with random items, for each of many. */
  async function tried<T>(
    asked: (each: Shape) => fc.Arbitrary<T>,
    check: (TableName: string, each: Shape, items: readonly Item[], asked: T) => Promise<void>,
  ) {
    const all = filled.chain(([each, items]) => fc.tuple(fc.constant(each), fc.constant(items), asked(each)));
    const property = fc.asyncProperty(all, async ([each, items, some]) => {
      const TableName = await given(each, items);
      await check(TableName, each, items, some);
      await tables.ask('DeleteTable', { TableName });
    });
    await fc.assert(property, { numRuns: runs, endOnFailure: true, ...seed });
  }

  async function everySegment(TableName: string, one: Walk) {
    const { TotalSegments } = one.input as { TotalSegments: number };
    const found = { embedded: [] as Item[], oracle: [] as Item[] };
    for (let Segment = 0; Segment < TotalSegments; Segment += 1) {
      const { embedded, oracle } = await walk(tables, { ...one, input: { TableName, ...one.input, Segment } });
      found.embedded.push(...embedded.items);
      found.oracle.push(...oracle.items);
    }
    return found;
  }
});

/** What was tried, where a difference is told. */
const told = (all: object): string => JSON.stringify(all);

const rangesOf = ({ range }: Key, items: readonly Item[]) => items.map((item) => range && item[range.name]);

const keyTextOf = (key: Key, item: Item): string => JSON.stringify(namesOf(key).map((name) => item[name]));

const isTie = (key: Key, one: Item, other: Item): boolean => keyTextOf(key, one) === keyTextOf(key, other);
