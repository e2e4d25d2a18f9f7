import { invalid, TableError } from '#local/table/table-error.ts';
import type { AttributeValue } from '#local/table/values/attribute-value.ts';
import { checkValue, refuseLongName } from '#local/table/values/check-value.ts';
import type { UncheckedItem, UncheckedValue } from '#local/table/wire/kinds/attribute-value.ts';

const nothing = new Map<string, never>();

/** @throws TableError ValidationException */
export function readNames(names: Readonly<Record<string, string>> | undefined): ReadonlyMap<string, string> {
  if (names === undefined) return nothing;
  const entries = Object.entries(names);
  if (entries.length === 0) throw invalid('ExpressionAttributeNames must not be empty');
  for (const [key] of entries) checkKey('ExpressionAttributeNames', /^#[0-9a-zA-Z_]+$/, key);
  for (const [key, name] of entries) {
    if (name === '')
      throw invalid(`ExpressionAttributeNames contains invalid value: Empty attribute name for key ${key}`);
    refuseLongName(name);
  }
  return new Map(entries);
}

/**
 * @param check how a value is read
 * @throws TableError ValidationException
 */
export function readValues(
  values: UncheckedItem | undefined,
  check: (value: UncheckedValue) => AttributeValue = checkValue,
): ReadonlyMap<string, AttributeValue> {
  if (values === undefined) return nothing;
  const entries = Object.entries(values);
  if (entries.length === 0) throw invalid('ExpressionAttributeValues must not be empty');
  for (const [key] of entries) checkKey('ExpressionAttributeValues', /^:[0-9a-zA-Z_]+$/, key);
  return new Map(entries.map(([key, value]) => [key, read(key, () => check(value))]));
}

/** In bytes, with the sign that it begins with. */
const longestKey = 255;

function checkKey(parameter: string, pattern: RegExp, key: string): void {
  const size = Buffer.byteLength(key);
  if (size > longestKey) {
    const tooLong = `${parameter} contains invalid key: The expression attribute map contains a key that is too long;`;
    throw invalid(parameter === 'ExpressionAttributeNames' ? `${tooLong} size of key: ${size}` : tooLong);
  }
  if (!pattern.test(key)) throw invalid(`${parameter} contains invalid key: Syntax error; key: "${key}"`);
}

function read(key: string, check: () => AttributeValue): AttributeValue {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof TableError) || error.without === 'parameter') throw error;
    throw invalid(`ExpressionAttributeValues contains invalid value: ${error.message} for key ${key}`);
  }
}
