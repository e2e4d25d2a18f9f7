import { describe, expect, test } from 'vitest';
import { givenTable } from '#test/local/table/tables/given-table.ts';
import { orders } from '#test/local/table/tables/requests.ts';

const TableName = 'orders';
const Key = { a: { S: '1' }, b: { S: '2' } };

describe('An update that only takes something away', () => {
  test.each([
    { UpdateExpression: 'REMOVE x' },
    { UpdateExpression: 'REMOVE x.y, l[0]' },
    { UpdateExpression: 'DELETE s :s', ExpressionAttributeValues: { ':s': { SS: ['a'] } } },
    { AttributeUpdates: { x: { Action: 'DELETE' } } },
  ])('makes no item where there is none: %j', async (update) => {
    const { ask } = await givenTable();
    await ask('CreateTable', orders());
    expect(await ask('UpdateItem', { TableName, Key, ...update, ReturnValues: 'ALL_NEW' })).toEqual({});
    expect(await ask('GetItem', { TableName, Key })).toEqual({});
  });

  test('makes none in a transaction either, and its path is followed only in an item', async () => {
    const { ask, refusal } = await givenTable();
    await ask('CreateTable', orders());
    const update = { TableName, Key, UpdateExpression: 'REMOVE x.y' };
    await ask('TransactWriteItems', { TransactItems: [{ Update: update }] });
    expect(await ask('GetItem', { TableName, Key })).toEqual({});
    await ask('PutItem', { TableName, Item: Key });
    expect(await refusal('UpdateItem', update)).toMatch(
      /The document path provided in the update expression is invalid/,
    );
  });
});
