import { describe, expect, test } from 'vitest';
import { givenTable } from './given-table.ts';
import { attributes, index, invalid, key, numbered, orders, provisioned, units, wrongParameter } from './requests.ts';

const keys = (...types: string[]) => types.map((KeyType, at) => ({ AttributeName: 'ab'.charAt(at), KeyType }));
const names = (count: number, prefix = 'x') => ({
  ProjectionType: 'INCLUDE',
  NonKeyAttributes: numbered(prefix, count),
});
const local = (...more: object[]) => ({ LocalSecondaryIndexes: more.map((each) => index('one', key('a', 'b'), each)) });
const global = (...more: object[]) => ({ GlobalSecondaryIndexes: more.map((each) => index('one', key('b'), each)) });

describe('A table is not made with', () => {
  test.each([
    ['no attributes', { AttributeDefinitions: [] }, 'Invalid KeySchema: Some index key attribute have no definition'],
    ['an attribute twice', { AttributeDefinitions: attributes('a', 'b', 'b') }, 'Attribute Name is duplicated: b'],
    [
      'fewer attributes than keys',
      { AttributeDefinitions: attributes('a') },
      'Invalid KeySchema: Some index key attribute have no definition',
    ],
    [
      'a sort key alone',
      { AttributeDefinitions: attributes('a'), KeySchema: keys('RANGE') },
      'Invalid KeySchema: The first KeySchemaElement is not a HASH key type',
    ],
    [
      'two partition keys',
      { KeySchema: keys('HASH', 'HASH') },
      'Invalid KeySchema: The second KeySchemaElement is not a RANGE key type',
    ],
    [
      'one attribute as both keys',
      { KeySchema: key('a', 'a') },
      'Both the Hash Key and the Range Key element in the KeySchema have the same name',
    ],
    [
      'an index of such keys',
      { LocalSecondaryIndexes: [index('one', key('a', 'a'))] },
      'Both the Hash Key and the Range Key element in the KeySchema have the same name',
    ],
    [
      'a class that there is not',
      { TableClass: 'FREQUENT' },
      'Invalid table-class parameter provided. Please try again with a valid table-class value: [STANDARD, STANDARD_INFREQUENT_ACCESS].',
    ],
  ])('%s', async (_, given, sentence) => {
    const table = await givenTable();
    expect(await table.refusal('CreateTable', orders(given))).toBe(invalid(sentence));
  });

  test.each([
    [
      'a key that is not declared',
      { AttributeDefinitions: attributes('a', 'c') },
      'Some index key attributes are not defined in AttributeDefinitions. Keys: [a, b], AttributeDefinitions: [a, c]',
    ],
    [
      'an attribute too many',
      { AttributeDefinitions: attributes('a', 'b', 'c') },
      'Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions',
    ],
    [
      'an attribute too many beside indexes',
      {
        AttributeDefinitions: attributes('pk', 'sk', 'a', 'b', 'c'),
        KeySchema: key('pk', 'sk'),
        GlobalSecondaryIndexes: [index('one', key('a'), { Projection: {} })],
      },
      'Some AttributeDefinitions are not used. AttributeDefinitions: [sk, a, b, pk, c], keys used: [a, sk, pk]',
    ],
    [
      'an index on what is not declared',
      { GlobalSecondaryIndexes: [index('one', key('q'))] },
      'Some index key attributes are not defined in AttributeDefinitions. Keys: [q], AttributeDefinitions: [a, b]',
    ],
    ['no local index in the list', { LocalSecondaryIndexes: [] }, 'List of LocalSecondaryIndexes is empty'],
    ['no global index in the list', { GlobalSecondaryIndexes: [] }, 'List of GlobalSecondaryIndexes is empty'],
    [
      'a local index without a sort key of its own',
      { AttributeDefinitions: attributes('a'), KeySchema: key('a'), ...local({}) },
      'Table KeySchema does not have a range key, which is required when specifying a LocalSecondaryIndex',
    ],
    [
      'a local index without a sort key',
      { LocalSecondaryIndexes: [index('one', key('a'))] },
      'Index KeySchema does not have a range key for index: one',
    ],
    [
      'a local index on other partitions',
      { LocalSecondaryIndexes: [index('one', key('b', 'a'))] },
      'Index KeySchema does not have the same leading hash key as table KeySchema for index: one. index hash key: b, table hash key: a',
    ],
    ['no projection', local({ Projection: {} }), 'Unknown ProjectionType: null'],
    [
      'names beside all',
      local({ Projection: { ...names(1), ProjectionType: 'ALL' } }),
      'ProjectionType is ALL, but NonKeyAttributes is specified',
    ],
    [
      'names beside keys',
      global({ Projection: { ...names(1), ProjectionType: 'KEYS_ONLY' } }),
      'ProjectionType is KEYS_ONLY, but NonKeyAttributes is specified',
    ],
    [
      'a projection of names without names',
      global({ Projection: { ProjectionType: 'INCLUDE' } }),
      'ProjectionType is INCLUDE, but NonKeyAttributes is not specified',
    ],
    [
      'a name twice',
      global({ Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['x', 'x'] } }),
      'Duplicate element in NonKeyAttributes: x',
    ],
    ['two local indexes of a name', local({}, {}), 'Duplicate index name: one'],
    ['two indexes of a name', { ...local({}), ...global({}) }, 'Duplicate index name: one'],
    [
      'six local indexes',
      local(...numbered('ix', 6).map((IndexName) => ({ IndexName }))),
      'Number of LocalSecondaryIndexes exceeds per-table limit of 5',
    ],
    [
      '21 global indexes',
      global(...numbered('ix', 21).map((IndexName) => ({ IndexName }))),
      'GlobalSecondaryIndex count exceeds the per-table limit of 20',
    ],
    [
      '101 projected names',
      global(...numbered('ix', 6).map((IndexName, at) => ({ IndexName, Projection: names(at < 5 ? 20 : 1) }))),
      'Number of NonKeyAttributes of all indexes, 101, exceeds the per-table limit of 100',
    ],
    [
      'a stream of nothing',
      { StreamSpecification: { StreamEnabled: true } },
      'Table is being created with a stream enabled, UpdateViewType is required',
    ],
    [
      'a view of no stream',
      { StreamSpecification: { StreamEnabled: false, StreamViewType: 'NEW_IMAGE' } },
      'Table is being created with a stream disabled, UpdateViewType should not be specified',
    ],
    [
      'a key for no encryption',
      { SSESpecification: { Enabled: false, KMSMasterKeyId: 'k' } },
      'KMSMasterKeyId can not be specified if Enabled is false',
    ],
    [
      'a kind of no encryption',
      { SSESpecification: { Enabled: false, SSEType: 'KMS' } },
      'SSEType can not be specified if Enabled is false',
    ],
    [
      'a key of no kind',
      { SSESpecification: { Enabled: true, KMSMasterKeyId: 'k' } },
      'SSEType KMS is required if KMSMasterKeyId is specified',
    ],
    ['AES256', { SSESpecification: { Enabled: true, SSEType: 'AES256' } }, 'SSEType AES256 is not supported'],
    [
      'units although it is paid by the request',
      { ProvisionedThroughput: units(1) },
      'Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST',
    ],
    [
      'units of an index although it is paid by the request',
      global({ ProvisionedThroughput: units(1) }),
      'ProvisionedThroughput should not be specified for index: one when BillingMode is PAY_PER_REQUEST',
    ],
    [
      'a bound of nothing',
      { OnDemandThroughput: { MaxReadRequestUnits: 0 } },
      'Requested MaxReadRequestUnits for OnDemandThroughput for table is outside of valid range',
    ],
    [
      'a bound of an index taken away',
      global({ OnDemandThroughput: { MaxWriteRequestUnits: -1 } }),
      'Requested MaxWriteRequestUnits for OnDemandThroughput for index : one is outside of valid range',
    ],
    [
      'less warmth than all have',
      { WarmThroughput: { WriteUnitsPerSecond: 1 } },
      'Requested WriteUnitsPerSecond for WarmThroughput for table is lower than initial throughput for OnDemand. See: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/on-demand-capacity-mode.html#on-demand-capacity-mode-initial',
    ],
  ])('%s', async (_, given, sentence) => {
    const table = await givenTable();
    expect(await table.refusal('CreateTable', orders(given))).toBe(wrongParameter(sentence));
  });

  test.each([
    [
      'no units',
      { ProvisionedThroughput: undefined },
      'ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED',
    ],
    ['no units of an index', global({}), 'ProvisionedThroughput is not specified for index: one'],
    [
      'a bound',
      { OnDemandThroughput: { MaxReadRequestUnits: 1 } },
      'MaxReadRequestUnits for OnDemandThroughput cannot be specified when table BillingMode is PROVISIONED.',
    ],
    [
      'less warmth than it is paid for',
      { WarmThroughput: { ReadUnitsPerSecond: 4 } },
      'Requested ReadUnitsPerSecond for WarmThroughput for table is lower than ReadCapacityUnits of ProvisionedThroughput',
    ],
  ])('%s, paid by the unit', async (_, given, sentence) => {
    const table = await givenTable();
    expect(await table.refusal('CreateTable', provisioned(given))).toBe(wrongParameter(sentence));
  });

  test('more capacity than an account has', async () => {
    const table = await givenTable();
    const tail =
      'Per table maximum: 40000. Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher limits.';
    expect(await table.refusal('CreateTable', provisioned({ ProvisionedThroughput: units(40_001) }))).toBe(
      `LimitExceededException: The requested ReadCapacityUnits, 40001, is above the per table maximum for the account in eu-west-1. ${tail}`,
    );
    const indexes = global({ ProvisionedThroughput: units(1, 40_001) });
    expect(await table.refusal('CreateTable', provisioned(indexes))).toBe(
      `LimitExceededException: The requested WriteCapacityUnits for index one, 40001, is above the per index maximum for the account in eu-west-1. ${tail}`,
    );
    expect(await table.refusal('CreateTable', provisioned({ ProvisionedThroughput: units(1e12 + 1) }))).toBe(
      invalid('Given value 1000000000001 for ReadCapacityUnits is out of bounds'),
    );
  });

  test('several mistakes of which the one about billing is told first, the one about attributes second', async () => {
    const table = await givenTable();
    const given = { AttributeDefinitions: attributes('a', 'b', 'c'), ...global({ Projection: {} }) };
    expect(await table.refusal('CreateTable', orders({ ...given, ProvisionedThroughput: units(1) }))).toMatch(
      /Neither Read/,
    );
    expect(await table.refusal('CreateTable', orders(given))).toMatch(/Some AttributeDefinitions are not used/);
  });
});
