import { invalid } from '#local/table/table-error.ts';
import type { AttributeValue, Item } from '#local/table/values/attribute-value.ts';
import { partsOf } from '#local/table/values/number.ts';

/** No item may be larger, its attributes' names included. */
export const largestItem = 400 * 1024;

/** @throws TableError ValidationException, told alike whoever puts the item */
export function refuseLarge(item: Item): void {
  if (itemSize(item) <= largestItem) return;
  throw invalid('Item size has exceeded the maximum allowed size', { without: 'constraint' });
}

/**
 * The bytes of an item as they are limited and billed.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 */
export function itemSize(item: Item): number {
  let size = 0;
  for (const [name, value] of Object.entries(item)) size += Buffer.byteLength(name) + valueSize(value);
  return size;
}

export function valueSize(value: AttributeValue): number {
  if ('S' in value) return Buffer.byteLength(value.S);
  if ('N' in value) return numberSize(value.N);
  if ('B' in value) return Buffer.byteLength(value.B, 'base64');
  if ('BOOL' in value || 'NULL' in value) return 1;
  if ('SS' in value) return sum(value.SS, (member) => Buffer.byteLength(member));
  if ('NS' in value) return sum(value.NS, numberSize);
  if ('BS' in value) return sum(value.BS, (member) => Buffer.byteLength(member, 'base64'));
  if ('L' in value) return 3 + sum(value.L, (element) => 1 + valueSize(element));
  return 3 + Object.keys(value.M).length + itemSize(value.M);
}

/** Two digits a byte, aligned to even exponents, a byte for the exponent and one for a minus sign. */
function numberSize(canonical: string): number {
  const { sign, exponent, digits } = partsOf(canonical);
  if (sign === 0) return 1;
  const shifted = digits.length % 2 === 0 && exponent % 2 === 0 ? 1 : 0;
  return 1 + Math.ceil(digits.length / 2) + shifted + (sign < 0 ? 1 : 0);
}

function sum<T>(members: readonly T[], size: (member: T) => number): number {
  return members.reduce((total, member) => total + size(member), 0);
}
