import { describe, expect, test } from 'vitest';
import { givenTable } from './given-table.ts';
import { attributes, index, invalid, key, orders, provisioned, units, wrongParameter } from './requests.ts';

const nothing =
  'At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, GlobalSecondaryIndexUpdates, SSESpecification, ReplicaUpdates, MultiAccountReplicaReady, ReplicaTransitRoleArn, MultiRegionConsistency, DeletionProtectionEnabled, OnDemandThroughput, WarmThroughput or TableClass is required';
const stream = { StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' } };
const sse = { SSESpecification: { Enabled: true } };
const rare = { TableClass: 'STANDARD_INFREQUENT_ACCESS' };
const protect = { DeletionProtectionEnabled: true };
const bound = { OnDemandThroughput: { MaxReadRequestUnits: 1 } };
const warm = { WarmThroughput: { ReadUnitsPerSecond: 13_000 } };
const pay = { ProvisionedThroughput: units(6) };
const updates = (...each: object[]) => ({ GlobalSecondaryIndexUpdates: each });
const make = { AttributeDefinitions: attributes('b'), ...updates({ Create: index('new', key('b')) }) };
const drop = updates({ Delete: { IndexName: 'old' } });

describe('An update of a table that need not be there is refused with', () => {
  test.each([
    ['nothing to do', {}, nothing],
    ['no index in the list', updates(), nothing],
    ['attributes alone', { AttributeDefinitions: attributes('a') }, nothing],
    ['bounds of nothing', { OnDemandThroughput: {}, WarmThroughput: {} }, nothing],
    [
      'a class that there is not',
      { TableClass: 'FREQUENT' },
      'Invalid table-class parameter provided. Please try again with a valid table-class value: [STANDARD, STANDARD_INFREQUENT_ACCESS].',
    ],
    ['replicas', { ReplicaUpdates: [{}] }, 'Replicas cannot be had of a local table: it has one region.'],
  ])('%s', async (_, given, sentence) => {
    const table = await givenTable();
    expect(await table.refusal('UpdateTable', { TableName: 'nobody', ...given })).toBe(invalid(sentence));
  });

  const only = 'modification must be the only operation in the request';
  test.each([
    ['an empty list beside something', { ...updates(), ...protect }, 'List of GlobalSecondaryIndexUpdates is empty'],
    ['encryption before all', { ...sse, ...rare, ...protect }, `Server-Side Encryption ${only}`],
    ['class before protection', { ...rare, ...protect, ...warm }, `TableClass ${only}`],
    ['protection before warmth', { ...protect, ...warm }, `DeletionProtection ${only}`],
    ['protection beside an index', { ...protect, ...make }, `DeletionProtection ${only}`],
    ['warmth beside a stream', { ...warm, ...stream }, 'WarmThroughput must be the only operation in the request'],
    [
      'warmth beside a new index',
      { ...warm, ...make },
      'Create global secondary index cannot be specified when updating WarmThroughput',
    ],
    [
      'a bound beside a stream',
      { ...bound, ...stream },
      'OnDemandThroughput can only be combined with BillingMode in an UpdateTable request',
    ],
    ['a stream beside units', { ...stream, ...pay }, 'You cannot modify stream status while updating table IOPS'],
    ['an index beside units', { ...drop, ...pay }, 'You cannot create or delete index while updating table IOPS'],
    [
      'an index beside a stream',
      { ...make, ...stream },
      'You cannot create or delete index while changing stream status',
    ],
    [
      'units for what is paid by the request',
      { BillingMode: 'PAY_PER_REQUEST', ...pay },
      'ProvisionedThroughput cannot be specified when BillingMode is PAY_PER_REQUEST',
    ],
    [
      'no units for what is paid by them',
      { BillingMode: 'PROVISIONED' },
      'ProvisionedThroughput must be specified when BillingMode is PROVISIONED',
    ],
    [
      'no action',
      updates({}),
      'One of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create, GlobalSecondaryIndexUpdate.Delete must not be null',
    ],
    [
      'two actions',
      updates({ Delete: { IndexName: 'old' }, Update: { IndexName: 'old' } }),
      'Only one global secondary index action is allowed per GlobalSecondaryIndexUpdate object',
    ],
    [
      'an index twice',
      updates({ Delete: { IndexName: 'old' } }, { Update: { IndexName: 'old' } }),
      'Only one global secondary index update per index is allowed simultaneously. Index: old',
    ],
    [
      'an index of what is not declared',
      updates({ Create: index('new', key('b')) }),
      'AttributeDefinitions is not specified for index: new',
    ],
    [
      'no warmth of an index',
      updates({ Update: { IndexName: 'old', WarmThroughput: {} } }),
      'WarmThroughput must have at least one of ReadUnitsPerSecond or WriteUnitsPerSecond specified for index: old',
    ],
    [
      'a stream of nothing',
      { StreamSpecification: { StreamEnabled: true } },
      'If stream is being enabled then UpdateViewType is required',
    ],
    [
      'a view of no stream',
      { StreamSpecification: { StreamEnabled: false, StreamViewType: 'NEW_IMAGE' } },
      'If stream is being disabled, then UpdateViewType must not be specified',
    ],
  ])('%s', async (_, given, sentence) => {
    const table = await givenTable();
    expect(await table.refusal('UpdateTable', { TableName: 'nobody', ...given })).toBe(wrongParameter(sentence));
  });
});

describe('An update is refused', () => {
  test('of a table that is not there', async () => {
    const table = await givenTable();
    expect(await table.refusal('UpdateTable', { TableName: 'nobody', ...protect })).toBe(
      'ResourceNotFoundException: Requested resource not found: Table: nobody not found',
    );
  });

  const neither =
    'Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST';
  const lower =
    'Requested ReadUnitsPerSecond for WarmThroughput for table is lower than current WarmThroughput, decreasing WarmThroughput is not supported';
  test.each([
    ['units of what is paid by the request', orders(), pay, wrongParameter(neither)],
    [
      'encryption as it is',
      orders(),
      { SSESpecification: { Enabled: false } },
      wrongParameter('Table is already encrypted by default'),
    ],
    ['less warmth', orders(), { WarmThroughput: { ReadUnitsPerSecond: 1 } }, wrongParameter(lower)],
    [
      'a bound of what is paid by the unit',
      provisioned(),
      bound,
      wrongParameter(
        'MaxReadRequestUnits for OnDemandThroughput cannot be specified when the table BillingMode is PROVISIONED',
      ),
    ],
    [
      'a stream that is there',
      orders(stream),
      stream,
      invalid('Table already has an enabled stream: TableName: orders'),
    ],
    [
      'no stream where there is none',
      orders(),
      { StreamSpecification: { StreamEnabled: false } },
      invalid('Table has no stream to disable: TableName: orders'),
    ],
    [
      'a bound above an account’s',
      orders(),
      { OnDemandThroughput: { MaxReadRequestUnits: 40_001 } },
      'LimitExceededException: Subscriber limit exceeded: Requested MaxReadRequestUnits for OnDemandThroughput for table exceeds TableMaxReadCapacityUnits of the account in region eu-west-1',
    ],
    [
      'capacity as it is',
      provisioned(),
      { ProvisionedThroughput: units(5) },
      invalid(
        'The provisioned throughput for the table will not change. The requested value equals the current value. Current ReadCapacityUnits provisioned for the table: 5. Requested ReadCapacityUnits: 5. Current WriteCapacityUnits provisioned for the table: 5. Requested WriteCapacityUnits: 5. Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher limits.',
      ),
    ],
  ])('for %s', async (_, given, wanted, sentence) => {
    const table = await givenTable();
    await table.ask('CreateTable', given);
    expect(await table.refusal('UpdateTable', { TableName: 'orders', ...wanted })).toBe(sentence);
  });

  test('for the key with which the table is encrypted', async () => {
    const table = await givenTable();
    const SSESpecification = { Enabled: true, SSEType: 'KMS', KMSMasterKeyId: 'arn:aws:kms:eu-west-1:1:key/k' };
    await table.ask('CreateTable', orders({ SSESpecification }));
    expect(await table.refusal('UpdateTable', { TableName: 'orders', SSESpecification })).toBe(
      wrongParameter(
        'Table is already encrypted with given KMSMasterKeyId. Use KMSMasterKeyId parameter if you want to change Master Key',
      ),
    );
  });
});
