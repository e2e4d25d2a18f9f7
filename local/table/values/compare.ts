import type { AttributeValue, KeyValue } from '#local/table/values/attribute-value.ts';
import { compareNumbers } from '#local/table/values/number.ts';

/** Whether two checked values are the same: sets in any order, numbers and binary in their canonical form. */
export function areEqual(one: AttributeValue, other: AttributeValue): boolean {
  if ('S' in one) return 'S' in other && one.S === other.S;
  if ('N' in one) return 'N' in other && one.N === other.N;
  if ('B' in one) return 'B' in other && one.B === other.B;
  if ('BOOL' in one) return 'BOOL' in other && one.BOOL === other.BOOL;
  if ('NULL' in one) return 'NULL' in other;
  if ('SS' in one) return 'SS' in other && areSameMembers(one.SS, other.SS);
  if ('NS' in one) return 'NS' in other && areSameMembers(one.NS, other.NS);
  if ('BS' in one) return 'BS' in other && areSameMembers(one.BS, other.BS);
  if ('L' in one) return 'L' in other && areSameLists(one.L, other.L);
  return 'M' in other && areSameMaps(one.M, other.M);
}

/** The order of two values of one of the types that have an order (S by its UTF-8 bytes, N, B); undefined for others. */
export function compareValues(one: AttributeValue, other: AttributeValue): number | undefined {
  if ('S' in one && 'S' in other) return compareStrings(one.S, other.S);
  if ('N' in one && 'N' in other) return compareNumbers(one.N, other.N);
  if ('B' in one && 'B' in other) return Buffer.compare(Buffer.from(one.B, 'base64'), Buffer.from(other.B, 'base64'));
  return undefined;
}

export function isKeyValue(value: AttributeValue): value is KeyValue {
  return 'S' in value || 'N' in value || 'B' in value;
}

function compareStrings(one: string, other: string): number {
  return one === other ? 0 : Buffer.compare(Buffer.from(one), Buffer.from(other));
}

function areSameMembers(one: readonly string[], other: readonly string[]): boolean {
  const members = new Set(other);
  return one.length === other.length && one.every((member) => members.has(member));
}

function areSameLists(one: readonly AttributeValue[], other: readonly AttributeValue[]): boolean {
  return one.length === other.length && one.every((value, index) => isSame(value, other[index]));
}

function areSameMaps(one: { [name: string]: AttributeValue }, other: { [name: string]: AttributeValue }): boolean {
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => isSame(one[name], Object.hasOwn(other, name) ? other[name] : undefined))
  );
}

function isSame(one: AttributeValue | undefined, other: AttributeValue | undefined): boolean {
  return one !== undefined && other !== undefined && areEqual(one, other);
}
