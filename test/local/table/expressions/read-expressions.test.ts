import { describe, expect, test } from 'vitest';
import type { ExpressionParameters } from '#local/table/expressions/parameters.ts';
import { readExpressions } from '#local/table/expressions/read-expressions.ts';
import type { ExpressionOperation } from '#local/table/expressions/refuse-mixture.ts';
import { checkItem } from '#local/table/values/check-value.ts';
import { refusalOf } from '#test/local/table/expressions/refusal.ts';

const values = { ':v': { S: 'v' } };
const refused = (operation: ExpressionOperation, given: ExpressionParameters) =>
  refusalOf(() => readExpressions(operation, given));

describe('Names and values are refused', () => {
  test.each<[string, ExpressionParameters]>([
    ['ExpressionAttributeNames must not be empty', { FilterExpression: 'a = b', ExpressionAttributeNames: {} }],
    ['ExpressionAttributeValues must not be empty', { FilterExpression: 'a = b', ExpressionAttributeValues: {} }],
    [
      'ExpressionAttributeNames contains invalid key: Syntax error; key: "a"',
      { FilterExpression: '==', ExpressionAttributeNames: { a: 'b' } },
    ],
    [
      'ExpressionAttributeNames contains invalid value: Empty attribute name for key #a',
      { FilterExpression: '==', ExpressionAttributeNames: { '#a': '' } },
    ],
    [
      'ExpressionAttributeValues contains invalid key: Syntax error; key: "v"',
      { FilterExpression: '==', ExpressionAttributeValues: { v: { S: 'v' } } },
    ],
    [
      'ExpressionAttributeValues contains invalid value: Supplied AttributeValue is empty, must contain exactly one of the supported datatypes for key :v',
      { FilterExpression: '==', ExpressionAttributeValues: { ':v': {} } },
    ],
    [
      'One or more parameter values were invalid: Null attribute value types must have the value of true',
      { FilterExpression: '==', ExpressionAttributeValues: { ':v': { NULL: false } } },
    ],
    [
      'Invalid FilterExpression: An expression attribute name used in the document path is not defined; attribute name: #a',
      { FilterExpression: '#a = :v' },
    ],
    [
      'Invalid FilterExpression: An expression attribute value used in expression is not defined; attribute value: :w',
      { FilterExpression: 'a = :w', ExpressionAttributeValues: values },
    ],
    [
      'Value provided in ExpressionAttributeNames unused in expressions: keys: {#a}',
      { FilterExpression: 'a = b', ExpressionAttributeNames: { '#a': 'a' }, ExpressionAttributeValues: values },
    ],
    [
      'Value provided in ExpressionAttributeValues unused in expressions: keys: {:v}',
      { FilterExpression: 'a = b', ExpressionAttributeValues: values },
    ],
    ['ExpressionAttributeNames can only be specified when using expressions', { ExpressionAttributeNames: {} }],
    [
      'ExpressionAttributeValues can only be specified when using expressions: FilterExpression is null',
      { ProjectionExpression: 'a', ExpressionAttributeValues: values },
    ],
  ])('%s', (message, given) => {
    expect(refused('Scan', given)).toBe(message);
  });

  test('a name of what every object has is not defined', () => {
    expect(refused('Scan', { FilterExpression: '#constructor = b', ExpressionAttributeNames: { '#a': 'a' } })).toBe(
      'Invalid FilterExpression: An expression attribute name used in the document path is not defined; attribute name: #constructor',
    );
  });
});

