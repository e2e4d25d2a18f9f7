import { type KeyPart, type KeyRole, type KeySchema, keyOf, partsIn } from '#local/table/definition.ts';
import { checkKey, checkKeyPart } from '#local/table/items/check-keys.ts';
import { keyOfSource, startKeyNames } from '#local/table/items/read-page.ts';
import { byteRange, partitionStart } from '#local/table/storage/key-range.ts';
import { invalid, TableError } from '#local/table/table-error.ts';
import type { KeyRange, Source, Where } from '#local/table/table-store.ts';
import type { AttributeValue, Item, KeyValue } from '#local/table/values/attribute-value.ts';
import { checkItem } from '#local/table/values/check-value.ts';
import { areEqual, compareValues, isKeyValue } from '#local/table/values/compare.ts';
import type { UncheckedItem } from '#local/table/wire/kinds/attribute-value.ts';

type Segment = Extract<Where, { kind: 'segment' }>;

const unusable = 'The provided starting key is invalid';
const toldAsItIs = /duplicates|number set|numeric value|significant digits|magnitude/;

/**
 * The values of an ExclusiveStartKey; what is wrong with a number or a set is told as it is.
 * @throws TableError ValidationException
 */
export function readStartKey(given: UncheckedItem | undefined): Item | undefined {
  return (
    given &&
    told(
      () => checkItem(given),
      (message) => !toldAsItIs.test(message),
    )
  );
}

/**
 * An ExclusiveStartKey has the key of the table and of the index that is read, and nothing else. Of a query only the hash is
 * looked at here, of a scan the key of its index: the rest comes behind what else the request says.
 * @throws TableError ValidationException
 */
export function checkStartKey(source: Source, start: Item, operation: 'Query' | 'Scan'): void {
  const looksAtParts = operation === 'Query' || source.index !== undefined;
  if (Object.keys(start).length !== startKeyNames(source).size) {
    throw invalid(looksAtParts ? unusable : `${unusable}: The provided key element does not match the schema`);
  }
  if (looksAtParts) checkRole(source, start, 'hash');
  if (looksAtParts && operation === 'Scan') checkRole(source, start, 'range');
}

function checkTableKey({ table }: Source, start: Item): void {
  told(() => checkKey(table, keyOf(table.key, start)));
}

function checkRole(source: Source, start: Item, role: KeyRole): void {
  const key = keyOfSource(source);
  for (const part of partsIn(key, role)) {
    if (start[part.name] === undefined) throw invalid(unusable);
    checkKeyPart(key, part, start);
  }
}

function told<T>(work: () => T, isPart: (message: string) => boolean = () => true): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof TableError && isPart(error.message))) throw error;
    throw invalid(`${unusable}: ${error.message}`);
  }
}

/**
 * A query goes on only from within what it reads, from a key that is one.
 * @throws TableError ValidationException
 */
export function checkWithin(source: Source, start: Item, range: KeyRange): void {
  checkRole(source, start, 'range');
  checkTableKey(source, start);
  const key = keyOfSource(source);
  const isOther = !haveValues(partsIn(key, 'hash'), start, [range.hash, ...(range.moreHash ?? [])]);
  if (!(range.low || range.high || range.prefix)) {
    if (isOther) {
      throw invalid('The provided starting key is outside query boundaries based on provided conditions');
    }
    return;
  }
  if (!isWithin(key, start, range)) throw invalid('The provided starting key does not match the range key predicate');
  if (isOther) throw invalid('The query can return at most one row and cannot be restarted');
}

function isWithin(key: KeySchema, start: Item, range: KeyRange): boolean {
  const { leading = [] } = range;
  const parts = partsIn(key, 'range');
  const bounded = parts[leading.length];
  const value = bounded && start[bounded.name];
  return value !== undefined && haveValues(parts, start, leading) && lies(value, range);
}

/** True when the first of the attributes have these values. */
function haveValues(parts: readonly KeyPart[], item: Item, values: readonly KeyValue[]): boolean {
  return values.every((value, at) => {
    const part = parts[at];
    const own = part && item[part.name];
    return own !== undefined && areEqual(own, value);
  });
}

/**
 * A scan of a segment goes on only from within it, from a key that is one.
 * @throws TableError ValidationException
 */
export function checkSegment(source: Source, start: Item, where: Segment): void {
  checkTableKey(source, start);
  const [value, ...more] = partsIn(keyOfSource(source), 'hash').map(({ name, type }) => {
    const own = start[name];
    return own && isKeyValue(own) && type in own ? own : undefined;
  });
  const others = more.filter((each) => each !== undefined);
  if (where.of === 1 || value === undefined || others.length < more.length) return;
  const at = partitionStart(value, others);
  const { low, high } = byteRange(where);
  if (Buffer.compare(at, low) >= 0 && (high === undefined || Buffer.compare(at, high) < 0)) return;
  throw invalid(
    `${unusable}: Invalid ExclusiveStartKey. Please use ExclusiveStartKey with correct Segment. TotalSegments: ${where.of} Segment: ${where.segment}`,
  );
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
