import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { conditionIn, projectionIn, updateIn } from '#local/table/expressions/parse.ts';
import type { ParsedCondition, ParsedOperand } from '#local/table/expressions/parsed.ts';
import { TableError } from '#local/table/table-error.ts';
import { printed } from '#test/local/table/expressions/print.ts';

const name = fc.constantFrom('alpha', 'b2', 'C_', '#d', '#e9');
const path = fc
  .tuple(name, fc.array(fc.oneof(name, fc.nat(20)), { maxLength: 3 }))
  .map(([first, rest]): ParsedOperand => ({ kind: 'path', path: [first, ...rest] }));
const simple: fc.Arbitrary<ParsedOperand> = fc.oneof(
  path,
  fc.constantFrom(':v', ':w1').map((reference): ParsedOperand => ({ kind: 'reference', name: reference })),
);
const operand: fc.Arbitrary<ParsedOperand> = fc.oneof(
  { weight: 3, arbitrary: simple },
  { weight: 1, arbitrary: simple.map((of): ParsedOperand => ({ kind: 'call', name: 'size', operands: [of] })) },
);

const statement: fc.Arbitrary<ParsedCondition> = fc.oneof(
  fc.record({
    kind: fc.constant('compare' as const),
    comparator: fc.constantFrom('=' as const, '<>' as const, '<' as const, '<=' as const, '>' as const, '>=' as const),
    operands: fc.tuple(operand, operand),
  }),
  fc.record({ kind: fc.constant('between' as const), operands: fc.tuple(operand, operand, operand) }),
  fc
    .tuple(operand, fc.array(operand, { minLength: 1, maxLength: 4 }))
    .map(([first, rest]): ParsedCondition => ({ kind: 'in', operands: [first, ...rest] })),
  path.map((probed): ParsedCondition => ({ kind: 'call', name: 'attribute_exists', operands: [probed] })),
  fc.tuple(operand, operand).map((operands): ParsedCondition => ({ kind: 'call', name: 'contains', operands })),
);

const condition: fc.Arbitrary<ParsedCondition> = fc.letrec<{ all: ParsedCondition }>((tie) => ({
  all: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    statement,
    tie('all').map((part): ParsedCondition => ({ kind: 'not', part })),
    fc
      .tuple(fc.constantFrom('and' as const, 'or' as const), fc.array(tie('all'), { minLength: 2, maxLength: 3 }))
      .map(([kind, parts]): ParsedCondition => ({ kind, parts })),
  ),
})).all;

const word = fc.constantFrom(
  ...['a', '#n', ':v', '(', ')', ',', '.', '[', ']', '0', '12', '=', '<>', '<', '+', '-', ' AND ', ' OR ', ' NOT '],
  ...[
    ' IN ',
    ' BETWEEN ',
    ' SET ',
    ' REMOVE ',
    ' ADD ',
    ' DELETE ',
    ' ',
    'size',
    'contains',
    'if_not_exists',
    '%',
    '😀',
  ],
);

describe('Reading expressions', () => {
  test('what is written from a condition is read as that condition', () => {
    fc.assert(
      fc.property(condition, (given) => {
        expect(conditionIn(printed(given))).toEqual(given);
      }),
    );
  });

  test('no text does anything else than being read or refused', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 40 }), (words) => {
        for (const read of [conditionIn, updateIn, projectionIn]) {
          try {
            expect(read(words.join(''))).toBeDefined();
          } catch (error) {
            expect(error).toBeInstanceOf(TableError);
          }
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
