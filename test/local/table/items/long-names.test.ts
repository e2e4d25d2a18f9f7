import { describe, expect, test } from 'vitest';
import { givenTable } from '#test/local/table/tables/given-table.ts';
import { orders } from '#test/local/table/tables/requests.ts';

const TableName = 'orders';
const Key = { a: { S: '1' }, b: { S: '2' } };
const S = 'x';
const longest = 'é'.repeat(32_767);
const tooLong = `${longest}é`;
const told = 'Attribute name is too large, must be less than 65536 bytes';
const enveloped = `ValidationException: 1 validation error detected: ${told}`;

async function givenOrders() {
  const table = await givenTable();
  await table.ask('CreateTable', orders());
  return table;
}

describe('The name of an attribute has 65,535 bytes at most', () => {
  test('at any level of an item', async () => {
    const { ask, refusal } = await givenOrders();
    await ask('PutItem', { TableName, Item: { ...Key, [longest]: { M: { [longest]: { S } } } } });
    for (const more of [{ [tooLong]: { S } }, { m: { L: [{ M: { [tooLong]: { S } } }] } }]) {
      const Item = { ...Key, ...more };
      expect(await refusal('PutItem', { TableName, Item })).toBe(enveloped);
      expect(await refusal('BatchWriteItem', { RequestItems: { orders: [{ PutRequest: { Item } }] } })).toBe(
        `ValidationException: ${told}`,
      );
    }
  });

  test('and in the names and values of expressions', async () => {
    const { refusal } = await givenOrders();
    const update = (name: string, value: object) => ({
      TableName,
      Key,
      UpdateExpression: 'SET #n = :v',
      ExpressionAttributeNames: { '#n': name },
      ExpressionAttributeValues: { ':v': value },
    });
    expect(await refusal('UpdateItem', update(tooLong, { S }))).toBe(enveloped);
    expect(await refusal('UpdateItem', update('n', { M: { [tooLong]: { S } } }))).toBe(enveloped);
  });
});

describe('A placeholder has 255 bytes at most', () => {
  const long = 'k'.repeat(255);
  const contains = 'contains invalid key: The expression attribute map contains a key that is too long;';

  test('which is told before the letters that it may not have', async () => {
    const { ask, refusal } = await givenOrders();
    const get = (placeholder: string) => ({
      TableName,
      Key,
      ProjectionExpression: placeholder,
      ExpressionAttributeNames: { [placeholder]: 'c' },
    });
    await ask('GetItem', get(`#${long.slice(1)}`));
    expect(await refusal('GetItem', get(`#${long}-x`))).toBe(
      `ValidationException: ExpressionAttributeNames ${contains} size of key: 258`,
    );
    const values = { FilterExpression: `c = :${long}`, ExpressionAttributeValues: { [`:${long}`]: { S } } };
    expect(await refusal('Scan', { TableName, ...values })).toBe(
      `ValidationException: ExpressionAttributeValues ${contains}`,
    );
  });
});
