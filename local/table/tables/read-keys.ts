import { type KeyPart, type KeySchema, keyNames } from '#local/table/definition.ts';
import { invalid } from '#local/table/table-error.ts';
import { inHashOrder } from '#local/table/tables/hash-order.ts';
import { wrong } from '#local/table/tables/wrong.ts';

export type KeyElement = { readonly AttributeName: string; readonly KeyType: 'HASH' | 'RANGE' };
type Attribute = { readonly AttributeName: string; readonly AttributeType: 'S' | 'N' | 'B' };

/**
 * The attributes that keys are made of, in the order in which they were given.
 * @throws TableError ValidationException for a name that comes twice
 */
export function readAttributes(given: readonly Attribute[]): KeyPart[] {
  const attributes = new Map<string, KeyPart>();
  for (const { AttributeName: name, AttributeType: type } of given) {
    if (attributes.has(name)) throw invalid(`Attribute Name is duplicated: ${name}`);
    attributes.set(name, { name, type });
  }
  return [...attributes.values()];
}

/** As the service keeps and tells them. */
export function byName(attributes: readonly KeyPart[]): KeyPart[] {
  return attributes.toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

/**
 * A partition key and perhaps a sort key, in this order.
 * @throws TableError ValidationException
 */
export function readKeySchema(given: readonly KeyElement[], attributes: readonly KeyPart[]): KeySchema {
  const [hash, range] = declaredParts(given, attributes);
  const [first, second] = given;
  if (second !== undefined && second.AttributeName === first?.AttributeName) throw sameName();
  if (first?.KeyType !== 'HASH') throw notHashFirst();
  if (second !== undefined && second.KeyType !== 'RANGE') {
    throw invalid('Invalid KeySchema: The second KeySchemaElement is not a RANGE key type');
  }
  return range ? { hash, range } : { hash };
}

export const sameName = () =>
  invalid('Both the Hash Key and the Range Key element in the KeySchema have the same name');

export const notHashFirst = () => invalid('Invalid KeySchema: The first KeySchemaElement is not a HASH key type');

/**
 * The attributes of a key, of which there is at least one.
 * @throws TableError ValidationException when one of them is not declared
 */
export function declaredParts(
  given: readonly KeyElement[],
  attributes: readonly KeyPart[],
): readonly [KeyPart, ...KeyPart[]] {
  const [first, ...others] = given.flatMap(({ AttributeName }) => namesOf(attributes).get(AttributeName) ?? []);
  if (first === undefined || others.length + 1 < given.length) throw undefinedKeys(given, attributes);
  return [first, ...others];
}

const named = new WeakMap<readonly KeyPart[], ReadonlyMap<string, KeyPart>>();

/** Made once for all keys of a request, which may have as many as attributes. */
function namesOf(attributes: readonly KeyPart[]): ReadonlyMap<string, KeyPart> {
  const names = named.get(attributes) ?? new Map(attributes.map((part) => [part.name, part]));
  named.set(attributes, names);
  return names;
}

/** @throws TableError ValidationException */
export function readTableKey(given: readonly KeyElement[], attributes: readonly KeyPart[]): KeySchema {
  refuseMoreKeys(given.length, attributes);
  return readKeySchema(given, attributes);
}

/**
 * The key of an index that a table is to have in addition: the request says of what types all of its attributes are, also of
 * those that the table has other keys of.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTable.html
 * @throws TableError ValidationException
 */
export function refuseUndefined(given: readonly KeyElement[], attributes: readonly KeyPart[]): void {
  refuseMoreKeys(new Set(given.map(({ AttributeName }) => AttributeName)).size, attributes);
  declaredParts(given, attributes);
}

/** Of the only key that attributes are declared for more is known at once: that there are too few of them. */
function refuseMoreKeys(keys: number, attributes: readonly KeyPart[]): void {
  if (keys <= attributes.length) return;
  throw invalid('Invalid KeySchema: Some index key attribute have no definition');
}

function undefinedKeys(given: readonly KeyElement[], attributes: readonly KeyPart[]): Error {
  const keys = inHashOrder(given.map(({ AttributeName }) => AttributeName));
  return wrong(
    `Some index key attributes are not defined in AttributeDefinitions. Keys: [${keys.join(', ')}], AttributeDefinitions: [${listed(attributes)}]`,
  );
}

/**
 * Attributes are declared for keys only.
 * @throws TableError ValidationException
 */
export function refuseUnused(attributes: readonly KeyPart[], table: KeySchema, indexes: readonly KeySchema[]): void {
  const used = [table, ...indexes].flatMap(keyNames);
  const known = new Set(used);
  if (attributes.every(({ name }) => known.has(name))) return;
  throw indexes.length === 0
    ? wrong(
        'Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions',
      )
    : wrong(
        `Some AttributeDefinitions are not used. AttributeDefinitions: [${listed(attributes)}], keys used: [${inHashOrder(used).join(', ')}]`,
      );
}

function listed(attributes: readonly KeyPart[]): string {
  return inHashOrder(
    attributes.map(({ name }) => name),
    attributes.length,
  ).join(', ');
}
