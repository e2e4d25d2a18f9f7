import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Path } from '#local/table/expressions/ast.ts';
import { separatePaths } from '#local/table/expressions/overlaps.ts';
import { project } from '#local/table/expressions/project.ts';
import { readExpressions } from '#local/table/expressions/read-expressions.ts';
import { emptyItem, type Item } from '#local/table/values/attribute-value.ts';
import { refusalOf } from '#test/local/table/expressions/refusal.ts';

const item: Item = {
  n: { N: '5' },
  l: { L: [{ N: '0' }, { M: { x: { S: 'a' }, y: { S: 'b' } } }, { N: '2' }] },
  m: { M: { x: { S: 'y' }, k: { M: { z: { N: '1' } } } } },
};

function projected(text: string): Item {
  return project(readExpressions('GetItem', { ProjectionExpression: text }).projection ?? [], item);
}

describe('Of an item is given', () => {
  test.each<[string, object]>([
    ['n, nothing', { n: { N: '5' } }],
    ['m.k.z', { m: { M: { k: { M: { z: { N: '1' } } } } } }],
    ['m.x, m.k', { m: item.m ?? {} }],
    ['l[2], l[0], l[9]', { l: { L: [{ N: '0' }, { N: '2' }] } }],
    ['l[1].y, l[1].x', { l: { L: [{ M: { x: { S: 'a' }, y: { S: 'b' } } }] } }],
    ['m.nothing, n.x, l.x, nothing.x', {}],
    ['m[0], n[0]', {}],
    ['toString, m.hasOwnProperty', {}],
  ])('%s', (text, expected) => {
    expect(projected(text)).toEqual(expected);
  });
});

describe('A projection is refused', () => {
  const overlap = 'Two document paths overlap with each other; must remove or rewrite one of these paths; ';
  test.each(
    [
      ['', 'The expression can not be empty;'],
      ['n,,n', 'Syntax error; token: ",", near: ",,n"'],
      ['(n)', 'Syntax error; token: "(", near: "(n"'],
      ['abort, #a', 'Attribute name is a reserved keyword; reserved keyword: abort'],
      ['#a', 'An expression attribute name used in the document path is not defined; attribute name: #a'],
      ['m.x, m', `${overlap}path one: [m, x], path two: [m]`],
      [
        'm.x, m[0]',
        'Two document paths conflict with each other; must remove or rewrite one of these paths; path one: [m, x], path two: [m, [0]]',
      ],
      ['a'.repeat(4097), 'Expression size has exceeded the maximum allowed size;'],
    ].map(([text = '', message]) => [text.slice(0, 60), text, message] as const),
  )('%s', (_, text, message) => {
    expect(refusalOf(() => projected(text))).toBe(`Invalid ProjectionExpression: ${message}`);
  });
});

const name = fc.constantFrom('a', 'b', 'c');
const leaf = fc.nat(9).map((digit) => ({ N: String(digit) }));
const { value } = fc.letrec<{ value: Item[string] }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.array(tie('value'), { minLength: 1, maxLength: 3 }).map((L) => ({ L })),
    fc.dictionary(name, tie('value'), { minKeys: 1 }).map((M) => ({ M })),
  ),
}));
const names = fc.array(fc.array(name, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 4 });

test('what has been picked by names is all that the same names pick from it', () => {
  fc.assert(
    fc.property(fc.dictionary(name, value), names, (map: Item, paths: Path[]) => {
      fc.pre(refusalOf(() => separatePaths(paths, (path) => path)) === 'nothing was refused');
      const once = project(paths, Object.assign(emptyItem(), map));
      expect(project(paths, once)).toEqual(once);
    }),
  );
});