describe('Expressions and older parameters do not go together', () => {
  const mixed = 'Can not use both expression and non-expression parameters in the same request: ';
  test.each<[ExpressionOperation, ExpressionParameters, string]>([
    [
      'Scan',
      { FilterExpression: 'a = b', ScanFilter: {}, AttributesToGet: ['a'], ConditionalOperator: 'OR' },
      'Non-expression parameters: {AttributesToGet, ScanFilter, ConditionalOperator} Expression parameters: {FilterExpression}',
    ],
    [
      'Query',
      { KeyConditionExpression: 'a = b', ProjectionExpression: 'a', KeyConditions: {} },
      'Non-expression parameters: {KeyConditions} Expression parameters: {ProjectionExpression, KeyConditionExpression}',
    ],
    [
      'Put',
      { ConditionExpression: 'a = b', Expected: {} },
      'Non-expression parameters: {Expected} Expression parameters: {ConditionExpression}',
    ],
  ])('in a %s', (operation, given, told) => {
    expect(refused(operation, given)).toBe(mixed + told);
  });

  test('but key conditions of the older form go with a filter', () => {
    const { filter, keyCondition } = readExpressions('Query', {
      KeyConditions: { a: { ComparisonOperator: 'EQ', AttributeValueList: [{ S: 'v' }] } },
      FilterExpression: 'b = c',
    });
    expect(filter).toMatchObject({ kind: 'compare' });
    expect(keyCondition?.terms).toEqual([{ name: 'a', operator: '=', values: [{ S: 'v' }] }]);
  });
});

test('a write by itself tells what is wrong with its request in the form of a constraint', () => {
  const given = { ConditionExpression: 'a ==' };
  const told = 'Invalid ConditionExpression: Syntax error; token: "=", near: "=="';
  expect(refused('PutItem', given)).toBe(`1 validation error detected: ${told}`);
  expect(refused('UpdateItem', given)).toBe(`1 validation error detected: ${told}`);
  expect(refused('DeleteItem', given)).toBe(`1 validation error detected: ${told}`);
  expect(refused('ConditionCheck', given)).toBe(told);
});

test.each<[string, string, string, string]>([
  ['', '', '', 'Invalid KeyConditionExpression: The expression can not be empty;'],
  ['attribute_exists(a)', '', '', 'Invalid FilterExpression: The expression can not be empty;'],
  ['attribute_exists(a)', 'b = c', '', 'Invalid ProjectionExpression: The expression can not be empty;'],
  ['attribute_exists(a)', 'b = c', 'd', 'Invalid operator used in KeyConditionExpression: attribute_exists'],
])(
  'a query with the keys %j, the filter %j and the projection %j is refused for %s',
  (keys, filter, projection, message) => {
    const given = { KeyConditionExpression: keys, FilterExpression: filter, ProjectionExpression: projection };
    expect(refused('Query', given)).toBe(message);
  },
);

test('a query without any key condition is refused behind its start key', () => {
  const looked: string[] = [];
  expect(refusalOf(() => readExpressions('Query', {}, () => looked.push('start key')))).toBe(
    'Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.',
  );
  expect(looked).toEqual(['start key']);
});

test('the values of an item are looked at behind a mixture of forms and before the older parameters', () => {
  const given = { Expected: { a: {} } };
  const refuseItem = () => checkItem({ a: {} });
  const empty = 'Supplied AttributeValue is empty, must contain exactly one of the supported datatypes';
  expect(refusalOf(() => readExpressions('Put', given, refuseItem))).toBe(empty);
  expect(refusalOf(() => readExpressions('PutItem', given, refuseItem))).toBe(`1 validation error detected: ${empty}`);
  expect(refusalOf(() => readExpressions('Put', { ...given, ConditionExpression: '' }, refuseItem))).toMatch(
    /^Can not use/,
  );
  expect(readExpressions('Put', {}, () => checkItem({ a: { N: '1.0' } })).own).toEqual({ a: { N: '1' } });
});

test('one text means in each request what the request says', () => {
  const read = (name: string, value: string) =>
    readExpressions('Scan', {
      FilterExpression: '#x = :y',
      ExpressionAttributeNames: { '#x': name },
      ExpressionAttributeValues: { ':y': { S: value } },
    }).filter;
  expect(read('a', 'one')).toMatchObject({ left: { path: ['a'] }, right: { value: { S: 'one' } } });
  expect(read('b', 'two')).toMatchObject({ left: { path: ['b'] }, right: { value: { S: 'two' } } });
});
