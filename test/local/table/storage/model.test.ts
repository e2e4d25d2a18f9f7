import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { KeyPart, KeySchema, TableDefinition } from '#local/table/definition.ts';
import type { Bound, Source, Where } from '#local/table/table-store.ts';
import type { Item, KeyValue } from '#local/table/values/attribute-value.ts';
import { compareValues, isKeyValue } from '#local/table/values/compare.ts';
import { itemSize } from '#local/table/values/size.ts';
import { givenStore } from '#test/local/table/storage/given-store.ts';
import { byState, orders } from '#test/local/table/storage/table-of-orders.ts';
import { itemsIn } from './items-in.ts';

const texts = fc.constantFrom('a', 'ab', 'b', 'a\u0000', 'a\u0000b', 'é', '\u{1f600}', '\uffff', 'zz');
const numbers = fc.constantFrom(
  '0',
  '-1',
  '1',
  '10',
  '9',
  '-0.5',
  '0.000001',
  '12345678901234567890',
  '-100',
  '99',
  '100',
);
const binaries = fc.constantFrom('AA==', 'AAA=', '/w==', '//8=', 'AQ==', 'AAE=');
const valuesOf = {
  S: texts.map((S) => ({ S })),
  N: numbers.map((N) => ({ N })),
  B: binaries.map((B) => ({ B })),
};
const types = fc.constantFrom('S' as const, 'N' as const, 'B' as const);

type Types = { hash: KeyPart['type']; range?: KeyPart['type'] | undefined; other: KeyPart['type'] };

/** The table, a global index by `other` (and `hash`), and a local one by `other`. */
function tableOf({ hash, range, other }: Types): TableDefinition {
  const key: KeySchema = { hash: { name: 'h', type: hash }, ...(range && { range: { name: 'r', type: range } }) };
  const byOther = { name: 'o', type: other };
  const indexes = [
    byState({ name: 'global', key: { hash: byOther, range: key.hash }, projection: { type: 'INCLUDE', names: ['x'] } }),
    byState({ name: 'local', kind: 'local', key: { hash: key.hash, range: byOther } }),
  ];
  return orders({ key, indexes: range === undefined ? indexes.slice(0, 1) : indexes });
}

const cases = fc.record({ hash: types, range: fc.option(types, { nil: undefined }), other: types }).chain((kinds) => {
  const key = { h: valuesOf[kinds.hash], ...(kinds.range && { r: valuesOf[kinds.range] }) };
  const extra = { o: fc.oneof(valuesOf[kinds.other], fc.constant({ BOOL: true })), x: valuesOf.N };
  const item: fc.Arbitrary<Item> = fc.record({ ...key, ...extra }, { requiredKeys: kinds.range ? ['h', 'r'] : ['h'] });
  const change = fc.record({ kind: fc.constantFrom('put' as const, 'put' as const, 'remove' as const), item });
  const source = fc.nat({ max: kinds.range === undefined ? 1 : 2 });
  const bound = fc.option(fc.tuple(fc.nat(20), fc.boolean()), { nil: undefined });
  const read = fc.record({
    source,
    forward: fc.boolean(),
    pick: fc.nat(20),
    after: fc.option(fc.nat(20), { nil: undefined }),
    low: bound,
    high: bound,
    prefix: fc.boolean(),
  });
  const turns = fc.array(fc.array(change, { maxLength: 8 }), { maxLength: 5 });
  return fc.record({
    kinds: fc.constant(kinds),
    turns,
    reads: fc.array(read, { maxLength: 6 }),
    of: fc.integer({ min: 1, max: 5 }),
  });
});

type Read = {
  source: number;
  forward: boolean;
  pick: number;
  after?: number | undefined;
  low?: Picked;
  high?: Picked;
  prefix: boolean;
};
type Picked = [number, boolean] | undefined;

/** What the same table holds, written down in the plainest way. */
function modelOf(table: TableDefinition) {
  const items = new Map<string, Item>();
  const name = (item: Item) => JSON.stringify([item.h, table.key.range && item.r]);
  const keyAt = (item: Item, part: KeyPart): KeyValue | undefined => {
    const value = item[part.name];
    return value !== undefined && part.type in value && isKeyValue(value) ? value : undefined;
  };
  const schemaOf = (source: Source) => source.index?.key ?? table.key;
  const compare = (one: Item, other: Item, source: Source) => {
    for (const part of [schemaOf(source).range, table.key.hash, table.key.range]) {
      const [a, b] = [part && keyAt(one, part), part && keyAt(other, part)];
      const order = a && b ? (compareValues(a, b) ?? 0) : 0;
      if (order !== 0) return order;
    }
    return 0;
  };
  return {
    put: (item: Item) => items.set(name(item), item),
    remove: (item: Item) => items.delete(name(item)),
    get: (item: Item) => items.get(name(item)),
    all: () => [...items.values()],
    of: (source: Source) =>
      [...items.values()].filter((item) => {
        const { hash, range } = schemaOf(source);
        return keyAt(item, hash) !== undefined && (range === undefined || keyAt(item, range) !== undefined);
      }),
    compare,
    keyAt,
    schemaOf,
  };
}

type Model = ReturnType<typeof modelOf>;

