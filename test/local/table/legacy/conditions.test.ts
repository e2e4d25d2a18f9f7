import { describe, expect, test } from 'vitest';
import { holds } from '#local/table/expressions/evaluate.ts';
import type { ExpressionParameters, LegacyExpectation } from '#local/table/expressions/parameters.ts';
import { readExpressions } from '#local/table/expressions/read-expressions.ts';
import type { Item } from '#local/table/values/attribute-value.ts';
import { refusalOf } from '#test/local/table/expressions/refusal.ts';

const item: Item = { n: { N: '5' }, s: { S: 'abc' }, ss: { SS: ['a'] }, t: { BOOL: true } };
const s = (text: string) => ({ S: text });
const n = (text: string) => ({ N: text });

const conditionOf = (given: ExpressionParameters) => readExpressions('Put', given).condition;
const expects = (expected: LegacyExpectation) => refusalOf(() => conditionOf({ Expected: { n: expected } }));

function isMet(Expected: Record<string, LegacyExpectation>, ConditionalOperator?: 'AND' | 'OR'): boolean {
  const condition = conditionOf({ Expected, ConditionalOperator });
  if (condition === undefined) throw new Error('No condition was read.');
  return holds(condition, item);
}

describe('What is expected of an item is met', () => {
  test.each<[Record<string, LegacyExpectation>]>([
    [{ n: { Value: n('5.0') } }],
    [{ q: { Exists: false } }],
    [{ n: { ComparisonOperator: 'EQ', Value: n('5') } }],
    [{ q: { ComparisonOperator: 'NE', AttributeValueList: [s('x')] } }],
    [{ n: { ComparisonOperator: 'BETWEEN', AttributeValueList: [n('1'), n('5')] } }],
    [{ n: { ComparisonOperator: 'IN', AttributeValueList: [n('1'), n('5')] } }],
    [{ q: { ComparisonOperator: 'NULL' }, n: { ComparisonOperator: 'NOT_NULL' } }],
    [
      {
        s: { ComparisonOperator: 'BEGINS_WITH', Value: s('a') },
        ss: { ComparisonOperator: 'CONTAINS', Value: s('a') },
      },
    ],
    [
      {
        s: { ComparisonOperator: 'NOT_CONTAINS', Value: s('x') },
        n: { ComparisonOperator: 'NOT_CONTAINS', Value: s('x') },
      },
    ],
    [{ n: { ComparisonOperator: 'GE', Value: n('5') }, t: { ComparisonOperator: 'EQ', Value: { BOOL: true } } }],
  ])('%j', (expected) => {
    expect(isMet(expected)).toBe(true);
  });

  test('when one of several has to be', () => {
    const two = { n: { Value: n('6') }, s: { Value: s('abc') } };
    expect(isMet(two, 'OR')).toBe(true);
    expect(isMet(two, 'AND')).toBe(false);
    expect(isMet(two)).toBe(false);
  });

  test('not where something absent should lack a part', () => {
    expect(isMet({ q: { ComparisonOperator: 'NOT_CONTAINS', Value: s('x') } })).toBe(false);
  });
});

describe('What is expected is refused', () => {
  const list = [s('a')];
  test.each<[LegacyExpectation, string]>([
    [{}, 'Value must be provided when Exists is null for Attribute: n'],
    [{ Exists: true }, 'Value must be provided when Exists is true for Attribute: n'],
    [{ Exists: false, Value: s('a') }, 'Value cannot be used when Exists is false for Attribute: n'],
    [
      { Exists: true, ComparisonOperator: 'EQ', AttributeValueList: list },
      'Exists and ComparisonOperator cannot be used together for Attribute: n',
    ],
    [
      { Value: s('a'), ComparisonOperator: 'EQ', AttributeValueList: list },
      'Value and AttributeValueList cannot be used together for Attribute: n',
    ],
    [{ AttributeValueList: list }, 'AttributeValueList can only be used with a ComparisonOperator for Attribute: n'],
    [
      { ComparisonOperator: 'IN' },
      'Value or AttributeValueList must be used with ComparisonOperator: IN for Attribute: n',
    ],
    [{ ComparisonOperator: 'NULL', Value: s('a') }, 'Invalid number of argument(s) for the NULL ComparisonOperator'],
    [
      { ComparisonOperator: 'BETWEEN', AttributeValueList: list },
      'Invalid number of argument(s) for the BETWEEN ComparisonOperator',
    ],
    [
      { ComparisonOperator: 'IN', AttributeValueList: [s('a'), n('1')] },
      'AttributeValues inside AttributeValueList must be of same type',
    ],
    [{ ComparisonOperator: 'LT', Value: { M: {} } }, 'ComparisonOperator LT is not valid for M AttributeValue type'],
    [
      { ComparisonOperator: 'CONTAINS', Value: { SS: ['a'] } },
      'ComparisonOperator CONTAINS is not valid for SS AttributeValue type',
    ],
    [
      { ComparisonOperator: 'BEGINS_WITH', Value: n('1') },
      'ComparisonOperator BEGINS_WITH is not valid for N AttributeValue type',
    ],
  ])('%j', (expected, message) => {
    expect(expects(expected)).toBe(`One or more parameter values were invalid: ${message}`);
  });

  test('bounds the wrong way round', () => {
    expect(expects({ ComparisonOperator: 'BETWEEN', AttributeValueList: [s('b'), s('a')] })).toBe(
      'The BETWEEN condition was provided a range where the lower bound is greater than the upper bound',
    );
  });

  test('an operator between nothing, or between one', () => {
    expect(refusalOf(() => conditionOf({ ConditionalOperator: 'AND' }))).toBe(
      'ConditionalOperator cannot be used without Filter or Expected',
    );
    expect(refusalOf(() => conditionOf({ ConditionalOperator: 'AND', Expected: { n: { Exists: false } } }))).toBe(
      'ConditionalOperator can only be used when Filter or Expected has two or more elements',
    );
  });
});
