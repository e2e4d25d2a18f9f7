import { indexName } from './common-shapes.ts';
import { list, structure } from './kinds/collections.ts';
import { boolean, integer, long, oneOf, text } from './kinds/scalars.ts';
import { type Infer, required } from './kinds/shape.ts';
import { tag } from './setting-shapes.ts';
import { bareTableName, nameOfTable, noTableName } from './table-name.ts';

const keyAttributeName = text({ min: 1, max: 255 });

const attributeDefinitions = list(
  structure('AttributeDefinition', {
    AttributeType: required(oneOf('B', 'N', 'S')),
    AttributeName: required(keyAttributeName),
  }),
);

const keyElement = structure('KeySchemaElement', {
  AttributeName: required(keyAttributeName),
  KeyType: required(oneOf('HASH', 'RANGE')),
});
const keySchema = list(keyElement, { min: 1, max: 2 });

const projection = structure('Projection', {
  ProjectionType: oneOf('ALL', 'INCLUDE', 'KEYS_ONLY'),
  NonKeyAttributes: list(text({ min: 1, max: 255 }), { min: 1, max: 20 }),
});

const throughput = structure('ProvisionedThroughput', {
  WriteCapacityUnits: required(long({ min: 1 })),
  ReadCapacityUnits: required(long({ min: 1 })),
});

const onDemandThroughput = structure('OnDemandThroughput', {
  MaxReadRequestUnits: long(),
  MaxWriteRequestUnits: long(),
});

const warmThroughput = structure('WarmThroughput', { ReadUnitsPerSecond: long(), WriteUnitsPerSecond: long() });

const indexCapacity = {
  ProvisionedThroughput: throughput,
  OnDemandThroughput: onDemandThroughput,
  WarmThroughput: warmThroughput,
};

const indexFields = {
  IndexName: required(indexName),
  KeySchema: required(keySchema),
  Projection: required(projection),
};

/** How many attributes there may be in which role, the operation looks at. */
const globalIndexFields = { ...indexFields, KeySchema: required(list(keyElement, { min: 1 })), ...indexCapacity };

const streamSpecification = structure('StreamSpecification', {
  StreamEnabled: required(boolean),
  StreamViewType: oneOf('OLD_IMAGE', 'KEYS_ONLY', 'NEW_AND_OLD_IMAGES', 'NEW_IMAGE'),
});

const settings = {
  BillingMode: oneOf('PROVISIONED', 'PAY_PER_REQUEST'),
  ProvisionedThroughput: throughput,
  OnDemandThroughput: onDemandThroughput,
  WarmThroughput: warmThroughput,
  StreamSpecification: streamSpecification,
  SSESpecification: structure('SSESpecification', {
    Enabled: boolean,
    SSEType: oneOf('AES256', 'KMS'),
    KMSMasterKeyId: text({ min: 1 }),
  }),
  TableClass: text(),
  DeletionProtectionEnabled: boolean,
};

export const createTable = structure('CreateTableInput', {
  AttributeDefinitions: required(attributeDefinitions),
  TableName: required(bareTableName, noTableName),
  KeySchema: required(keySchema),
  LocalSecondaryIndexes: list(structure('LocalSecondaryIndex', indexFields)),
  GlobalSecondaryIndexes: list(structure('GlobalSecondaryIndex', globalIndexFields)),
  ...settings,
  Tags: list(tag),
  ResourcePolicy: text(),
});
export type CreateTableInput = Infer<typeof createTable>;

/** Replicas are not to be had here; what they would be made of nobody reads. */
const replicaUpdates = list(structure('ReplicationGroupUpdate', {}), { min: 1 });

export const updateTable = structure('UpdateTableInput', {
  AttributeDefinitions: attributeDefinitions,
  TableName: required(nameOfTable, noTableName),
  ...settings,
  GlobalSecondaryIndexUpdates: list(
    structure('GlobalSecondaryIndexUpdate', {
      Update: structure('UpdateGlobalSecondaryIndexAction', { IndexName: required(indexName), ...indexCapacity }),
      Create: structure('CreateGlobalSecondaryIndexAction', globalIndexFields),
      Delete: structure('DeleteGlobalSecondaryIndexAction', { IndexName: required(indexName) }),
    }),
  ),
  ReplicaUpdates: replicaUpdates,
});
export type UpdateTableInput = Infer<typeof updateTable>;

export const describeTable = structure('DescribeTableInput', { TableName: required(nameOfTable, noTableName) });
export type DescribeTableInput = Infer<typeof describeTable>;

export const deleteTable = structure('DeleteTableInput', { TableName: required(nameOfTable, noTableName) });
export type DeleteTableInput = Infer<typeof deleteTable>;

export const listTables = structure('ListTablesInput', {
  ExclusiveStartTableName: bareTableName,
  Limit: integer({ min: 1, max: 100 }),
});
export type ListTablesInput = Infer<typeof listTables>;
