import {
  isComposite,
  type KeyPart,
  type KeyRole,
  type KeySchema,
  keyParts,
  partsIn,
  roleOf,
  type TableDefinition,
} from '#local/table/definition.ts';
import { invalid } from '#local/table/table-error.ts';
import type { AttributeValue, Item } from '#local/table/values/attribute-value.ts';
import { typeOf } from '#local/table/values/attribute-value.ts';
import { valueSize } from '#local/table/values/size.ts';

/** In bytes. */
const longest = { hash: 2048, range: 1024 } as const;

/** True when what an item has of a part's role is larger than a key can be; several attributes count together. */
export function isTooLong(key: KeySchema, part: KeyPart, item: Item): boolean {
  const role = roleOf(key, part);
  if (!isComposite(key)) return sizeIn(item, part) > longest[role];
  return partsIn(key, role).reduce((size, each) => size + sizeIn(item, each), 0) > longest[role];
}

function sizeIn(item: Item, { name }: KeyPart): number {
  const value = item[name];
  return value === undefined ? 0 : valueSize(value);
}

/**
 * A key as GetItem, DeleteItem, UpdateItem and the batches take it: the table's key attributes and nothing else.
 * @throws TableError ValidationException
 */
export function checkKey({ key }: TableDefinition, given: Item): void {
  const parts = keyParts(key);
  if (Object.keys(given).length !== parts.length) throw noMatch();
  for (const part of parts) checkType(part, given);
  for (const part of parts) checkContent(part, given[part.name], roleOf(key, part));
}

/**
 * That an item has its table's key, told as of a key alone: so a batch tells it.
 * @throws TableError ValidationException
 */
export function checkKeyTypes({ key }: TableDefinition, item: Item): void {
  for (const part of keyParts(key)) checkType(part, item);
}

/**
 * One attribute of a key, of a table or an index.
 * @throws TableError ValidationException
 */
export function checkKeyPart(key: KeySchema, part: KeyPart, given: Item): void {
  const role = roleOf(key, part);
  checkType(part, given);
  checkContent(part, given[part.name], role);
  if (isTooLong(key, part, given)) throw tooLong(role);
}

function checkType({ name, type }: KeyPart, given: Item): void {
  const value = given[name];
  if (value === undefined || typeOf(value) !== type) throw noMatch();
}

/**
 * A whole item: the table's key is there and of its types, and whatever is part of an index's key has the index's type.
 * @throws TableError ValidationException
 */
export function checkItemKeys(table: TableDefinition, item: Item): void {
  const { hash, range } = table.key;
  for (const { name, type } of keyParts(table.key)) {
    const value = item[name];
    if (value === undefined) {
      throw invalid(`One or more parameter values were invalid: Missing the key ${name} in the item`);
    }
    const actual = typeOf(value);
    if (actual !== type) {
      throw invalid(
        `One or more parameter values were invalid: Type mismatch for key ${name} expected: ${type} actual: ${actual}`,
      );
    }
  }
  checkContent(hash, item[hash.name], 'hash');
  if (range) checkContent(range, item[range.name], 'range');
  checkIndexKeys(table, item);
}

/**
 * The empty texts and bytes in a key, which a transaction does not even begin with.
 * @throws TableError ValidationException
 */
export function refuseEmptyKeys({ key }: TableDefinition, given: Item): void {
  for (const part of keyParts(key)) {
    const value = given[part.name];
    if (value && part.type in value && isEmpty(value)) throw emptyKey(part.name, value);
  }
}

/** The same of a whole item, which is also in the indexes. */
export function refuseEmptyItemKeys(table: TableDefinition, item: Item): void {
  refuseEmptyKeys(table, item);
  for (const { name: indexName, key } of table.indexes) {
    for (const part of keyParts(key)) {
      const value = item[part.name];
      if (value && part.type in value && isEmpty(value)) throw emptyIndexKey(indexName, part.name, value);
    }
  }
}

/** Attributes that are part of an index's key, where the item has them. */
export function checkIndexKeys({ indexes }: TableDefinition, item: Item): void {
  for (const { name: indexName, key } of indexes) {
    for (const part of keyParts(key)) {
      const value = item[part.name];
      if (value !== undefined) checkIndexPart(indexName, part, value);
      if (value !== undefined && isTooLong(key, part, item)) throw tooLong(roleOf(key, part));
    }
  }
}

function checkIndexPart(indexName: string, { name, type }: KeyPart, value: AttributeValue): void {
  const actual = typeOf(value);
  if (actual !== type) {
    throw invalid(
      `One or more parameter values were invalid: Type mismatch for Index Key ${name} Expected: ${type} Actual: ${actual} IndexName: ${indexName}`,
    );
  }
  if (isEmpty(value)) throw emptyIndexKey(indexName, name, value);
}

function checkContent({ name }: KeyPart, value: AttributeValue | undefined, role: KeyRole): void {
  if (value === undefined) return;
  if (isEmpty(value)) throw emptyKey(name, value);
  if (valueSize(value) > longest[role]) throw tooLong(role);
}

const tooLong = (role: KeyRole) =>
  invalid(
    role === 'hash'
      ? `One or more parameter values were invalid: Size of hashkey has exceeded the maximum size limit of${longest[role]} bytes`
      : `One or more parameter values were invalid: Aggregated size of all range keys has exceeded the size limit of ${longest[role]} bytes`,
  );

const emptyKey = (name: string, value: AttributeValue) =>
  invalid(
    `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty ${'S' in value ? 'string' : 'binary'} value. Key: ${name}`,
  );

const emptyIndexKey = (indexName: string, name: string, value: AttributeValue) =>
  invalid(
    `One or more parameter values are not valid. A value specified for a secondary index key is not supported. The AttributeValue for a key attribute cannot contain an empty ${'S' in value ? 'string' : 'binary'} value. IndexName: ${indexName}, IndexKey: ${name}`,
  );

export function isEmpty(value: AttributeValue): boolean {
  return ('S' in value && value.S === '') || ('B' in value && value.B === '');
}

function noMatch(): Error {
  return invalid('The provided key element does not match the schema');
}
