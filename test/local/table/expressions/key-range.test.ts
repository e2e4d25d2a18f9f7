import { describe, expect, test } from 'vitest';
import type { KeySchema } from '#local/table/definition.ts';
import { keyRange } from '#local/table/expressions/key-range.ts';
import { readExpressions } from '#local/table/expressions/read-expressions.ts';
import type { KeyRange } from '#local/table/table-store.ts';
import { refusalOf } from '#test/local/table/expressions/refusal.ts';
import { placeholders } from '#test/local/table/expressions/request.ts';

const hash = { name: 'p', type: 'S' } as const;
const schema: KeySchema = { hash, range: { name: 'r', type: 'N' } };

function rangeOf(text: string, key: KeySchema = schema): KeyRange {
  const { keyCondition } = readExpressions('Query', { KeyConditionExpression: text, ...placeholders(text) });
  if (keyCondition === undefined) throw new Error('No key condition was read.');
  return keyRange(keyCondition, key);
}

const p = { S: 'a' };
const bound = (text: string, inclusive: boolean) => ({ value: { N: text }, inclusive });

describe('A key condition means', () => {
  test.each<[string, KeyRange]>([
    ['p = :a', { hash: p }],
    [':a = #p and r = :n1', { hash: p, low: bound('1', true), high: bound('1', true) }],
    ['(r < :n1) and (p = :a)', { hash: p, high: bound('1', false) }],
    ['p = :a and :n1 <= r', { hash: p, low: bound('1', true) }],
    ['p = :a and r > :n2', { hash: p, low: bound('2', false) }],
    ['p = :a and r between :n1 and :n2', { hash: p, low: bound('1', true), high: bound('2', true) }],
  ])('%s', (text, range) => {
    expect(rangeOf(text)).toEqual(range);
  });

  test('the beginning of a sort key', () => {
    const key: KeySchema = { hash, range: { name: 'r', type: 'S' } };
    expect(rangeOf('p = :a and begins_with(r, :b)', key)).toEqual({ hash: p, prefix: { S: 'b' } });
  });
});

describe('A key condition is refused', () => {
  const operator = 'Invalid operator used in KeyConditionExpression: ';
  const condition = 'Invalid condition in KeyConditionExpression: ';
  const schemaType = 'One or more parameter values were invalid: Condition parameter type does not match schema type';
  test.each([
    ['p = :a or r = :n1', `${operator}OR`],
    ['p = :a and not r = :n1', `${operator}NOT`],
    ['p in (:a)', `${operator}IN`],
    ['p <> :a', `${operator}<>`],
    ['attribute_exists(p)', `${operator}attribute_exists`],
    ['contains(p, :a)', `${operator}contains`],
    ['size(p) = :n1', 'KeyConditionExpressions cannot contain nested operations'],
    ['p.q = :a', 'KeyConditionExpressions cannot have conditions on nested attributes'],
    [':a between p and r', `${condition}BETWEEN operator must have the key attribute as its first operand`],
    ['begins_with(:a, p)', `${condition}begins_with operator must have the key attribute as its first operand`],
    ['p = r', `${condition}Multiple attribute names used in one condition`],
    ['p between r and size(q)', `${condition}Multiple attribute names used in one condition`],
    ['p.q > r', 'KeyConditionExpressions cannot have conditions on nested attributes'],
    ['p > r.q', `${condition}Multiple attribute names used in one condition`],
    [':a = :a', `${condition}No key attribute specified`],
    ['p = :a and p = :b', 'KeyConditionExpressions must only contain one condition per key'],
    ['p = :a and p = :b and size(r) = :n1', 'KeyConditionExpressions must only contain one condition per key'],
    ['p = :a and r = :n1 and q = :n1', 'Conditions can be of length 1 or 2 only'],
    ['p = :a and q = :n1', 'Query condition missed key schema element: r'],
    ['r = :n1', 'Query condition missed key schema element: p'],
    ['p > :a and r = :n1', 'Query key condition not supported'],
    ['begins_with(p, :a)', 'Query key condition not supported'],
    ['p = :n1', schemaType],
    ['p = :a and r = :a', schemaType],
    ['p = :a and begins_with(r, :a)', schemaType],
    [
      'p = :a and r between :n2 and :n1',
      'Invalid KeyConditionExpression: The BETWEEN operator requires upper bound to be greater than or equal to lower bound; lower bound operand: AttributeValue: {N:2}, upper bound operand: AttributeValue: {N:1}',
    ],
  ])('%s', (text, message) => {
    expect(refusalOf(() => rangeOf(text))).toBe(message);
  });

  test('a second statement on a key that has no second part', () => {
    expect(refusalOf(() => rangeOf('p = :a and r = :n1', { hash }))).toBe('Query key condition not supported');
  });

  test('an empty value', () => {
    const { keyCondition } = readExpressions('Query', {
      KeyConditionExpression: 'p = :v',
      ExpressionAttributeValues: { ':v': { S: '' } },
    });
    expect(refusalOf(() => keyCondition && keyRange(keyCondition, schema))).toBe(
      'One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: p',
    );
  });
});
