import { describe, expect, test } from 'vitest';
import { applyUpdate } from '#local/table/expressions/apply-update.ts';
import { holds } from '#local/table/expressions/evaluate.ts';
import { keyRange } from '#local/table/expressions/key-range.ts';
import type { LegacyCondition, LegacyUpdate } from '#local/table/expressions/parameters.ts';
import { readExpressions } from '#local/table/expressions/read-expressions.ts';
import type { Item } from '#local/table/values/attribute-value.ts';
import { refusalOf } from '#test/local/table/expressions/refusal.ts';

const item: Item = { n: { N: '5' }, l: { L: [{ N: '1' }] }, ss: { SS: ['a', 'b'] } };

function updated(AttributeUpdates: Record<string, LegacyUpdate>): Item {
  const { update } = readExpressions('Update', { AttributeUpdates });
  if (update === undefined) throw new Error('No update was read.');
  return applyUpdate(update, item).item;
}

describe('AttributeUpdates make of an item', () => {
  test.each<[Record<string, LegacyUpdate>, object]>([
    [{ n: { Value: { S: 'x' } } }, { ...item, n: { S: 'x' } }],
    [{ n: { Action: 'ADD', Value: { N: '1' } } }, { ...item, n: { N: '6' } }],
    [{ l: { Action: 'ADD', Value: { L: [{ S: 'x' }] } } }, { ...item, l: { L: [{ N: '1' }, { S: 'x' }] } }],
    [{ q: { Action: 'ADD', Value: { L: [{ S: 'x' }] } } }, { ...item, q: { L: [{ S: 'x' }] } }],
    [{ ss: { Action: 'DELETE', Value: { SS: ['a'] } } }, { ...item, ss: { SS: ['b'] } }],
    [{ ss: { Action: 'DELETE' }, l: { Action: 'DELETE' } }, { n: { N: '5' } }],
  ])('%j', (updates, expected) => {
    expect(updated(updates)).toEqual(expected);
  });
});

describe('AttributeUpdates are refused', () => {
  const wrong = 'One or more parameter values were invalid: ';
  test.each<[LegacyUpdate, string]>([
    [{}, `${wrong}Only DELETE action is allowed when no attribute value is specified`],
    [{ Action: 'ADD' }, `${wrong}Only DELETE action is allowed when no attribute value is specified`],
    [{ Action: 'DELETE', Value: { N: '1' } }, `${wrong}DELETE action with value is not supported for the type N`],
    [{ Action: 'ADD', Value: { S: '1' } }, `${wrong}ADD action is not supported for the type S`],
    [{ Action: 'ADD', Value: { SS: ['a'] } }, 'Type mismatch for attribute to update'],
    [{ Action: 'DELETE', Value: { NS: ['1'] } }, 'Type mismatch for attribute to update'],
  ])('%j', (update, message) => {
    expect(refusalOf(() => updated({ n: update }))).toBe(message);
  });
});

describe('KeyConditions', () => {
  const key = { hash: { name: 'p', type: 'S' }, range: { name: 'r', type: 'N' } } as const;
  const equal: LegacyCondition = { ComparisonOperator: 'EQ', AttributeValueList: [{ S: 'a' }] };
  const rangeOf = (KeyConditions: Record<string, LegacyCondition>) => {
    const { keyCondition } = readExpressions('Query', { KeyConditions });
    if (keyCondition === undefined) throw new Error('No key condition was read.');
    return keyRange(keyCondition, key);
  };

  test('mean a range of keys', () => {
    const between: LegacyCondition = { ComparisonOperator: 'BETWEEN', AttributeValueList: [{ N: '1' }, { N: '2' }] };
    expect(rangeOf({ r: between, p: equal })).toEqual({
      hash: { S: 'a' },
      low: { value: { N: '1' }, inclusive: true },
      high: { value: { N: '2' }, inclusive: true },
    });
  });

  test.each<[string, Record<string, LegacyCondition>]>([
    ['Conditions can be of length 1 or 2 only', {}],
    [
      'Query condition missed key schema element: p',
      { r: { ComparisonOperator: 'EQ', AttributeValueList: [{ N: '1' }] } },
    ],
    [
      'Attempted conditional constraint is not an indexable operation',
      { p: { ComparisonOperator: 'NE', AttributeValueList: [{ S: 'a' }] } },
    ],
    ['Query key condition not supported', { p: { ComparisonOperator: 'LT', AttributeValueList: [{ S: 'a' }] } }],
    [
      'One or more parameter values were invalid: Invalid number of argument(s) for the EQ ComparisonOperator',
      { p: { ComparisonOperator: 'EQ' } },
    ],
  ])('are refused: %s', (message, conditions) => {
    expect(refusalOf(() => rangeOf(conditions))).toBe(message);
  });
});

test('filters of the older form select as expressions do', () => {
  const given = { n: { ComparisonOperator: 'LT', AttributeValueList: [{ N: '6' }] } } as const;
  for (const read of [
    readExpressions('Scan', { ScanFilter: given }),
    readExpressions('Scan', { QueryFilter: given }),
  ]) {
    expect(read.filter && holds(read.filter, item)).toBe(true);
  }
});

test('attributes are asked for by their names, each once', () => {
  expect(readExpressions('GetItem', { AttributesToGet: ['a.b', 'c'] }).projection).toEqual([['a.b'], ['c']]);
  expect(refusalOf(() => readExpressions('GetItem', { AttributesToGet: ['a', 'b', 'a'] }))).toBe(
    'One or more parameter values were invalid: Duplicate value in attribute name: a',
  );
  const many = Array.from({ length: 200_000 }, (_, index) => `a${index}`);
  expect(readExpressions('GetItem', { AttributesToGet: many }).projection).toHaveLength(200_000);
});

test('a scan looks at the names that it is asked for before its filter, a query behind it', () => {
  const wrong = { a: { ComparisonOperator: 'EQ', AttributeValueList: [{}] } } as const;
  const names = { AttributesToGet: ['a', 'a'] };
  expect(refusalOf(() => readExpressions('Scan', { ...names, ScanFilter: wrong }))).toMatch(/Duplicate value in/);
  expect(refusalOf(() => readExpressions('Query', { ...names, QueryFilter: wrong }))).toMatch(/^Supplied Attribute/);
});
