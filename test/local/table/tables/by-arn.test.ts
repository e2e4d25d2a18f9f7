import { describe, expect, test } from 'vitest';
import { givenTable } from './given-table.ts';
import { attributes, index, invalid, key, orders } from './requests.ts';

const arnOf = (name: string, place = 'eu-west-1:000000000000') => `arn:aws:dynamodb:${place}:table/${name}`;
const arn = arnOf('orders');
const one = { a: { S: '1' }, b: { S: '2' } };
const ReturnConsumedCapacity = 'TOTAL';
const itemSizes = { ReturnItemCollectionMetrics: 'SIZE' };

async function givenOrders() {
  const table = await givenTable();
  const LocalSecondaryIndexes = [index('by-c', key('a', 'c'))];
  await table.ask('CreateTable', orders({ AttributeDefinitions: attributes('a', 'b', 'c'), LocalSecondaryIndexes }));
  await table.ask('PutItem', { TableName: 'orders', Item: one });
  return table;
}

const requests = (TableName: string): [string, object][] => [
  ['DescribeTable', { TableName }],
  ['UpdateTable', { TableName, DeletionProtectionEnabled: false }],
  ['DescribeTimeToLive', { TableName }],
  ['UpdateTimeToLive', { TableName, TimeToLiveSpecification: { AttributeName: 'ends', Enabled: true } }],
  ['DescribeContinuousBackups', { TableName }],
  ['PutItem', { TableName, Item: one }],
  ['GetItem', { TableName, Key: one }],
  ['UpdateItem', { TableName, Key: one }],
  ['Query', { TableName, KeyConditionExpression: 'a = :a', ExpressionAttributeValues: { ':a': one.a } }],
  ['Scan', { TableName }],
  ['BatchGetItem', { RequestItems: { [TableName]: { Keys: [one] } } }],
  ['BatchWriteItem', { RequestItems: { [TableName]: [{ PutRequest: { Item: one } }] } }],
  ['TransactGetItems', { TransactItems: [{ Get: { TableName, Key: one } }] }],
  ['TransactWriteItems', { TransactItems: [{ Put: { TableName, Item: one } }] }],
  ['DeleteItem', { TableName, Key: one }],
  ['DeleteTable', { TableName }],
];

describe('A table may be asked for by its ARN', () => {
  test('in every operation', async () => {
    const { ask } = await givenOrders();
    for (const [operation, input] of requests(arn)) {
      await expect(ask(operation, input), operation).resolves.toBeTypeOf('object');
    }
  });

  test('and what was consumed is told of the ARN, though its description has the name', async () => {
    const { ask } = await givenOrders();
    expect(await ask('DescribeTable', { TableName: arn })).toMatchObject({ Table: { TableName: 'orders' } });
    const capacity = { TableName: arn };
    for (const [operation, input] of requests(arn).slice(5, 10)) {
      expect(await ask(operation, { ...input, ReturnConsumedCapacity })).toMatchObject({ ConsumedCapacity: capacity });
    }
    for (const [operation, input] of requests(arn).slice(10, 14)) {
      expect(await ask(operation, { ...input, ReturnConsumedCapacity })).toMatchObject({
        ConsumedCapacity: [capacity],
      });
    }
  });

  test('which is the key of a batch’s answers then', async () => {
    const { ask } = await givenOrders();
    expect(await ask('BatchGetItem', { RequestItems: { [arn]: { Keys: [one] } } })).toEqual({
      Responses: { [arn]: [one] },
      UnprocessedKeys: {},
    });
    const RequestItems = { [arn]: [{ PutRequest: { Item: one } }] };
    expect(await ask('BatchWriteItem', { RequestItems, ...itemSizes })).toMatchObject({
      ItemCollectionMetrics: { [arn]: [{ ItemCollectionKey: { a: one.a } }] },
    });
    const TransactItems = [{ Put: { TableName: arn, Item: one } }];
    expect(await ask('TransactWriteItems', { TransactItems, ...itemSizes })).toMatchObject({
      ItemCollectionMetrics: { [arn]: [{ ItemCollectionKey: { a: one.a } }] },
    });
  });

  test('beside others by their names, but not twice in one batch', async () => {
    const { ask, refusal } = await givenOrders();
    await ask('CreateTable', orders({ TableName: 'more' }));
    const Keys = [one];
    expect(await ask('BatchGetItem', { RequestItems: { [arn]: { Keys }, more: { Keys } } })).toMatchObject({
      Responses: { [arn]: [one], more: [] },
    });
    expect(await refusal('BatchGetItem', { RequestItems: { [arn]: { Keys }, orders: { Keys } } })).toMatch(
      /^ValidationException: /,
    );
  });

  test.each(requests('x').map(([operation], at) => [operation, at] as const))(
    'but not by one of another account or region: %s',
    async (_, at) => {
      const { refusal } = await givenTable();
      const refused = (name: string) => refusal(...(requests(name)[at] ?? ['', {}]));
      const elsewhere = arnOf('orders', 'us-east-1:000000000000');
      expect(await refused(elsewhere)).toBe(
        invalid(`1 validation error detected: Invalid AWS region in '${elsewhere}'`),
      );
      const others = arnOf('orders', 'eu-west-1:111111111111');
      expect(await refused(others)).toBe('AccessDeniedException: Access is denied');
    },
  );

  test.each([
    ['of another partition', arn.replace('aws', 'aws-cn'), (it: string) => `Invalid AWS partition in '${it}'`],
    ['of no table', arn.replace(':table', ':backup'), (it: string) => `Invalid resource type in '${it}'`],
    [
      'with too short a name',
      arnOf('ab'),
      (it: string) =>
        `Value '${it}' at 'tableName' failed to satisfy constraint: Table name of ARN must have length greater than or equal to 3`,
    ],
    [
      'of another service',
      'arn:aws:sqs:eu-west-1:000000000000:orders',
      (it: string) =>
        `Value '${it}' at 'tableName' failed to satisfy constraint: Valid ARN format is 'arn:<awsPartition>:<vendor>:<region>:<subscriber>:resourceType/resourceName', where Resource name must have length less than or equal to 255, Resource name must have length greater than or equal to 3, Resource name must satisfy regular expression pattern: [a-zA-Z0-9_.-]+`,
    ],
  ])('nor by an ARN %s', async (_, TableName, sentence) => {
    const { refusal } = await givenTable();
    expect(await refusal('GetItem', { TableName, Key: one })).toBe(
      invalid(`1 validation error detected: ${sentence(TableName)}`),
    );
  });

  test('one that is not there is missed by its name', async () => {
    const { refusal } = await givenTable();
    expect(await refusal('DescribeTable', { TableName: arnOf('none') })).toBe(
      'ResourceNotFoundException: Requested resource not found: Table: none not found',
    );
  });

  test('a new table has a name and no ARN yet', async () => {
    const { refusal } = await givenTable();
    expect(await refusal('CreateTable', orders({ TableName: arn }))).toMatch(
      /at 'tableName' failed to satisfy constraint: Member must satisfy regular expression pattern: \[a-zA-Z0-9_\.-\]\+$/,
    );
  });
});
