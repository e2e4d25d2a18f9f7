import { crc32 } from 'node:zlib';
import { invalid } from '#local/table/table-error.ts';
import { map, strangeIn } from './collections.ts';
import { boolean, readBlob, readText, text } from './scalars.ts';
import { javaOf, type Place, type Shape, unreadable, unreadableList } from './shape.ts';

/** A value whose members have the right JSON types; whether it has exactly one of them, and a sensible one, nobody has looked yet. */
export type UncheckedValue = {
  readonly S?: string;
  readonly N?: string;
  readonly B?: string;
  readonly SS?: readonly string[];
  readonly NS?: readonly string[];
  readonly BS?: readonly string[];
  readonly M?: UncheckedItem;
  readonly L?: readonly UncheckedValue[];
  readonly BOOL?: boolean;
  readonly NULL?: boolean;
};

/** Without a prototype: an attribute may be called `constructor` or `__proto__`. */
export type UncheckedItem = { readonly [name: string]: UncheckedValue };

/** Far more than the service takes, far less than the stack does. */
const deepest = 100;
const tooDeep =
  'Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit';

const java = javaOf('AttributeValue');

/** Without constraints, so that the stage of the constraints passes it by. It is shown as an object of no form of its own. */
export const attributeValue: Shape<UncheckedValue> = {
  java,
  empty: () => ({}),
  read: (value, place) => readValue(value, place === 'field' ? 'Unexpected field type' : strange, 0),
  check: () => undefined,
  show: (value) => `${java}@${crc32(JSON.stringify(value)).toString(16)}`,
};

export const attributeName = text({ max: 65_535 });

const values = map(attributeValue);

/** An item, a key, or the values of an expression. Names that are too long are told with the values, at any level. */
export const attributeMap: Shape<UncheckedItem> = {
  ...values,
  empty: () => Object.create(null),
  read: (value, place) => readItem(value, place, 0),
  check: () => undefined,
};

const strange = 'Unexpected value type in payload';

function readItem(value: unknown, place: Place, depth: number): UncheckedItem {
  if (typeof value !== 'object' || value === null) throw strangeIn(place);
  if (Array.isArray(value)) throw unreadableList(values.java);
  const item: Record<string, UncheckedValue> = Object.assign(Object.create(null), value);
  for (const name in item) item[name] = readValue(item[name], strange, depth);
  return item;
}

/** A value of null is one without a type. */
function readValue(value: unknown, otherwise: string, depth: number): UncheckedValue {
  if (value === null) return {};
  if (typeof value !== 'object') throw unreadable(otherwise);
  if (Array.isArray(value)) throw unreadableList(java);
  if (depth > deepest) throw invalid(tooDeep);
  const given = value as Record<string, unknown>;
  const read: Record<string, unknown> = {};
  for (const type in given) {
    const member = given[type];
    if (member !== null) readMember(read, type, member, depth);
  }
  return read;
}

function readMember(read: Record<string, unknown>, type: string, member: unknown, depth: number): void {
  switch (type) {
    case 'S':
    case 'N':
      read[type] = readText(member);
      break;
    case 'B':
      read[type] = readBlob(member);
      break;
    case 'BOOL':
    case 'NULL':
      read[type] = boolean.read(member, 'field');
      break;
    case 'SS':
      read[type] = elementsOf(member, readText, 'An string set may not have a null string as a member');
      break;
    case 'NS':
      read[type] = arrayOf(member).map((element) => (element === null ? '' : readText(element)));
      break;
    case 'BS':
      read[type] = elementsOf(member, readBlob, 'Binary sets may not contain null or empty values');
      break;
    case 'L':
      read[type] = arrayOf(member).map((element) => readValue(element, strange, depth + 1));
      break;
    case 'M':
      read[type] = readItem(member, 'field', depth + 1);
  }
}

function elementsOf(value: unknown, read: (element: unknown) => string, ifNull: string): string[] {
  return arrayOf(value).map((element) => {
    if (element === null) throw invalid(`One or more parameter values were invalid: ${ifNull}`);
    return read(element);
  });
}

function arrayOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  throw unreadable(
    typeof value === 'object' ? 'Start of structure or map found where not expected' : 'Unexpected field type',
  );
}
