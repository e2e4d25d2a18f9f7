import { describe, expect, test } from 'vitest';
import { givenTable } from '#test/local/table/tables/given-table.ts';
import { orders } from '#test/local/table/tables/requests.ts';

const Value = { S: 'x' };

describe('An update that changes both keys of its table', () => {
  test.each([
    ['a', { UpdateExpression: 'SET b = :x, a = :x', ExpressionAttributeValues: { ':x': Value } }],
    ['a', { UpdateExpression: 'REMOVE b, a' }],
    ['b', { AttributeUpdates: { c: { Value }, b: { Value }, a: { Value } } }],
    ['a', { AttributeUpdates: { a: { Action: 'DELETE' }, b: { Value } } }],
  ])('is told of %s, as %j', async (told, update) => {
    const { ask, refusal } = await givenTable();
    await ask('CreateTable', orders());
    const request = { TableName: 'orders', Key: { a: { S: '1' }, b: { S: '2' } }, ...update };
    expect(await refusal('UpdateItem', request)).toBe(
      `ValidationException: One or more parameter values were invalid: Cannot update attribute ${told}. This attribute is part of the key`,
    );
  });
});
