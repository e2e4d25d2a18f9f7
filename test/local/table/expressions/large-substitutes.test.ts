import { expect, test } from 'vitest';
import type { ExpressionParameters } from '#local/table/expressions/parameters.ts';
import { readExpressions } from '#local/table/expressions/read-expressions.ts';
import { refusalOf } from '#test/local/table/expressions/refusal.ts';

const largest = 2_097_152;

/** `#00`, `#01`, …, of so many bytes in all; no name is longer than names may be. */
function namesOf(bytes: number): Record<string, string> {
  const names: Record<string, string> = {};
  for (let left = bytes; left > 0; ) {
    const length = Math.min(left, 60_000);
    const key = `#${String(Object.keys(names).length).padStart(2, '0')}`;
    names[key] = 'n'.repeat(length - key.length);
    left -= length;
  }
  return names;
}

const valuesOf = (bytes: number) => ({ ':v': { L: [] }, ':w': { S: `é${'x'.repeat(bytes - 9)}` } });

const given = (names: Record<string, string> | undefined, bytesOfValues: number | undefined): ExpressionParameters => ({
  FilterExpression: `size(a) IN (${['b', ...Object.keys(names ?? {})].join(', ')})${bytesOfValues ? ' OR c IN (:v, :w)' : ''}`,
  ExpressionAttributeNames: names,
  ExpressionAttributeValues: bytesOfValues === undefined ? undefined : valuesOf(bytesOfValues),
});

test.each<[string, number | undefined, number | undefined, string]>([
  ['names as large as they may be', largest, undefined, 'nothing was refused'],
  ['names a byte larger', largest + 1, undefined, 'ExpressionAttributeNames exceeds max size'],
  ['values as large as they may be', undefined, largest, 'nothing was refused'],
  ['values a byte larger', undefined, largest + 1, 'ExpressionAttributeValues exceeds max size'],
  ['both as large as they may be together', 65_537, largest - 65_537, 'nothing was refused'],
  [
    'both a byte larger together',
    65_538,
    largest - 65_537,
    'Combined size of ExpressionAttributeNames and ExpressionAttributeValues exceeds max size',
  ],
])('A request may not substitute more than 2 MB: %s', (_, inNames, inValues, told) => {
  const asked = given(inNames === undefined ? undefined : namesOf(inNames), inValues);
  expect(refusalOf(() => readExpressions('Scan', asked))).toBe(told);
});

test('What a write substitutes is refused in the form of a constraint, before its expression is read', () => {
  const asked = { ConditionExpression: 'a ==', ExpressionAttributeValues: valuesOf(largest + 1) };
  const told = 'ExpressionAttributeValues exceeds max size';
  expect(refusalOf(() => readExpressions('PutItem', asked))).toBe(`1 validation error detected: ${told}`);
  expect(refusalOf(() => readExpressions('ConditionCheck', asked))).toBe(told);
});
