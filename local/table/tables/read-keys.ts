import { type KeyPart, type KeySchema, keyNames } from '#local/table/definition.ts';
import { invalid } from '#local/table/table-error.ts';

type KeyElement = { readonly AttributeName: string; readonly KeyType: 'HASH' | 'RANGE' };
type Attribute = { readonly AttributeName: string; readonly AttributeType: 'S' | 'N' | 'B' };

/**
 * The attributes that keys are made of.
 * @throws TableError ValidationException for a name that comes twice
 */
export function readAttributes(given: readonly Attribute[]): KeyPart[] {
  const attributes = new Map<string, KeyPart>();
  for (const { AttributeName: name, AttributeType: type } of given) {
    if (attributes.has(name)) {
      throw invalid(
        `One or more parameter values were invalid: Duplicate AttributeName in AttributeDefinitions: ${name}`,
      );
    }
    attributes.set(name, { name, type });
  }
  return [...attributes.values()];
}

/**
 * A partition key and perhaps a sort key, in this order.
 * @throws TableError ValidationException
 */
export function readKeySchema(
  given: readonly KeyElement[],
  attributes: readonly KeyPart[],
  of: 'table' | 'index',
): KeySchema {
  const names = given.map(({ AttributeName }) => AttributeName);
  const parts = names.map((name) => attributes.find((attribute) => attribute.name === name));
  if (parts.includes(undefined)) throw undefinedKey(names, attributes, of);
  const [first, second] = given;
  if (first?.KeyType !== 'HASH') throw invalid('Invalid KeySchema: The first KeySchemaElement is not a HASH key type');
  if (second && second.KeyType !== 'RANGE') {
    throw invalid('Invalid KeySchema: The second KeySchemaElement is not a RANGE key type');
  }
  if (second && second.AttributeName === first.AttributeName) {
    throw invalid('Both the Hash Key and the Range Key element in the KeySchema have the same name');
  }
  const [hash, range] = parts;
  if (hash === undefined) throw undefinedKey(names, attributes, of);
  return range ? { hash, range } : { hash };
}

function undefinedKey(names: readonly string[], attributes: readonly KeyPart[], of: 'table' | 'index'): Error {
  if (of === 'table') return invalid('Invalid KeySchema: Some index key attribute have no definition');
  const list = (each: readonly string[]) => `[${each.join(', ')}]`;
  return invalid(
    'One or more parameter values were invalid: Some index key attributes are not defined in AttributeDefinitions. ' +
      `Keys: ${list(names)}, AttributeDefinitions: ${list(attributes.map(({ name }) => name))}`,
  );
}

/**
 * Attributes are declared for keys only.
 * @throws TableError ValidationException
 */
export function refuseUnused(attributes: readonly KeyPart[], keys: readonly KeySchema[]): void {
  const used = new Set(keys.flatMap(keyNames));
  if (attributes.every(({ name }) => used.has(name))) return;
  if (keys.length === 1) {
    throw invalid(
      'One or more parameter values were invalid: Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions',
    );
  }
  const declared = attributes.map(({ name }) => name).join(', ');
  throw invalid(
    `One or more parameter values were invalid: Some AttributeDefinitions are not used. AttributeDefinitions: [${declared}], keys used: [${[...used].join(', ')}]`,
  );
}
