import { describe, expect, test } from 'vitest';
import { givenTable } from '#test/local/table/tables/given-table.ts';
import { orders } from '#test/local/table/tables/requests.ts';

const TableName = 'orders';
const Key = (b: string) => ({ a: { S: '1' }, b: { S: b } });
const fails = { ConditionExpression: 'attribute_exists(a)' };
const cancelled = (...codes: string[]) =>
  `TransactionCanceledException: Transaction cancelled, please refer cancellation reasons for specific reasons [${codes.join(', ')}]`;

async function givenOrders() {
  const table = await givenTable();
  await table.ask('CreateTable', orders());
  return table;
}

describe('The reasons for which a transaction is cancelled', () => {
  test('are all conditions that do not hold', async () => {
    const { refusal } = await givenOrders();
    const TransactItems = [
      { Put: { TableName, Item: Key('1') } },
      { Put: { TableName, Item: Key('2'), ...fails } },
      { ConditionCheck: { TableName, Key: Key('3'), ...fails } },
    ];
    expect(await refusal('TransactWriteItems', { TransactItems })).toBe(
      cancelled('None', 'ConditionalCheckFailed', 'ConditionalCheckFailed'),
    );
  });

  test('but only the first item that does not fit its table, before conditions and items that come twice', async () => {
    const { refusal } = await givenOrders();
    const number = { a: { N: '1' }, b: { S: '1' } };
    const TransactItems = [
      { Put: { TableName, Item: Key('1'), ...fails } },
      { Put: { TableName, Item: Key('1') } },
      { Put: { TableName, Item: number } },
      { Delete: { TableName, Key: number } },
    ];
    expect(await refusal('TransactWriteItems', { TransactItems })).toBe(
      cancelled('None', 'None', 'ValidationError', 'None'),
    );
    const gets = [Key('1'), number, { a: { S: '1' } }].map((each) => ({ Get: { TableName, Key: each } }));
    expect(await refusal('TransactGetItems', { TransactItems: gets })).toBe(
      cancelled('None', 'ValidationError', 'None'),
    );
  });
});

test('A transaction tells of no item where nothing of it is wanted', async () => {
  const { ask } = await givenOrders();
  await ask('PutItem', { TableName, Item: Key('1') });
  const get = (ProjectionExpression: string) => ({ Get: { TableName, Key: Key('1'), ProjectionExpression } });
  expect(await ask('TransactGetItems', { TransactItems: [get('b, x')] })).toEqual({
    Responses: [{ Item: { b: { S: '1' } } }],
  });
  expect(await ask('TransactGetItems', { TransactItems: [get('x')] })).toEqual({ Responses: [{}] });
  expect(await ask('GetItem', get('x').Get)).toEqual({ Item: {} });
});
