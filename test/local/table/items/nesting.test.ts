import { describe, expect, test } from 'vitest';
import { givenTable } from '#test/local/table/tables/given-table.ts';
import { orders } from '#test/local/table/tables/requests.ts';

const TableName = 'orders';
const Key = { a: { S: '1' }, b: { S: '2' } };
const maps = (count: number): object => (count === 0 ? { S: 'leaf' } : { M: { n: maps(count - 1) } });
const set = (path: string, value: object) => ({
  TableName,
  Key,
  UpdateExpression: `SET ${path} = :v`,
  ExpressionAttributeValues: { ':v': value },
});
const tooDeep = 'Nesting Levels have exceeded supported limits';
const deepValue = `${tooDeep}: Attributes in the item have nested levels beyond supported limit`;

async function givenItem() {
  const table = await givenTable();
  await table.ask('CreateTable', orders());
  await table.ask('PutItem', { TableName, Item: { ...Key, x: { M: { y: { M: {} } } } } });
  return table;
}

describe('An attribute has 32 levels at most', () => {
  test('also when an update puts a value below others, or copies one', async () => {
    const { ask, refusal } = await givenItem();
    await ask('UpdateItem', set('x.y.z', maps(29)));
    expect(await refusal('UpdateItem', set('x.y.z', maps(30)))).toBe(`ValidationException: ${tooDeep}`);
    const copy = { TableName, Key, UpdateExpression: 'SET x.y.z.n = x' };
    expect(await refusal('UpdateItem', copy)).toBe(`ValidationException: ${tooDeep}`);
  });

  test('and so has the value of an expression', async () => {
    const { refusal } = await givenItem();
    expect(await refusal('UpdateItem', set('z', maps(32)))).toBe(
      `ValidationException: 1 validation error detected: ${deepValue}`,
    );
    const { Key: _, UpdateExpression: __, ...values } = set('z', maps(32));
    expect(await refusal('Scan', { ...values, FilterExpression: 'x = :v' })).toBe(`ValidationException: ${deepValue}`);
  });

  test('but in a transaction, whose items have the limit only', async () => {
    const { refusal } = await givenItem();
    const { UpdateExpression: _, ...values } = set('z', maps(32));
    const TransactItems = [{ ConditionCheck: { ...values, ConditionExpression: 'x = :v' } }];
    const reasons =
      'TransactionCanceledException: Transaction cancelled, please refer cancellation reasons for specific';
    expect(await refusal('TransactWriteItems', { TransactItems })).toBe(`${reasons} reasons [ConditionalCheckFailed]`);
    expect(await refusal('TransactWriteItems', { TransactItems: [{ Update: set('z', maps(32)) }] })).toBe(
      `${reasons} reasons [ValidationError]`,
    );
  });
});
