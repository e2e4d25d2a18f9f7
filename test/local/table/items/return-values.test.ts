import { describe, expect, test } from 'vitest';
import { givenTable } from '#test/local/table/tables/given-table.ts';
import { orders } from '#test/local/table/tables/requests.ts';

const Key = { a: { S: '1' }, b: { S: '2' } };

async function givenOrders() {
  const table = await givenTable();
  await table.ask('CreateTable', orders());
  return table;
}

describe('What a put or a delete returns', () => {
  test.each(['UPDATED_OLD', 'UPDATED_NEW', 'ALL_NEW'])(
    'is the item as it was or nothing, never %s, and that is told before what is wrong with conditions',
    async (ReturnValues) => {
      const { refusal } = await givenOrders();
      const request = { TableName: 'orders', ReturnValues, ConditionExpression: '==' };
      const sentence = 'ValidationException: 1 validation error detected: ReturnValues can only be ALL_OLD or NONE';
      expect(await refusal('PutItem', { ...request, Item: Key })).toBe(sentence);
      expect(await refusal('DeleteItem', { ...request, Key })).toBe(sentence);
      expect(await refusal('PutItem', { ...request, Item: { a: {} } })).toMatch(/Supplied AttributeValue is empty/);
    },
  );
});
