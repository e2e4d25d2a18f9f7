import { describe, expect, test } from 'vitest';
import { applyUpdate } from '#local/table/expressions/apply-update.ts';
import type { Item } from '#local/table/values/attribute-value.ts';
import { refusalOf } from '#test/local/table/expressions/refusal.ts';
import { updateOf } from '#test/local/table/expressions/request.ts';

const item: Item = {
  n: { N: '5' },
  l: { L: [{ N: '1' }, { N: '2' }] },
  m: { M: { x: { S: 'y' } } },
  ss: { SS: ['a', 'c'] },
};

const one = { N: '1' };
const two = { N: '2' };

describe('An update makes of an item', () => {
  test.each<[string, object]>([
    ['SET n = n + :n1, p = n', { ...item, n: { N: '6' }, p: { N: '5' } }],
    ['SET n = :n2 - n', { ...item, n: { N: '-3' } }],
    ['SET n = (n + n)', { ...item, n: { N: '10' } }],
    ['SET p = l[0], l[0] = l[1], l[1] = n', { ...item, p: one, l: { L: [two, { N: '5' }] } }],
    ['SET m.z = :n1, m.x = :a', { ...item, m: { M: { x: { S: 'a' }, z: one } } }],
    ['SET l[9] = :n1, l[7] = :n5', { ...item, l: { L: [one, two, { N: '5' }, one] } }],
    ['REMOVE l[0] SET l[1] = :a', { ...item, l: { L: [{ S: 'a' }] } }],
    ['REMOVE l[0], l[1], m.x, nothing, l[7]', { ...item, l: { L: [] }, m: { M: {} } }],
    ['SET l = list_append(l, :l)', { ...item, l: { L: [one, two, two] } }],
    ['SET k = list_append(if_not_exists(k, :l), l)', { ...item, k: { L: [two, one, two] } }],
    ['SET p = if_not_exists(nothing, n) + :n1', { ...item, p: { N: '6' } }],
    [
      'ADD n :n1, p :n1, ss :ss, m.c :n1, l[0] :n1, l[9] :n1',
      {
        ...item,
        n: { N: '6' },
        p: one,
        ss: { SS: ['a', 'c', 'b'] },
        m: { M: { x: { S: 'y' }, c: one } },
        l: { L: [two, two, one] },
      },
    ],
    ['DELETE ss :ss, nothing :ns', { ...item, ss: { SS: ['c'] } }],
  ])('%s', (text, expected) => {
    expect(applyUpdate(updateOf(text), item).item).toEqual(expected);
  });

  test('a set without its last member is gone', () => {
    expect(applyUpdate(updateOf('DELETE p :ns'), { p: { NS: ['1'] } }).item).toEqual({});
  });

  test('the item that was there stays as it was', () => {
    const before = structuredClone(item);
    applyUpdate(updateOf('SET m.x = :n1, l[0] = :n5 REMOVE n ADD ss :ss'), item);
    expect(item).toEqual(before);
  });

  test('the paths that it names are told', () => {
    const { touched } = applyUpdate(updateOf('SET m.x = :n1 REMOVE n ADD l[0] :n1'), item);
    expect(touched).toEqual([['m', 'x'], ['n'], ['l', 0]]);
  });
});

describe('An update is refused for an item', () => {
  const place = 'The document path provided in the update expression is invalid for update';
  const type = 'An operand in the update expression has an incorrect data type';
  const missing = 'The provided expression refers to an attribute that does not exist in the item';
  test.each([
    ['SET nothing.x = :n1', place],
    ['SET m[0] = :n1', place],
    ['SET l.x = :n1', place],
    ['SET m.x.y = :n1', place],
    ['SET l[9].x = :n1', place],
    ['REMOVE nothing.x', place],
    ['SET p = nothing, nothing.x = :n1', place],
    ['SET p = nothing', missing],
    ['SET p = if_not_exists(nothing, absent)', missing],
    ['SET p = nothing + :n1', missing],
    ['SET p = l + :n1', type],
    ['SET p = list_append(l, n)', type],
    ['ADD l :n1', type],
    ['ADD n :ss', type],
    ['DELETE ss :ns', type],
    ['DELETE n :ns', type],
  ])('%s', (text, message) => {
    expect(refusalOf(() => applyUpdate(updateOf(text), item))).toBe(message);
  });

  test.each(['SET n = n + :n1', 'SET n = n - :n1', 'ADD n :n1'])(
    'whose number it would make one of more than 38 digits: %s',
    (text) => {
      expect(refusalOf(() => applyUpdate(updateOf(text), { n: { N: `1${'0'.repeat(50)}` } }))).toBe(
        'Number overflow. Attempting to store a number with magnitude larger than supported range',
      );
    },
  );
});

