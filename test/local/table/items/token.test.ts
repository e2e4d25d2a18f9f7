import { expect, test } from 'vitest';
import { givenTable } from '#test/local/table/tables/given-table.ts';
import { orders } from '#test/local/table/tables/requests.ts';

const TableName = 'orders';
const put = (Item: object) => ({ ClientRequestToken: 'once', TransactItems: [{ Put: { Item, TableName } }] });

test('A transaction is the same again in whatever order its attributes and parameters stand', async () => {
  const { ask } = await givenTable();
  await ask('CreateTable', orders());
  await ask('TransactWriteItems', put({ a: { S: '1' }, b: { S: '1' }, m: { M: { x: { N: '1' }, y: { N: '2' } } } }));
  const Item = { m: { M: { y: { N: '2' }, x: { N: '1' } } }, b: { S: '1' }, a: { S: '1' } };
  const again = { TransactItems: [{ Put: { TableName, Item } }], ClientRequestToken: 'once' };
  expect(await ask('TransactWriteItems', again)).toEqual({});
});

test('A transaction that has another value in another place is not the same', async () => {
  const { ask, refusal } = await givenTable();
  await ask('CreateTable', orders());
  await ask('TransactWriteItems', put({ a: { S: '1' }, b: { S: '2' } }));
  expect(await refusal('TransactWriteItems', put({ a: { S: '2' }, b: { S: '1' } }))).toMatch(
    /^IdempotentParameterMismatchException: /,
  );
});
