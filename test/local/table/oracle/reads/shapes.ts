import fc from 'fast-check';

export type Value = { readonly [type: string]: unknown };
export type Item = Readonly<Record<string, Value>>;
export type Part = { readonly name: string; readonly type: 'S' | 'N' | 'B' };
export type Key = { readonly hash: Part; readonly range?: Part | undefined };
export type Index = Key & { readonly name: string; readonly kind: 'Global' | 'Local'; readonly projection: object };

/** A table to be made, with what its items' keys may be. */
export type Shape = { readonly key: Key; readonly indexes: readonly Index[] };

const types = fc.constantFrom<Part['type']>('S', 'N', 'B');
const projections = fc.constantFrom(
  { ProjectionType: 'ALL' },
  { ProjectionType: 'KEYS_ONLY' },
  { ProjectionType: 'INCLUDE', NonKeyAttributes: ['x'] },
  { ProjectionType: 'INCLUDE', NonKeyAttributes: ['y', 'z'] },
);

/** Few, so that many items share them; each beside others that begin like it or sort close to it. */
const keyValues: Readonly<Record<Part['type'], readonly Value[]>> = {
  S: ['a', 'aa', 'ab', 'b', 'é', '\u{ffff}', '\u{10000}'].map((S) => ({ S })),
  N: ['-10', '-1.5', '0', '1', '1.5', '2', '10', '1e20'].map((N) => ({ N })),
  B: ['AA==', 'AAA=', 'AAE=', 'AQ==', '/w==', '//8='].map((B) => ({ B })),
};

export const keyValue = ({ type }: Part, most = 8): fc.Arbitrary<Value> =>
  fc.constantFrom(...keyValues[type].slice(0, most));

/** Partition keys are fewer yet. */
const hashValue = (part: Part) => keyValue(part, 2);

const attributes: Readonly<Record<'global' | 'local', readonly Part[]>> = {
  global: [
    { name: 'gs', type: 'S' },
    { name: 'gn', type: 'N' },
    { name: 'gb', type: 'B' },
  ],
  local: [
    { name: 'ls', type: 'S' },
    { name: 'ln', type: 'N' },
    { name: 'lb', type: 'B' },
  ],
};

export const shape: fc.Arbitrary<Shape> = fc
  .record({ hash: types, range: fc.option(types, { freq: 4, nil: undefined }) })
  .map((chosen) => ({
    hash: { name: 'p', type: chosen.hash },
    range: chosen.range && { name: 'r', type: chosen.range },
  }))
  .chain((key) => indexesOf(key).map((indexes) => ({ key, indexes })));

function indexesOf(key: Key): fc.Arbitrary<readonly Index[]> {
  const own = key.range ? [key.hash, key.range] : [key.hash];
  const global = fc
    .tuple(fc.shuffledSubarray([...attributes.global, ...own], { minLength: 1, maxLength: 2 }), projections)
    .map(([[hash, range], projection]) => ({ kind: 'Global' as const, hash: hash ?? key.hash, range, projection }));
  const local = fc
    .tuple(fc.constantFrom(...attributes.local), projections)
    .map(([range, projection]) => ({ kind: 'Local' as const, hash: key.hash, range, projection }));
  return fc
    .tuple(fc.array(global, { maxLength: 2 }), fc.array(local, { maxLength: key.range ? 2 : 0 }))
    .map((all) => all.flat().map((index, at) => ({ ...index, name: `index-${at}` })));
}

const free: fc.Arbitrary<Value> = fc.oneof(
  fc.constantFrom('', 'a', 'b', 'text').map((S) => ({ S })),
  fc.integer({ min: -3, max: 9 }).map((each) => ({ N: String(each) })),
  fc.boolean().map((BOOL) => ({ BOOL })),
  fc.constantFrom<Value>({ NULL: true }, { B: 'AAE=' }, { SS: ['a', 'b'] }, { NS: ['1', '2'] }, { L: [{ S: 'a' }] }),
  fc.constantFrom<Value>({ M: { a: { N: '1' } } }, { M: { a: { S: 'b' }, b: { L: [] } } }),
  // Some are large enough to weigh in capacities.
  fc.constantFrom(1500, 5000).map((size) => ({ S: 'x'.repeat(size) })),
);

/** Items of the shape; what indexes are keyed by is often absent. */
export function itemOf({ key, indexes }: Shape): fc.Arbitrary<Item> {
  const own = key.range ? [key.hash, key.range] : [key.hash];
  const others = indexes.flatMap(({ hash, range }) => (range ? [hash, range] : [hash]));
  const sparse = others.filter(({ name }) => !own.some((part) => part.name === name));
  const model = (parts: readonly Part[]) =>
    Object.fromEntries(parts.map((part) => [part.name, part === key.hash ? hashValue(part) : keyValue(part)]));
  return fc
    .tuple(
      fc.record(model(own)),
      fc.record(model(sparse), { requiredKeys: [] }),
      fc.record({ x: free, y: free, z: free, m: free }, { requiredKeys: [] }),
    )
    .map((parts) => Object.assign({}, ...parts) as Item);
}

const schemaOf = ({ hash, range }: Key) => [
  { AttributeName: hash.name, KeyType: 'HASH' },
  ...(range ? [{ AttributeName: range.name, KeyType: 'RANGE' }] : []),
];

/** The request that makes it. */
export function tableInput(name: string, { key, indexes }: Shape): object {
  const parts = [key, ...indexes].flatMap(({ hash, range }) => (range ? [hash, range] : [hash]));
  const types_ = new Map(parts.map((part) => [part.name, part.type]));
  const listed = (kind: Index['kind']) => {
    const own = indexes.filter((index) => index.kind === kind);
    const told = own.map((each) => ({ IndexName: each.name, KeySchema: schemaOf(each), Projection: each.projection }));
    return told.length > 0 ? { [`${kind}SecondaryIndexes`]: told } : {};
  };
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [...types_].map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType })),
    KeySchema: schemaOf(key),
    ...listed('Global'),
    ...listed('Local'),
  };
}

export const namesOf = ({ hash, range }: Key): string[] => (range ? [hash.name, range.name] : [hash.name]);
