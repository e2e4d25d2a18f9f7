import fc from 'fast-check';

type Type = 'S' | 'N' | 'B';
type Part = { readonly name: string; readonly type: Type };
type Value = Readonly<Record<string, string>>;
export type Item = Readonly<Record<string, Value>>;
export type Key = { readonly hashes: readonly Part[]; readonly ranges: readonly Part[] };

/** What is asked for: so many of the sort keys, equal to those of `like` but for the last, which is compared to it. */
export type Query = {
  readonly like: Item;
  readonly depth: number;
  readonly operator: '=' | '<' | '<=' | '>' | '>=' | 'BETWEEN' | 'begins_with';
  readonly forward: boolean;
};
export type Case = {
  readonly key: Key;
  readonly items: readonly Item[];
  readonly query: Query;
  readonly isLate: boolean;
};

/** Few, so that items meet, with what could be confused when keys are put one behind the other. */
const texts: Readonly<Record<Type, readonly string[]>> = {
  S: ['a', 'ab', 'b', 'a\u0000', '\u0000', '\u0001a', 'é', '\u{1f600}', '\uffee'],
  N: ['-12', '-1', '-0.5', '0', '0.5', '1', '10', '12'],
  B: ['AA==', 'AAE=', 'AQ==', '/w==', '//8=', 'YQ=='],
};

const partsOf = (prefix: string) =>
  fc
    .array(fc.constantFrom<Type>('S', 'N', 'B'), { minLength: 1, maxLength: 3 })
    .map((types) => types.map((type, at): Part => ({ name: `${prefix}${at}`, type })));

const valuesOf = (parts: readonly Part[], count: number) =>
  Object.fromEntries(
    parts.map(({ name, type }) => [
      name,
      fc.constantFrom(...texts[type].slice(0, count)).map((text) => ({ [type]: text })),
    ]),
  );

export const caseOf: fc.Arbitrary<Case> = fc.record({ hashes: partsOf('h'), ranges: partsOf('r') }).chain((key) => {
  const hashes = valuesOf(key.hashes, 2);
  const ranges = valuesOf(key.ranges, 9);
  const all = fc.record<Item>({ ...hashes, ...ranges } as Record<string, fc.Arbitrary<Value>>);
  const missing = fc.option(fc.constantFrom(...[...key.hashes, ...key.ranges].map(({ name }) => name)), { freq: 6 });
  const item = fc
    .tuple(all, missing)
    .map(([whole, name]) => Object.fromEntries(Object.entries(whole).filter(([each]) => each !== name)));
  const query = fc.record<Query>({
    like: all,
    depth: fc.nat({ max: key.ranges.length }),
    operator: fc.constantFrom('=', '<', '<=', '>', '>=', 'BETWEEN', 'begins_with'),
    forward: fc.boolean(),
  });
  return fc.record<Case>({
    key: fc.constant(key),
    items: fc
      .array(item, { maxLength: 12 })
      .map((items) => items.map((each, at) => ({ id: { S: `i${String(at).padStart(2, '0')}` }, ...each }))),
    query,
    isLate: fc.boolean(),
  });
});

/** An index in plain code: all items that have its keys, filtered and sorted. */
export function model({ hashes, ranges }: Key, items: readonly Item[]) {
  const indexed = items.filter((item) => [...hashes, ...ranges].every(({ name }) => item[name]));
  const sorted = indexed.toSorted((one, other) => compareBy([...ranges, { name: 'id', type: 'S' }], one, other));

  return { asked, found, grouped };

  function found(query: Query): Item[] {
    const inOrder = query.forward ? sorted : sorted.toReversed();
    return inOrder.filter((item) => compareBy(hashes, item, query.like) === 0 && isWithin(item, query));
  }

  function isWithin(item: Item, { like, depth, operator }: Query): boolean {
    const last = ranges[depth - 1];
    if (last === undefined) return true;
    if (compareBy(ranges.slice(0, depth - 1), item, like) !== 0) return false;
    const order = compareBy([last], item, like);
    switch (operator) {
      case '<':
        return order < 0;
      case '<=':
        return order <= 0;
      case '>':
        return order > 0;
      case '>=':
        return order >= 0;
      case '=':
      case 'BETWEEN':
        return order === 0;
      case 'begins_with':
        return last.type === 'N' ? order === 0 : bytesOf(item, last).indexOf(bytesOf(like, last)) === 0;
      default:
        return operator satisfies never;
    }
  }

  function asked({ like, depth, operator, forward }: Query): object {
    const conditioned = [...hashes, ...ranges.slice(0, depth)];
    const last = ranges[depth - 1];
    const terms = conditioned.map(({ name, type }) => {
      if (name !== last?.name || (operator === 'begins_with' && type === 'N')) return `${name} = :${name}`;
      if (operator === 'begins_with') return `begins_with(${name}, :${name})`;
      return operator === 'BETWEEN' ? `${name} BETWEEN :${name} AND :${name}` : `${name} ${operator} :${name}`;
    });
    return {
      KeyConditionExpression: terms.toReversed().join(' AND '),
      ExpressionAttributeValues: Object.fromEntries(conditioned.map(({ name }) => [`:${name}`, like[name]])),
      ScanIndexForward: forward,
    };
  }

  /** All of the index, partition by partition, which come in the order in which these items have them. */
  function grouped(items: readonly Item[]): Item[] {
    const nameOf = (item: Item) => JSON.stringify(hashes.map(({ name }) => item[name]));
    const partitions = [...new Set([...items, ...sorted].map(nameOf))];
    return partitions.flatMap((partition) => sorted.filter((item) => nameOf(item) === partition));
  }
}

function compareBy(parts: readonly Part[], one: Item, other: Item): number {
  for (const part of parts) {
    const order =
      part.type === 'N'
        ? Number(one[part.name]?.N) - Number(other[part.name]?.N)
        : Buffer.compare(bytesOf(one, part), bytesOf(other, part));
    if (order !== 0) return order;
  }
  return 0;
}

function bytesOf(item: Item, { name, type }: Part): Buffer {
  return Buffer.from(item[name]?.[type] ?? '', type === 'B' ? 'base64' : 'utf8');
}
