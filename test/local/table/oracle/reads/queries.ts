import fc from 'fast-check';
import { type Index, type Item, type Key, keyValue, namesOf, type Part, type Shape, type Value } from './shapes.ts';

/** A query or a scan of a table or an index, without the name of the table. */
export type Read = {
  readonly operation: 'Query' | 'Scan';
  readonly index: Index | undefined;
  readonly input: Readonly<Record<string, unknown>>;
};

type Saying = { readonly text: string; readonly values: Readonly<Record<string, Value>> };

const operators = ['=', '<', '<=', '>', '>='] as const;

function rangeTerm(part: Part): fc.Arbitrary<Saying> {
  const one = keyValue(part);
  return fc.oneof(
    {
      weight: 5,
      arbitrary: fc
        .tuple(fc.constantFrom(...operators), one)
        .map(([sign, value]) => ({ text: `${part.name} ${sign} :r`, values: { ':r': value } })),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom(...operators), one)
        .map(([sign, value]) => ({ text: `:r ${sign} ${part.name}`, values: { ':r': value } })),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(one, one)
        .map(([low, high]) => ({ text: `${part.name} BETWEEN :r AND :h`, values: { ':r': low, ':h': high } })),
    },
    { weight: 2, arbitrary: one.map((value) => ({ text: `begins_with(${part.name}, :r)`, values: { ':r': value } })) },
  );
}

/** What no index can answer, or what is not of its key. */
const strange: fc.Arbitrary<(key: Key) => Saying> = fc.constantFrom(
  ({ hash }: Key) => ({ text: `${hash.name} > :r`, values: { ':r': { S: 'a' } } }),
  ({ hash }: Key) => ({ text: `${hash.name} <> :r`, values: { ':r': { S: 'a' } } }),
  ({ hash }: Key) => ({ text: `${hash.name} = :r OR ${hash.name} = :r`, values: { ':r': { S: 'a' } } }),
  ({ hash }: Key) => ({ text: `${hash.name} = :r AND ${hash.name} = :r`, values: { ':r': { S: 'a' } } }),
  ({ hash }: Key) => ({ text: `NOT ${hash.name} = :r`, values: { ':r': { S: 'a' } } }),
  ({ hash }: Key) => ({ text: `${hash.name} IN (:r)`, values: { ':r': { S: 'a' } } }),
  ({ hash }: Key) => ({ text: `attribute_exists(${hash.name})`, values: {} }),
  ({ hash }: Key) => ({ text: `size(${hash.name}) = :r`, values: { ':r': { N: '1' } } }),
  ({ hash }: Key) => ({ text: `${hash.name}.a = :r`, values: { ':r': { S: 'a' } } }),
  ({ hash }: Key) => ({ text: `${hash.name} = ${hash.name}`, values: {} }),
  ({ hash }: Key) => ({ text: `${hash.name} = :r`, values: { ':r': { BOOL: true } } }),
  ({ hash }: Key) => ({ text: `${hash.name} = :r`, values: { ':r': { [hash.type === 'N' ? 'S' : 'N']: '1' } } }),
  ({ hash }: Key) => ({
    text: `${hash.name} = :r AND x = :r`,
    values: { ':r': { [hash.type]: hash.type === 'N' ? '1' : 'AA==' } },
  }),
  () => ({ text: 'x = :r', values: { ':r': { S: 'a' } } }),
  () => ({ text: 'x = :r AND y = :r AND z = :r', values: { ':r': { S: 'a' } } }),
);

function keyCondition(key: Key): fc.Arbitrary<Saying> {
  const hash = keyValue(key.hash, 3).map((value) => ({ text: `${key.hash.name} = :p`, values: { ':p': value } }));
  const both = fc
    .tuple(hash, rangeTerm(key.range ?? { name: 'y', type: 'N' }), fc.boolean())
    .map(([first, second, flipped]) => ({
      text: flipped ? `(${second.text}) AND ${first.text}` : `${first.text} AND ${second.text}`,
      values: { ...first.values, ...second.values },
    }));
  return fc.oneof(
    { weight: 5, arbitrary: hash },
    { weight: key.range ? 8 : 1, arbitrary: both },
    { weight: 1, arbitrary: strange.map((say) => say(key)) },
  );
}

const legacyOperators = [
  'EQ',
  'LT',
  'LE',
  'GT',
  'GE',
  'BEGINS_WITH',
  'BETWEEN',
  'NE',
  'IN',
  'NULL',
  'CONTAINS',
] as const;

function legacyCondition(value: fc.Arbitrary<Value>): fc.Arbitrary<object> {
  return fc.tuple(fc.constantFrom(...legacyOperators), value, value).map(([ComparisonOperator, one, other]) => {
    const count = ComparisonOperator === 'NULL' ? 0 : ComparisonOperator === 'BETWEEN' ? 2 : 1;
    return { ComparisonOperator, ...(count > 0 && { AttributeValueList: [one, other].slice(0, count) }) };
  });
}

function legacyKeys({ hash, range }: Key): fc.Arbitrary<object> {
  const exact = keyValue(hash, 3).map((value) => ({
    [hash.name]: { ComparisonOperator: 'EQ', AttributeValueList: [value] },
  }));
  const more = range && legacyCondition(keyValue(range)).map((condition) => ({ [range.name]: condition }));
  return fc
    .tuple(exact, more ? fc.option(more, { nil: {} }) : fc.constant({}))
    .map(([one, other]) => ({ KeyConditions: { ...one, ...other } }));
}

