import { describe, expect, test } from 'vitest';
import { givenTable, noon } from './given-table.ts';
import { attributes, index, key, orders, provisioned, units } from './requests.ts';

describe('A table that was made', () => {
  test('is told as being made and is there at once', async () => {
    const table = await givenTable();
    const answer = await table.ask('CreateTable', orders({ GlobalSecondaryIndexes: [index('by-b', key('b'))] }));
    const { Table: told } = await table.ask('DescribeTable', { TableName: 'orders' });
    const throughput = { NumberOfDecreasesToday: 0, ReadCapacityUnits: 0, WriteCapacityUnits: 0 };
    const common = {
      AttributeDefinitions: attributes('a', 'b'),
      TableName: 'orders',
      KeySchema: key('a', 'b'),
      CreationDateTime: noon / 1000,
      ProvisionedThroughput: throughput,
      TableSizeBytes: 0,
      ItemCount: 0,
      TableArn: 'arn:aws:dynamodb:eu-west-1:000000000000:table/orders',
      TableId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      DeletionProtectionEnabled: false,
    };
    const byB = {
      ...index('by-b', key('b')),
      IndexSizeBytes: 0,
      ItemCount: 0,
      IndexArn: 'arn:aws:dynamodb:eu-west-1:000000000000:table/orders/index/by-b',
      ProvisionedThroughput: throughput,
    };
    const warm = { ReadUnitsPerSecond: 12_000, WriteUnitsPerSecond: 4_000, Status: 'ACTIVE' };
    expect(answer).toEqual({
      TableDescription: {
        ...common,
        TableStatus: 'CREATING',
        BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
        TableThroughputModeSummary: { TableThroughputMode: 'PAY_PER_REQUEST' },
        GlobalSecondaryIndexes: [{ ...byB, IndexStatus: 'CREATING' }],
      },
    });
    expect(told).toEqual({
      ...common,
      TableStatus: 'ACTIVE',
      BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST', LastUpdateToPayPerRequestDateTime: noon / 1000 },
      TableThroughputModeSummary: {
        TableThroughputMode: 'PAY_PER_REQUEST',
        LastUpdateToPayPerRequestDateTime: noon / 1000,
      },
      GlobalSecondaryIndexes: [{ ...byB, IndexStatus: 'ACTIVE', WarmThroughput: warm }],
      WarmThroughput: warm,
    });
  });

  test('says nothing of its billing when it is paid by the unit', async () => {
    const table = await givenTable();
    await table.ask('CreateTable', provisioned({ ProvisionedThroughput: units(7, 9) }));
    const { Table: told } = await table.ask('DescribeTable', { TableName: 'orders' });
    expect(told).not.toHaveProperty('BillingModeSummary');
    expect(told).not.toHaveProperty('TableThroughputModeSummary');
    expect(told).toMatchObject({
      ProvisionedThroughput: { NumberOfDecreasesToday: 0, ...units(7, 9) },
      WarmThroughput: { ReadUnitsPerSecond: 7, WriteUnitsPerSecond: 9, Status: 'ACTIVE' },
    });
  });

  test('tells attributes and projected names in their order, indexes as they were given', async () => {
    const table = await givenTable();
    const projection = { Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['zz', 'aa'] } };
    await table.ask(
      'CreateTable',
      orders({
        AttributeDefinitions: attributes('z', 'b', 'a'),
        GlobalSecondaryIndexes: [index('z-first', key('z')), index('a-second', key('b'), projection)],
      }),
    );
    expect((await table.ask('DescribeTable', { TableName: 'orders' })).Table).toMatchObject({
      AttributeDefinitions: attributes('a', 'b', 'z'),
      GlobalSecondaryIndexes: [
        { IndexName: 'z-first' },
        { IndexName: 'a-second', Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['aa', 'zz'] } },
      ],
    });
  });

  test('tells the settings that were given', async () => {
    const table = await givenTable();
    const settings = {
      SSESpecification: { Enabled: true, SSEType: 'KMS', KMSMasterKeyId: 'arn:aws:kms:eu-west-1:1:key/k' },
      TableClass: 'STANDARD_INFREQUENT_ACCESS',
      DeletionProtectionEnabled: true,
      OnDemandThroughput: { MaxReadRequestUnits: 100 },
      WarmThroughput: { ReadUnitsPerSecond: 12_001 },
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
    };
    const { TableDescription: answer } = await table.ask('CreateTable', orders(settings));
    const common = {
      SSEDescription: { Status: 'ENABLED', SSEType: 'KMS', KMSMasterKeyArn: 'arn:aws:kms:eu-west-1:1:key/k' },
      TableClassSummary: { TableClass: 'STANDARD_INFREQUENT_ACCESS' },
      DeletionProtectionEnabled: true,
      OnDemandThroughput: { MaxReadRequestUnits: 100 },
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
      LatestStreamLabel: '2026-11-22T12:00:00.000',
      LatestStreamArn: 'arn:aws:dynamodb:eu-west-1:000000000000:table/orders/stream/2026-11-22T12:00:00.000',
    };
    const warm = { ReadUnitsPerSecond: 12_001, WriteUnitsPerSecond: 4_000 };
    expect(answer).toMatchObject({ ...common, WarmThroughput: { ...warm, Status: 'UPDATING' } });
    const { Table: told } = await table.ask('DescribeTable', { TableName: 'orders' });
    expect(told).toMatchObject({ ...common, WarmThroughput: { ...warm, Status: 'ACTIVE' } });
  });

  test('is encrypted with a key of its own unless it is told otherwise', async () => {
    const table = await givenTable();
    for (const [name, SSESpecification] of Object.entries({ off: { Enabled: false }, empty: {} })) {
      await table.ask('CreateTable', orders({ TableName: name, SSESpecification }));
      const { Table: told } = await table.ask('DescribeTable', { TableName: name });
      expect(told).not.toHaveProperty('SSEDescription');
    }
    await table.ask('CreateTable', orders({ TableName: 'inferred', SSESpecification: { SSEType: 'KMS' } }));
    expect((await table.ask('DescribeTable', { TableName: 'inferred' })).Table).toMatchObject({
      SSEDescription: {
        KMSMasterKeyArn: expect.stringMatching(/^arn:aws:kms:eu-west-1:000000000000:key\/[0-9a-f-]{36}$/),
      },
    });
  });

  test('cannot be made again', async () => {
    const table = await givenTable();
    await table.ask('CreateTable', orders());
    expect(await table.refusal('CreateTable', provisioned())).toBe(
      'ResourceInUseException: Table already exists: orders',
    );
  });

  test('has another number when it is made again after it was deleted', async () => {
    const table = await givenTable();
    const { TableDescription: first } = await table.ask('CreateTable', orders());
    await table.ask('DeleteTable', { TableName: 'orders' });
    const { TableDescription: second } = await table.ask('CreateTable', orders());
    expect(second).not.toMatchObject({ TableId: (first as { TableId: string }).TableId });
  });
});
