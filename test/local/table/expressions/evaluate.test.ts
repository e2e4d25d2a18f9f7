import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { holds } from '#local/table/expressions/evaluate.ts';
import type { Item } from '#local/table/values/attribute-value.ts';
import { refusalOf } from '#test/local/table/expressions/refusal.ts';
import { conditionOf } from '#test/local/table/expressions/request.ts';

const item: Item = {
  n: { N: '5' },
  s: { S: 'abc' },
  wide: { S: 'héllo😀' },
  bin: { B: 'YWJj' },
  l: { L: [{ N: '1' }, { N: '2' }] },
  m: { M: { x: { S: 'a' } } },
  ss: { SS: ['a', 'b'] },
  t: { BOOL: true },
  z: { NULL: true },
};

describe('Of an item is true', () => {
  test.each([
    'n = :n5 and l[1] = :n2 and m.x = :a and not l[2] = :n2',
    'ss = :ss',
    'n <> :a and nothing <> :a and nothing <> absent',
    'n > :n1 and n <= :n5 and n between :n1 and :n7',
    's > :a and s < :b',
    'n in (:a, :n5)',
    'attribute_exists(m.x) and attribute_not_exists(m.y) and attribute_not_exists(#n.x)',
    'begins_with(s, :a) and begins_with(bin, :bin)',
    'contains(s, :b) and contains(ss, :b) and contains(l, :n2) and contains(bin, :bin)',
    'size(l) = :n2 and size(ss) = :n2 and size(m) = :n1 and size(wide) = :n7',
    'attribute_type(s, :S)',
    ':n1 < n and :a < s and size(:ss) = :n2',
    'size(m) < size(l)',
  ])('%s', (text) => {
    expect(holds(conditionOf(text), item)).toBe(true);
  });
});

describe('Of an item is not true', () => {
  test.each([
    'nothing = absent',
    'nothing < :n1',
    'n < :a',
    's between :n1 and :n7',
    'n in (:a, nothing)',
    'contains(n, :n5)',
    'contains(ss, :n1)',
    'contains(s, nothing)',
    'begins_with(s, :bin)',
    'size(n) = :n1',
    'size(t) = :n1',
    'attribute_type(nothing, :S)',
    'm = l',
  ])('%s', (text) => {
    expect(holds(conditionOf(text), item)).toBe(false);
  });
});

test('where there is no item, nothing exists', () => {
  expect(holds(conditionOf('attribute_not_exists(n)'), undefined)).toBe(true);
  expect(holds(conditionOf('n = :n5'), undefined)).toBe(false);
});

test('what every object has is no attribute', () => {
  expect(holds(conditionOf('attribute_exists(toString) or attribute_exists(m.hasOwnProperty)'), item)).toBe(false);
});

describe('Operands that are wrong for every item are refused', () => {
  const operator = 'Incorrect operand type for operator or function; operator or function: ';
  const count = 'Incorrect number of operands for operator or function; operator or function: ';
  const distinct = 'The first operand must be distinct from the remaining operands for this operator or function; ';
  test.each([
    ['n < :m', `${operator}<, operand type: M`],
    ['n >= :t', `${operator}>=, operand type: BOOL`],
    ['n between :n1 and :ss', `${operator}BETWEEN, operand type: SS`],
    ['size(:n1) > :n1', `${operator}size, operand type: N`],
    ['size(size(l)) > :n1', `${operator}size, operand type: N`],
    ['begins_with(n, :l)', `${operator}begins_with, operand type: L`],
    ['begins_with(n, size(l))', `${operator}begins_with, operand type: N`],
    ['attribute_type(n, s)', `${operator}attribute_type, operand type: {NS,SS,L,BS,N,M,B,BOOL,NULL,S}`],
    ['attribute_type(n, :n1)', `${operator}attribute_type, operand type: N`],
    [
      'attribute_type(n, :a)',
      'Invalid attribute type name found; type: a, valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}',
    ],
    ['attribute_exists(:n1)', 'Operator or function requires a document path; operator or function: attribute_exists'],
    ['begins_with(n)', `${count}begins_with, number of operands: 1`],
    ['attribute_exists(n, s)', `${count}attribute_exists, number of operands: 2`],
    ['m.x = m.x', `${distinct}operator: =, first operand: [m, x]`],
    ['n between n and :ss', `${operator}BETWEEN, operand type: SS`],
    ['n between n and :n1', `${distinct}operator: BETWEEN, first operand: [n]`],
    ['l[0] in (n, l[0])', `${distinct}operator: IN, first operand: [l, [0]]`],
    [
      'n between :n5 and :n1',
      'The BETWEEN operator requires upper bound to be greater than or equal to lower bound; lower bound operand: AttributeValue: {N:5}, upper bound operand: AttributeValue: {N:1}',
    ],
    [
      'n between :n5 and :a',
      'The BETWEEN operator requires same data type for lower and upper bounds; lower bound operand: AttributeValue: {N:5}, upper bound operand: AttributeValue: {S:a}',
    ],
  ])('%s', (text, message) => {
    expect(refusalOf(() => conditionOf(text))).toBe(`Invalid FilterExpression: ${message}`);
  });
});

const statements = ['n = :n5', 's < :b', 'nothing = :n1', 'contains(ss, :a)', 'size(l) > :n2', 'attribute_exists(m.y)'];

test('what is not so is the opposite of what is so, and the opposite of both is the opposite of one', () => {
  fc.assert(
    fc.property(fc.constantFrom(...statements), fc.constantFrom(...statements), (one, other) => {
      const isTrue = (text: string) => holds(conditionOf(text), item);
      expect(isTrue(`not ${one}`)).toBe(!isTrue(one));
      expect(isTrue(`not (${one} and ${other})`)).toBe(isTrue(`not ${one} or not ${other}`));
      expect(isTrue(`not (${one} or ${other})`)).toBe(isTrue(`not ${one} and not ${other}`));
    }),
  );
});
