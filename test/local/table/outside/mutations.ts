import fc from 'fast-check';

/** What sits badly in any place of a request. */
const strange = fc.constantFrom<unknown>(
  null,
  true,
  0,
  -1,
  1e300,
  1.5,
  '',
  'a',
  '#a',
  ':a',
  '\u0000',
  '\ud800',
  '__proto__',
  'constructor',
  'NaN',
  '1e999999999',
  '1'.repeat(39),
  'x'.repeat(3000),
  [],
  {},
  [null],
  [[]],
  { S: '' },
  { N: '-0' },
  { N: 'x' },
  { B: '=' },
  { B: '' },
  { SS: [] },
  { NS: ['1', '1.0'] },
  { BS: ['AA==', ''] },
  { L: [{ M: { '': { S: 'x' } } }] },
  { NULL: false },
  { S: 'a', N: '1' },
  { M: { toString: { L: [{}] } } },
  { BOOL: 'maybe' },
  'a = :a',
  'a = :a AND NOT (#a[0].b IN (:a, :b) OR contains(a, :a))',
  'SET a = :a, #a = if_not_exists(#a, :b) + :a REMOVE b[0] ADD c :a DELETE d :b',
  'customer = :a AND begins_with(number, :b)',
  'a, b.c[1], #a',
  'SET',
  '((a))',
  'attribute_type(a, :a)',
  'arn:aws:dynamodb:eu-west-1:000000000000:table/orders',
  'orders',
  'byState',
  'ALL_NEW',
  'ALL_OLD',
  'COUNT',
  'NONE',
  'INDEXES',
  'TRIM_HORIZON',
  'LATEST',
);
const junk: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 3, arbitrary: strange },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
);
const member = fc.constantFrom(
  'a',
  '#a',
  ':a',
  '__proto__',
  '',
  'S',
  'N',
  'M',
  'L',
  'Key',
  'Item',
  'Limit',
  'TableName',
  'customer',
  'number',
  'state',
  'Put',
  'Update',
  'Expected',
  'AttributeUpdates',
  'KeyConditions',
  'QueryFilter',
  'AttributesToGet',
  'ConditionExpression',
  'FilterExpression',
  'ProjectionExpression',
  'ExpressionAttributeValues',
  'ExpressionAttributeNames',
  'ReturnValues',
  'Select',
  'IndexName',
  'ExclusiveStartKey',
  'ConditionalOperator',
);

export type Change = {
  readonly at: number;
  readonly kind: 'replace' | 'remove' | 'add' | 'rename' | 'copy';
  readonly junk: unknown;
  readonly member: string;
  readonly from: number;
};
const change: fc.Arbitrary<Change> = fc.record({
  at: fc.nat(200),
  kind: fc.constantFrom('replace', 'remove', 'add', 'rename', 'copy'),
  junk,
  member,
  from: fc.nat(200),
});
export const changes = fc.array(change, { minLength: 1, maxLength: 4 });

type Parent = Record<string, unknown>;
type Place = { readonly parent: Parent; readonly name: string };

function placesOf(value: unknown, places: Place[] = []): Place[] {
  if (typeof value !== 'object' || value === null) return places;
  const parent = value as Parent;
  for (const name of Object.keys(parent)) {
    places.push({ parent, name });
    placesOf(parent[name], places);
  }
  return places;
}

/** The request as it becomes by all changes, one after the other. */
export function mutated(input: object, all: readonly Change[]): object {
  const result = structuredClone(input);
  for (const each of all) mutate(result, each);
  return result;
}

function mutate(input: object, { at, kind, junk: value, member: name, from }: Change): void {
  const places = placesOf(input);
  const place = places[at % Math.max(places.length, 1)];
  if (place === undefined) return;
  const put = (key: string, to: unknown) =>
    Object.defineProperty(place.parent, key, {
      value: structuredClone(to),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  const source = places[from % places.length];
  if (kind === 'replace') put(place.name, value);
  else if (kind === 'copy') put(place.name, source?.parent[source.name]);
  else if (Array.isArray(place.parent)) place.parent.push(value);
  else if (kind === 'add') put(name, value);
  else {
    const old = place.parent[place.name];
    delete place.parent[place.name];
    if (kind === 'rename') put(name, old);
  }
}