function isWithin(value: KeyValue | undefined, low: Bound | undefined, high: Bound | undefined): boolean {
  const from = value && low ? (compareValues(value, low.value) ?? 0) : 1;
  const to = value && high ? (compareValues(value, high.value) ?? 0) : -1;
  return (from > 0 || (from === 0 && low?.inclusive === true)) && (to < 0 || (to === 0 && high?.inclusive === true));
}

function beginsWith(value: KeyValue | undefined, prefix: KeyValue): boolean {
  const bytes = (one: KeyValue) =>
    'B' in one ? Buffer.from(one.B, 'base64') : Buffer.from('S' in one ? one.S : one.N);
  return value !== undefined && bytes(value).subarray(0, bytes(prefix).length).equals(bytes(prefix));
}

/** A read of a partition that has items, with bounds taken from them; undefined where there is nothing to read. */
function queryOf(
  model: Model,
  source: Source,
  read: Read,
): { where: Where; after?: Item; expected: Item[] } | undefined {
  const all = model.of(source);
  const { hash, range } = model.schemaOf(source);
  const [picked, after] = [
    all[read.pick % all.length],
    read.after === undefined ? undefined : all[read.after % all.length],
  ];
  const partition = picked && model.keyAt(picked, hash);
  if (partition === undefined) return undefined;
  const valueAt = (place: number) => {
    const item = all[place % all.length];
    return range && item && model.keyAt(item, range);
  };
  const boundAt = (bound: Picked): Bound | undefined => {
    const value = bound && valueAt(bound[0]);
    return bound && value && { value, inclusive: bound[1] };
  };
  const first = valueAt(read.pick);
  const prefix = read.prefix && first && !('N' in first) ? first : undefined;
  const [low, high] = prefix ? [undefined, undefined] : [boundAt(read.low), boundAt(read.high)];
  const inOrder = all
    .filter((item) => {
      const own = model.keyAt(item, hash);
      return own !== undefined && compareValues(own, partition) === 0;
    })
    .filter((item) => prefix === undefined || (range && beginsWith(model.keyAt(item, range), prefix)))
    .filter((item) => isWithin(range && model.keyAt(item, range), low, high))
    .sort((one, other) => model.compare(one, other, source) * (read.forward ? 1 : -1));
  const start = after !== undefined && inOrder.includes(after) ? after : undefined;
  const limits = { ...(low && { low }), ...(high && { high }), ...(prefix && { prefix }) };
  return {
    where: { kind: 'partition', range: { hash: partition, ...limits }, forward: read.forward },
    ...(start && { after: start }),
    expected: start === undefined ? inOrder : inOrder.slice(inOrder.indexOf(start) + 1),
  };
}

const plain = (items: Iterable<Item>): Item[] => JSON.parse(JSON.stringify([...items]));
const asSet = (items: Iterable<Item>) =>
  plain(items)
    .map((item) => JSON.stringify(item))
    .sort();

test('whatever is written and removed, reads find what a plain map would, in every order, range and segment', async () => {
  const { store } = givenStore();
  let round = 0;
  await fc.assert(
    fc.asyncProperty(cases, async ({ kinds, turns, reads, of }) => {
      round += 1;
      const table = { ...tableOf(kinds), id: `id-${round}`, name: `table-${round}` };
      const model = modelOf(table);
      const sources: Source[] = [{ table }, ...table.indexes.map((index) => ({ table, index }))];
      await store.write((view) => view.save(table));
      for (const turn of turns) {
        await Promise.all(
          turn.map(({ kind, item }) => {
            model[kind](item);
            return store.write((view) => view[kind](table, item));
          }),
        );
      }
      await store.read((view) => {
        for (const item of turns.flat().map((change) => change.item)) {
          expect(plain([view.get(table, item)?.item ?? {}])).toEqual([model.get(item) ?? {}]);
        }
        for (const source of sources) {
          const segments = Array.from({ length: of }, (_, segment) => [
            ...itemsIn(view, source, { kind: 'segment', segment, of }),
          ]);
          expect(asSet(segments.flat())).toEqual(asSet(model.of(source)));
          expect(view.counts(source).items).toBe(model.of(source).length);
        }
        const bytes = model.all().reduce((sum, item) => sum + itemSize(item), 0);
        expect(view.counts({ table }).bytes).toBe(bytes);
        for (const read of reads) {
          const source = sources[read.source] ?? { table };
          const query = queryOf(model, source, read);
          if (query === undefined) continue;
          expect(plain(itemsIn(view, source, query.where, query.after))).toEqual(query.expected);
        }
      });
      await store.write((view) => view.drop(table));
    }),
    { numRuns: 60 },
  );
});

test('a scan that is broken off goes on behind its last item, in whatever segment', async () => {
  const { store } = givenStore();
  const table = orders();
  const all = Array.from({ length: 40 }, (_, index) => ({
    customer: { S: `c${index % 13}` },
    number: { N: String(index) },
  }));
  await store.write((view) => {
    view.save(table);
    for (const item of all) view.put(table, item);
  });
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 9 }), async (of, page) => {
      const found: Item[] = [];
      for (let segment = 0; segment < of; segment += 1) {
        let after: Item | undefined;
        do {
          const items = await store.read((view) => itemsIn(view, { table }, { kind: 'segment', segment, of }, after));
          found.push(...items.slice(0, page));
          after = items.length > page ? items[page - 1] : undefined;
        } while (after !== undefined);
      }
      expect(asSet(found)).toEqual(asSet(all));
    }),
    { numRuns: 20 },
  );
});
