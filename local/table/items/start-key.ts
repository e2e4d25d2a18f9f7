import { keyNames } from '#local/table/definition.ts';
import { keyOfSource, startKeyNames } from '#local/table/items/read-page.ts';
import { invalid } from '#local/table/table-error.ts';
import type { KeyRange, Source } from '#local/table/table-store.ts';
import { type AttributeValue, type Item, typeOf } from '#local/table/values/attribute-value.ts';
import { areEqual, compareValues } from '#local/table/values/compare.ts';

/**
 * An ExclusiveStartKey has the key of the table and of the index that is read, and nothing else.
 * @throws TableError ValidationException
 */
export function checkStartKey(source: Source, start: Item): void {
  const names = startKeyNames(source);
  const given = Object.keys(start);
  const types = new Map(source.table.attributes.map(({ name, type }) => [name, type]));
  const fits = (name: string) => {
    const value = start[name];
    return names.has(name) && value !== undefined && typeOf(value) === types.get(name);
  };
  if (given.length !== names.size || !given.every(fits)) {
    throw invalid(
      source.index
        ? 'The provided starting key is invalid'
        : 'The provided starting key is invalid: The provided key element does not match the schema',
    );
  }
}

/** A query goes on only from within what it reads. */
export function checkWithin(source: Source, start: Item, range: KeyRange): void {
  const [hashName = '', rangeName] = keyNames(keyOfSource(source));
  const hash = start[hashName];
  if (hash && !areEqual(hash, range.hash)) {
    throw invalid('The provided starting key is outside query boundaries based on provided conditions');
  }
  const value = rangeName === undefined ? undefined : start[rangeName];
  if (value && !lies(value, range)) {
    throw invalid('The provided starting key does not match the range key predicate');
  }
}

function lies(value: AttributeValue, { low, high, prefix }: KeyRange): boolean {
  if (low && !isOnSide(compareValues(value, low.value), low.inclusive)) return false;
  if (high && !isOnSide(compareValues(high.value, value), high.inclusive)) return false;
  if (prefix === undefined) return true;
  if ('S' in prefix) return 'S' in value && value.S.startsWith(prefix.S);
  const start = Buffer.from(prefix.B, 'base64');
  return 'B' in value && Buffer.from(value.B, 'base64').subarray(0, start.length).equals(start);
}

function isOnSide(order: number | undefined, inclusive: boolean): boolean {
  return order !== undefined && (inclusive ? order >= 0 : order > 0);
}