describe('An update is refused for every item', () => {
  const overlap = 'Two document paths overlap with each other; must remove or rewrite one of these paths; ';
  const conflict = 'Two document paths conflict with each other; must remove or rewrite one of these paths; ';
  const operator = 'Incorrect operand type for operator or function; ';
  test.each([
    ['', 'The expression can not be empty;'],
    ['SET', 'Syntax error; token: "<EOF>", near: "SET"'],
    ['x = :n1', 'Syntax error; token: "x", near: "x ="'],
    ['SET x = :n1, REMOVE y', 'Syntax error; token: "REMOVE", near: ", REMOVE y"'],
    ['SET x = n + n + n', 'Syntax error; token: "+", near: "n + n"'],
    ['SET x = (n + n) + n', 'Syntax error; token: "+", near: ") + n"'],
    ['SET x = if_not_exists(y, :n1 + :n1)', 'Syntax error; token: "+", near: ":n1 + :n1"'],
    ['ADD x y', 'Syntax error; token: "y", near: "x y"'],
    ['SET x = ((:n1))', 'The expression has redundant parentheses;'],
    ['SET abort = :n1', 'Attribute name is a reserved keyword; reserved keyword: abort'],
    ['SET x = foo(y), abort = :n1', 'Invalid function name; function: foo'],
    ['SET x = size(l)', 'The function is not allowed in an update expression; function: size'],
    [
      'SET x = list_append(list_append(l, l), l)',
      'The function is not allowed to be used this way in an expression; function: list_append',
    ],
    ['SET x = :n1 SET y = :n1', 'The "SET" section can only be used once in an update expression;'],
    ['SET x = :n1, x = :n1', `${overlap}path one: [x], path two: [x]`],
    ['SET x = :n1 REMOVE x.y[0]', `${overlap}path one: [x], path two: [x, y, [0]]`],
    ['SET x = :n1, x = :n1, y = :n1, y = :n1', `${overlap}path one: [y], path two: [y]`],
    ['SET x = :a + n ADD n :t', `${operator}operator: ADD, operand type: BOOLEAN, typeSet: ALLOWED_FOR_ADD_OPERAND`],
    ['ADD n :t SET x = :a + n', `${operator}operator or function: +, operand type: S`],
    ['SET x.y = :n1, x[0] = :n1', `${conflict}path one: [x, y], path two: [x, [0]]`],
    ['ADD n :a', `${operator}operator: ADD, operand type: STRING, typeSet: ALLOWED_FOR_ADD_OPERAND`],
    ['DELETE n :n1', `${operator}operator: DELETE, operand type: NUMBER, typeSet: ALLOWED_FOR_DELETE_OPERAND`],
    ['SET x = :a + n', `${operator}operator or function: +, operand type: S`],
    ['SET x = list_append(l, :n1)', `${operator}operator or function: list_append, operand type: N`],
    [
      'SET x = if_not_exists(:n1, n)',
      'Operator or function requires a document path; operator or function: if_not_exists',
    ],
    [
      'SET x = if_not_exists(x)',
      'Incorrect number of operands for operator or function; operator or function: if_not_exists, number of operands: 1',
    ],
  ])('%s', (text, message) => {
    expect(refusalOf(() => updateOf(text))).toBe(`Invalid UpdateExpression: ${message}`);
  });
});
