import { describe, expect, test } from 'vitest';
import { givenTable } from './given-table.ts';
import { index, invalid, key, numbered, orders } from './requests.ts';

const missing = 'ResourceNotFoundException: Requested resource not found: Table: orders not found';

describe('A table that is deleted', () => {
  test('is told as being deleted, and no more how it was made, and is gone at once', async () => {
    const { ask, refusal } = await givenTable();
    const indexes = {
      LocalSecondaryIndexes: [index('local', key('a', 'b'))],
      GlobalSecondaryIndexes: [index('by-b', key('b'))],
    };
    await ask('CreateTable', orders(indexes));
    const { Table: there } = await ask('DescribeTable', { TableName: 'orders' });
    const { TableDescription: answer } = await ask('DeleteTable', { TableName: 'orders' });
    const told = ['TableName', 'TableArn', 'TableId', 'TableSizeBytes', 'ItemCount', 'ProvisionedThroughput'];
    const billing = ['BillingModeSummary', 'TableThroughputModeSummary', 'DeletionProtectionEnabled'];
    const kept = Object.entries(Object(there)).filter(([name]) => [...told, ...billing].includes(name));
    expect(kept).toHaveLength(told.length + billing.length);
    expect(answer).toEqual({ ...Object.fromEntries(kept), TableStatus: 'DELETING' });
    expect(await refusal('DeleteTable', { TableName: 'orders' })).toBe(missing);
    expect(await refusal('DescribeTable', { TableName: 'orders' })).toBe(missing);
    expect(await ask('ListTables', {})).toEqual({ TableNames: [] });
  });

  test('must not be protected', async () => {
    const { ask, refusal } = await givenTable();
    await ask('CreateTable', orders({ DeletionProtectionEnabled: true }));
    expect(await refusal('DeleteTable', { TableName: 'orders' })).toBe(
      invalid(
        'Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.',
      ),
    );
    await ask('UpdateTable', { TableName: 'orders', DeletionProtectionEnabled: false });
    await ask('DeleteTable', { TableName: 'orders' });
  });
});

describe('Tables', () => {
  test('are listed by their names, a page at a time, from any name on', async () => {
    const { ask } = await givenTable();
    for (const TableName of numbered('table-', 3).toReversed()) await ask('CreateTable', orders({ TableName }));
    const first = await ask('ListTables', { Limit: 2 });
    expect(first).toEqual({ TableNames: ['table-0', 'table-1'], LastEvaluatedTableName: 'table-1' });
    expect(await ask('ListTables', { ExclusiveStartTableName: 'table-1', Limit: 1 })).toEqual({
      TableNames: ['table-2'],
    });
    expect(await ask('ListTables', { ExclusiveStartTableName: 'table-00' })).toEqual({
      TableNames: ['table-1', 'table-2'],
    });
  });

  test('may be named by their ARN', async () => {
    const { ask } = await givenTable();
    const TableName = 'arn:aws:dynamodb:eu-west-1:000000000000:table/orders';
    await ask('CreateTable', orders());
    await ask('UpdateTable', { TableName, DeletionProtectionEnabled: false });
    await ask('UpdateTimeToLive', { TableName, TimeToLiveSpecification: { Enabled: true, AttributeName: 'c' } });
    await ask('DescribeContinuousBackups', { TableName });
    expect(await ask('DescribeTable', { TableName })).toMatchObject({ Table: { TableName: 'orders' } });
    await ask('DeleteTable', { TableName });
  });

  test('have the limits of a new account', async () => {
    const { ask } = await givenTable();
    expect(await ask('DescribeLimits', {})).toEqual({
      AccountMaxReadCapacityUnits: 80_000,
      AccountMaxWriteCapacityUnits: 80_000,
      TableMaxReadCapacityUnits: 40_000,
      TableMaxWriteCapacityUnits: 40_000,
    });
  });

  test('are found at the address of the region', async () => {
    const { ask } = await givenTable();
    expect(await ask('DescribeEndpoints', {})).toEqual({
      Endpoints: [{ Address: 'dynamodb.eu-west-1.amazonaws.com', CachePeriodInMinutes: 1440 }],
    });
  });
});

describe('Continuous backups', () => {
  const backups = (PointInTimeRecoveryEnabled: boolean, more: object = {}) => ({
    TableName: 'orders',
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled, ...more },
  });
  const none = {
    ContinuousBackupsDescription: {
      ContinuousBackupsStatus: 'ENABLED',
      PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: 'DISABLED' },
    },
  };

  test('are not there, which is told, and cannot be switched on', async () => {
    const { ask, refusal } = await givenTable();
    await ask('CreateTable', orders());
    expect(await ask('DescribeContinuousBackups', { TableName: 'orders' })).toEqual(none);
    expect(await ask('UpdateContinuousBackups', backups(false))).toEqual(none);
    expect(await refusal('UpdateContinuousBackups', backups(true))).toBe(
      invalid('Point-in-time recovery cannot be had of a local table: take a backup of the data folder instead.'),
    );
    expect(await refusal('UpdateContinuousBackups', backups(false, { RecoveryPeriodInDays: 7 }))).toBe(
      invalid('Invalid Request: Cannot specify RecoveryPeriodInDays when disabling point-in-time recovery.'),
    );
  });

  test('of no table are an error of their own', async () => {
    const { refusal } = await givenTable();
    const sentence = 'TableNotFoundException: Table not found: orders';
    expect(await refusal('DescribeContinuousBackups', { TableName: 'orders' })).toBe(sentence);
    expect(await refusal('UpdateContinuousBackups', backups(true))).toBe(sentence);
  });
});
