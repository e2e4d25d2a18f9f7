import { invalid, type TableError } from '#local/table/table-error.ts';
import { type AttributeType, type AttributeValue, emptyItem, type Item } from '#local/table/values/attribute-value.ts';
import { mostLevels, tooDeep } from '#local/table/values/levels.ts';
import { canonicalNumber } from '#local/table/values/number.ts';
import type { UncheckedItem, UncheckedValue } from '#local/table/wire/kinds/attribute-value.ts';

/** The order in which the service looks at a value that has more than one type. */
const types: readonly AttributeType[] = ['S', 'B', 'N', 'BOOL', 'NULL', 'BS', 'NS', 'SS', 'L', 'M'];

/** Told by itself, also of the values of expressions. */
const byItself = { without: 'parameter' } as const;

/**
 * An item or a key with every value in its canonical form.
 * @throws TableError ValidationException for the first value that is none
 */
export function checkItem(unchecked: UncheckedItem): Item {
  return checkMembers(unchecked, 0);
}

/** @throws TableError ValidationException */
export function checkValue(unchecked: UncheckedValue): AttributeValue {
  return checkNested(unchecked, 0);
}

/** What a transaction compares with or puts into an item; only the item has a limit then. */
export function checkDeepValue(unchecked: UncheckedValue): AttributeValue {
  return checkNested(unchecked, Number.NEGATIVE_INFINITY);
}

function checkMembers(unchecked: UncheckedItem, levels: number): Item {
  const item = emptyItem();
  for (const name in unchecked) {
    if (name === '') throw invalid('Empty attribute name');
    refuseLongName(name);
    item[name] = checkNested(unchecked[name] ?? {}, levels);
  }
  return item;
}

/** @throws TableError ValidationException */
export function refuseLongName(name: string): void {
  if (name.length <= longestSafe || Buffer.byteLength(name) <= longestName) return;
  throw invalid('Attribute name is too large, must be less than 65536 bytes', byItself);
}

/** In bytes, of which a character has three at most. */
const longestName = 65_535;
const longestSafe = longestName / 3;

function checkNested(unchecked: UncheckedValue, levels: number): AttributeValue {
  const given = types.filter((type) => unchecked[type] !== undefined);
  const values = given.map((type) => checkTyped(type, unchecked, levels));
  const [value] = values;
  if (value === undefined) {
    throw invalid('Supplied AttributeValue is empty, must contain exactly one of the supported datatypes');
  }
  if (values.length > 1) {
    throw invalid(
      'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes',
    );
  }
  return value;
}

function checkTyped(type: AttributeType, unchecked: UncheckedValue, levels: number): AttributeValue {
  switch (type) {
    case 'S':
      return { S: unchecked.S ?? '' };
    case 'N':
      return { N: canonicalNumber(unchecked.N ?? '') };
    case 'B':
      return { B: canonicalBinary(unchecked.B ?? '') };
    case 'BOOL':
      return { BOOL: unchecked.BOOL ?? false };
    case 'NULL':
      if (unchecked.NULL) return { NULL: true };
      throw invalid(
        'One or more parameter values were invalid: Null attribute value types must have the value of true',
        byItself,
      );
    case 'SS':
    case 'NS':
    case 'BS':
      return checkSet(type, unchecked);
    case 'L':
      return { L: (unchecked.L ?? []).map((element) => checkNested(element, deeper(levels))) };
    case 'M':
      return { M: checkMembers(unchecked.M ?? {}, deeper(levels)) };
    default:
      return type satisfies never;
  }
}

function checkSet(type: 'SS' | 'NS' | 'BS', unchecked: UncheckedValue): AttributeValue {
  switch (type) {
    case 'SS': {
      const members = unchecked.SS ?? [];
      if (members.length === 0) throw wrongParameter('An string set  may not be empty');
      if (isRepeating(members)) throw wrongParameter(`Input collection [${members.join(', ')}] contains duplicates.`);
      return { SS: members };
    }
    case 'NS': {
      const members = (unchecked.NS ?? []).map(canonicalNumber);
      if (members.length === 0) throw wrongParameter('An number set  may not be empty');
      if (isRepeating(members)) throw invalid('Input collection contains duplicates');
      return { NS: members };
    }
    case 'BS': {
      const members = (unchecked.BS ?? []).map(canonicalBinary);
      if (members.length === 0) throw wrongParameter('Binary sets should not be empty');
      if (isRepeating(members)) {
        throw wrongParameter(`Input collection [${members.join(', ')}]of type BS contains duplicates.`);
      }
      return { BS: members };
    }
    default:
      return type satisfies never;
  }
}

function deeper(levels: number): number {
  if (levels < mostLevels) return levels + 1;
  throw invalid(`${tooDeep}: Attributes in the item have nested levels beyond supported limit`, byItself);
}

/** The bits behind the last byte are always zero. */
const canonicalBinary = (base64: string): string => Buffer.from(base64, 'base64').toString('base64');

const isRepeating = (members: readonly string[]): boolean => new Set(members).size < members.length;

const wrongParameter = (what: string): TableError => invalid(`One or more parameter values were invalid: ${what}`);
