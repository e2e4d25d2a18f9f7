import { describe, expect, test } from 'vitest';
import { givenTable } from './given-table.ts';
import { attributes, index, invalid, key, orders } from './requests.ts';

const TableName = 'orders';
const Key = { a: { S: '1' }, b: { S: '2' } };
const update = (text: string, more: object = {}) => ({ TableName, Key, UpdateExpression: text, ...more });
const setD = update('SET d = :d', { ExpressionAttributeValues: { ':d': { S: 'x' } } });

const ofTheUpdate = 'The update expression attempted to update';
const emptyKey = `One or more parameter values are not valid. The update expression attempted to update a secondary index key to a value that is not supported. The AttributeValue for a key attribute cannot contain an empty string value.`;

/** An item that was there before an index by `c`, of which its own `c` can be no key. */
async function givenViolation(c: object) {
  const table = await givenTable();
  await table.ask('CreateTable', orders());
  await table.ask('PutItem', { TableName, Item: { ...Key, c } });
  const Create = index('by-c', key('c'));
  await table.ask('UpdateTable', {
    TableName,
    AttributeDefinitions: attributes('c'),
    GlobalSecondaryIndexUpdates: [{ Create }],
  });
  return table;
}

describe('An item that was there before an index and can have no key in it', () => {
  test.each([
    ['of another type', { N: '1' }, `${ofTheUpdate} the secondary index key to unsupported type`],
    ['too long', { S: 'x'.repeat(2049) }, `${ofTheUpdate} the secondary index key beyond allowed size limits`],
    ['empty', { S: '' }, emptyKey],
  ])('takes no update that leaves the value as it is: %s', async (_, c, sentence) => {
    const { ask, refusal } = await givenViolation(c);
    expect(await refusal('UpdateItem', setD)).toBe(invalid(sentence));
    expect(await refusal('UpdateItem', { TableName, Key, AttributeUpdates: { d: { Value: { S: 'x' } } } })).toBe(
      invalid(sentence),
    );
    expect(await ask('GetItem', { TableName, Key })).toEqual({ Item: { ...Key, c } });
  });

  test('takes one that takes the value away, or puts a key in its place', async () => {
    const { ask } = await givenViolation({ N: '1' });
    await ask('UpdateItem', update('REMOVE c SET d = :d', { ExpressionAttributeValues: { ':d': { S: 'x' } } }));
    await ask('UpdateItem', update('SET c = :c', { ExpressionAttributeValues: { ':c': { S: 'y' } } }));
    expect(await ask('Scan', { TableName, IndexName: 'by-c' })).toMatchObject({
      Items: [{ ...Key, c: { S: 'y' }, d: { S: 'x' } }],
    });
  });

  test('takes no capacity of the index when it is removed, having no entry there', async () => {
    const { ask } = await givenViolation({ N: '1' });
    const { ConsumedCapacity } = await ask('DeleteItem', { TableName, Key, ReturnConsumedCapacity: 'INDEXES' });
    expect(ConsumedCapacity).toEqual({ TableName, CapacityUnits: 1, Table: { CapacityUnits: 1 } });
  });

  test('takes capacity of the index for its one new entry when it gets a key', async () => {
    const { ask } = await givenViolation({ N: '1' });
    const more = { ExpressionAttributeValues: { ':c': { S: 'y' } }, ReturnConsumedCapacity: 'INDEXES' };
    expect(await ask('UpdateItem', update('SET c = :c', more))).toMatchObject({
      ConsumedCapacity: { CapacityUnits: 2, GlobalSecondaryIndexes: { 'by-c': { CapacityUnits: 1 } } },
    });
  });
});
