import { expect, test } from 'vitest';
import { describeAgainstOracle, useBothTables } from './support.ts';

describeAgainstOracle('items as of DynamoDB Local', () => {
  const tables = useBothTables();

  test('an item that was put is there', async () => {
    await tables.ask('CreateTable', {
      TableName: 'first',
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      BillingMode: 'PAY_PER_REQUEST',
    });
    await tables.ask('PutItem', { TableName: 'first', Item: { pk: { S: 'a' }, tags: { SS: ['x', 'y'] } } });
    const { embedded, oracle } = await tables.ask('GetItem', { TableName: 'first', Key: { pk: { S: 'a' } } });
    expect(embedded).toEqual({ status: 200, body: { Item: { pk: { S: 'a' }, tags: { SS: ['x', 'y'] } } } });
    expect(embedded).toEqual(oracle);
  });
});