const filters: readonly Saying[] = [
  { text: 'x = :x', values: { ':x': { S: 'a' } } },
  { text: 'attribute_exists(y)', values: {} },
  { text: 'NOT (y > :x)', values: { ':x': { N: '3' } } },
  { text: 'm.a = :x OR size(x) > :x', values: { ':x': { N: '1' } } },
  { text: 'contains(z, :x) AND attribute_type(z, :t)', values: { ':x': { S: 'a' }, ':t': { S: 'SS' } } },
  { text: 'p = :x', values: { ':x': { S: 'a' } } },
  { text: 'attribute_not_exists(gs) OR gn > :x', values: { ':x': { N: '1' } } },
  { text: 'r.a = :x', values: { ':x': { S: 'a' } } },
];
const free = fc.constantFrom<Value>({ S: 'a' }, { N: '3' }, { S: 'te' }, { B: 'AAE=' });
const legacyFilters = fc.oneof(
  legacyCondition(free).map((x) => ({ x })),
  fc.tuple(legacyCondition(free), legacyCondition(free)).map(([x, y]) => ({ x, y })),
);

const projections = fc.constantFrom('x', 'y, m.a', 'p, z', 'gs, gn, x', 'ls, r', 'm.a, m.b[0], zz', 'p.a');

/** Filter, projection and the rest of what a read may say, in one of the two forms. */
function rest(operation: Read['operation'], isExpression: boolean): fc.Arbitrary<{ more: object; values: object }> {
  const some = <T>(arbitrary: fc.Arbitrary<T>, freq = 2) => fc.option(arbitrary, { freq, nil: undefined });
  return fc
    .record({
      filter: some<Saying | object>(isExpression ? fc.constantFrom(...filters) : legacyFilters),
      projection: some<string | string[]>(
        isExpression ? projections : fc.uniqueArray(fc.constantFrom('x', 'y', 'p', 'zz', 'gs'), { minLength: 1 }),
        1,
      ),
      Select: some(fc.constantFrom('ALL_ATTRIBUTES', 'ALL_PROJECTED_ATTRIBUTES', 'SPECIFIC_ATTRIBUTES', 'COUNT'), 1),
      ConsistentRead: some(fc.boolean(), 1),
      ReturnConsumedCapacity: some(fc.constantFrom('INDEXES', 'TOTAL', 'NONE')),
      ConditionalOperator: isExpression ? fc.constant(undefined) : some(fc.constantFrom('AND', 'OR'), 1),
      ScanIndexForward: operation === 'Query' ? some(fc.boolean()) : fc.constant(undefined),
    })
    .map(({ filter, projection, ...same }) => {
      const said = filter as Saying | undefined;
      const sayings = isExpression
        ? { FilterExpression: said?.text, ProjectionExpression: projection }
        : { [operation === 'Query' ? 'QueryFilter' : 'ScanFilter']: filter, AttributesToGet: projection };
      return { more: { ...same, ...sayings }, values: (isExpression && said?.values) || {} };
    });
}

export function read({ key, indexes }: Shape): fc.Arbitrary<Read> {
  const source = fc.constantFrom(undefined, ...indexes);
  return fc
    .tuple(source, fc.constantFrom('Query', 'Query', 'Scan'), fc.integer({ min: 0, max: 3 }))
    .chain(([index, operation, form]) => {
      const isExpression = form > 0;
      const keys = isExpression
        ? keyCondition(index ?? key).map((said) => ({
            input: { KeyConditionExpression: said.text },
            values: said.values,
          }))
        : legacyKeys(index ?? key).map((input) => ({ input, values: {} }));
      const none = fc.constant({ input: {}, values: {} });
      return fc
        .tuple(operation === 'Query' ? keys : none, rest(operation, isExpression))
        .map(([own, { more, values }]) => {
          const meant = { ...own.values, ...values };
          const ExpressionAttributeValues = Object.keys(meant).length > 0 ? meant : undefined;
          return {
            operation,
            index,
            input: { ...own.input, ...more, ExpressionAttributeValues, IndexName: index?.name },
          };
        });
    });
}

/** A key to go on from: of an item or of none, sometimes of another shape than it must be. */
export function startKey(item: Item, source: Key, table: Key): fc.Arbitrary<Item> {
  const names = [...new Set([...namesOf(source), ...namesOf(table)])];
  const whole = Object.fromEntries(names.flatMap((name) => (item[name] ? [[name, item[name]]] : [])));
  const parts = [source.hash, source.range, table.hash, table.range].filter((part) => part !== undefined);
  const other = fc
    .constantFrom(...parts)
    .chain((part) => keyValue(part).map((value) => ({ ...whole, [part.name]: value })));
  const wrong = fc.constantFrom<Item>(
    {},
    { ...whole, x: { S: 'x' } },
    { ...whole, p: { BOOL: true } },
    { ...whole, p: { S: '' } },
    Object.fromEntries(Object.entries(whole).slice(1)),
    { ...Object.fromEntries(Object.entries(whole).slice(1)), q: { S: 'a' } },
  );
  return fc.oneof(
    { weight: 4, arbitrary: fc.constant(whole) },
    { weight: 4, arbitrary: other },
    { weight: 1, arbitrary: wrong },
  );
}
