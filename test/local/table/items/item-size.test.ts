import { describe, expect, test } from 'vitest';
import { givenTable } from '#test/local/table/tables/given-table.ts';
import { orders } from '#test/local/table/tables/requests.ts';

const TableName = 'orders';
const Key = { a: { S: '1' }, b: { S: '2' } };
const Item = { ...Key, c: { S: 'x'.repeat(400 * 1024) } };
const told = 'ValidationException: Item size has exceeded the maximum allowed size';

async function givenOrders() {
  const table = await givenTable();
  await table.ask('CreateTable', orders());
  return table;
}

describe('An item that is too large', () => {
  test.each([
    ['no condition', {}],
    ['a condition that is none', { ConditionExpression: '==' }],
    ['an expectation that is none', { Expected: { c: {} } }],
    ['a placeholder that is none', { ConditionExpression: 'c = :v', ExpressionAttributeValues: { v: { S: 'x' } } }],
  ])('is told by itself, and before what is wrong with its condition: %s', async (_, more) => {
    const { refusal } = await givenOrders();
    expect(await refusal('PutItem', { TableName, Item, ...more })).toBe(told);
  });

  test('is told by a transaction in the same words and at the same place', async () => {
    const { refusal } = await givenOrders();
    const Put = { TableName, Item, ConditionExpression: '==' };
    expect(await refusal('TransactWriteItems', { TransactItems: [{ Put }] })).toBe(told);
  });

  test('is told behind a mixture of forms, a value that is none and what a put cannot return', async () => {
    const { refusal } = await givenOrders();
    const put = (more: object) => refusal('PutItem', { TableName, Item, ConditionExpression: '==', ...more });
    expect(await put({ Expected: {} })).toMatch(/Can not use both expression and non-expression parameters/);
    expect(await put({ Item: { ...Item, d: {} } })).toMatch(/Supplied AttributeValue is empty/);
    expect(await put({ ReturnValues: 'ALL_NEW' })).toMatch(/ReturnValues can only be ALL_OLD or NONE/);
  });

  test('is told before the key that it lacks, and before its table is looked for', async () => {
    const { refusal } = await givenOrders();
    expect(await refusal('PutItem', { TableName, Item: { c: Item.c } })).toBe(told);
    expect(await refusal('PutItem', { TableName: 'none', Item })).toBe(told);
  });
});
