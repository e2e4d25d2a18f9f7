import { describe, expect, test } from 'vitest';
import { conditionIn, keyConditionIn } from '#local/table/expressions/parse.ts';
import { refusalOf } from '#test/local/table/expressions/refusal.ts';

describe('A condition that cannot be read is refused with the token and what stands around it', () => {
  test.each([
    ['  ', 'token: "<EOF>", near: "  "'],
    ['a', 'token: "<EOF>", near: "a"'],
    ['a = ', 'token: "<EOF>", near: "= "'],
    ['= a', 'token: "=", near: "= a"'],
    ['  = a', 'token: "=", near: "  = a"'],
    ['a = b c', 'token: "c", near: "b c"'],
    ['a b ', 'token: "b", near: "a b "'],
    ['a == b', 'token: "=", near: "== b"'],
    ['attribute_exists()', 'token: ")", near: "()"'],
    ['attribute_exists(a))', 'token: ")", near: "))"'],
    ['(a)', 'token: "<EOF>", near: ")"'],
    ['(a = b) = c', 'token: "=", near: ") = c"'],
    ['a OR b = c', 'token: "OR", near: "a OR b"'],
    ['not a', 'token: "<EOF>", near: "a"'],
    ['a = 1', 'token: "1", near: "= 1"'],
    ['a = "x"', 'token: """, near: "= "x"'],
    ['a & b', 'token: "&", near: "a & b"'],
    ['a[01] = c', 'token: "1", near: "01]"'],
    ['a[-1] = c', 'token: "-", near: "[-1"'],
    ['a.b.[0] = c', 'token: "[", near: ".[0"'],
    ['a.size(b) > c', 'token: "(", near: "size(b"'],
    ['# = a', 'token: "#", near: "# ="'],
    ['_a = b', 'token: "_", near: "_a"'],
    ['1a = b', 'token: "1", near: "1a"'],
    ['café = b', 'token: "é", near: "café ="'],
    ['#a:b = c', 'token: ":b", near: "#a:b ="'],
    ['set = b', 'token: "set", near: "set ="'],
    ['in(a)', 'token: "in", near: "in("'],
    ['a in :v', 'token: ":v", near: "in :v"'],
    ['a in (b, )', 'token: ")", near: ", )"'],
    ['a between :v and', 'token: "<EOF>", near: "and"'],
    ['x = :v + a', 'token: "+", near: ":v + a"'],
    ['(a.b).c = d', 'token: ".", near: ").c"'],
  ])('%j', (text, told) => {
    expect(refusalOf(() => conditionIn(text))).toBe(`Syntax error; ${told}`);
  });
});

describe('A condition that says what none may say is refused, the outer before the inner, the left before the right', () => {
  test.each(
    [
      ['', 'The expression can not be empty;'],
      ['((a = b))', 'The expression has redundant parentheses;'],
      ['a = ((b))', 'The expression has redundant parentheses;'],
      ['((a = b)) c', 'The expression has redundant parentheses;'],
      ['((foo(a)))', 'The expression has redundant parentheses;'],
      ['foo(abort)', 'Invalid function name; function: foo'],
      ['contains(foo(a), contains(b, c))', 'Invalid function name; function: foo'],
      ['abort = contains(b, c)', 'Attribute name is a reserved keyword; reserved keyword: abort'],
      ['a.Abort = b', 'Attribute name is a reserved keyword; reserved keyword: Abort'],
      ['size(a)', 'The function is not allowed to be used this way in an expression; function: size'],
      [
        'a = contains(b, foo(c))',
        'The function is not allowed to be used this way in an expression; function: contains',
      ],
      ['a[2147483648] = b', 'List index is not within the allowable range; index: [2147483648]'],
      [`x${'.x'.repeat(32)} = b`, 'The document path has too many nesting levels; nesting levels: 33'],
      [`a IN (${Array(101).fill('b')})`, 'The IN operator is provided with too many operands; number of operands: 101'],
      [`${'NOT '.repeat(300)}a = b`, 'The expression contains too many operators; operator count: 301'],
      [Array(151).fill('a = b').join(' OR '), 'The expression contains too many operators; operator count: 301'],
      [
        `a < b ${'OR (a < b '.repeat(370)}${')'.repeat(370)}`,
        'The expression contains too many operators; operator count: 301',
      ],
      [
        `${'('.repeat(370)}a < b${') OR a < b'.repeat(370)}`,
        'The expression contains too many operators; operator count: 301',
      ],
      [
        `${'NOT ('.repeat(350)}size((a)) < b${')'.repeat(350)}`,
        'The expression contains too many operators; operator count: 301',
      ],
      [`${'('.repeat(2046)}a<b${')'.repeat(2046)}`, 'The expression has redundant parentheses;'],
      [`a < b ${'OR (a < b '.repeat(350)}OR ((a < b))${')'.repeat(350)}`, 'The expression has redundant parentheses;'],
      ['('.repeat(4096), 'Syntax error; token: "<EOF>", near: "("'],
      [`${'(a < b OR '.repeat(350)}a < b${')'.repeat(351)}`, 'Syntax error; token: ")", near: "))"'],
    ].map(([text = '', message]) => [text.slice(0, 60), text, message] as const),
  )('%s', (_, text, message) => {
    expect(refusalOf(() => conditionIn(text))).toBe(message);
  });
});

test('The size of too large a condition is told, except of one on the key', () => {
  const text = `${'a'.repeat(4093)} = b`;
  const tooLarge = 'Expression size has exceeded the maximum allowed size;';
  expect(refusalOf(() => conditionIn(text))).toBe(`${tooLarge} expression size: 4097`);
  expect(refusalOf(() => keyConditionIn(text))).toBe(tooLarge);
});

describe('A condition may say', () => {
  test.each(
    [
      '(a) = b',
      '((a = b) and (c = d)) OR e = f',
      'not not a = b',
      'a between b and c and d = e',
      'size((a)) > b',
      'a[ 1 ] . b = #c',
      `x${'.x'.repeat(31)} = b`,
      `${'NOT '.repeat(299)}a = b`,
      `${'NOT ('.repeat(299)}a = b${')'.repeat(299)}`,
      Array(150).fill('a = b').join(' OR '),
      `a IN (${Array(100).fill('b')})`,
    ].map((text) => [text.slice(0, 60), text] as const),
  )('%s', (_, text) => {
    expect(refusalOf(() => conditionIn(text))).toBe('nothing was refused');
  });

  test('AND binds closer than OR, NOT closer than both', () => {
    expect(conditionIn('not p = q or r = s and t = u')).toEqual(conditionIn('(not (p = q)) or ((r = s) and (t = u))'));
  });
});
