import { batchGetItem, batchWriteItem, transactGetItems, transactWriteItems } from './batch-shapes.ts';
import { deleteItem, getItem, putItem, updateItem } from './item-shapes.ts';
import type { Infer } from './kinds/shape.ts';
import { query, scan } from './read-shapes.ts';
import {
  describeContinuousBackups,
  describeEndpoints,
  describeLimits,
  describeTimeToLive,
  listTagsOfResource,
  tagResource,
  untagResource,
  updateContinuousBackups,
  updateTimeToLive,
} from './setting-shapes.ts';
import { describeStream, getRecords, getShardIterator, listStreams } from './stream-shapes.ts';
import { createTable, deleteTable, describeTable, listTables, updateTable } from './table-shapes.ts';

const tableShapes = {
  CreateTable: createTable,
  UpdateTable: updateTable,
  DescribeTable: describeTable,
  DeleteTable: deleteTable,
  ListTables: listTables,
  UpdateTimeToLive: updateTimeToLive,
  DescribeTimeToLive: describeTimeToLive,
  TagResource: tagResource,
  UntagResource: untagResource,
  ListTagsOfResource: listTagsOfResource,
  DescribeLimits: describeLimits,
  DescribeEndpoints: describeEndpoints,
  DescribeContinuousBackups: describeContinuousBackups,
  UpdateContinuousBackups: updateContinuousBackups,
  PutItem: putItem,
  GetItem: getItem,
  UpdateItem: updateItem,
  DeleteItem: deleteItem,
  Query: query,
  Scan: scan,
  BatchGetItem: batchGetItem,
  BatchWriteItem: batchWriteItem,
  TransactGetItems: transactGetItems,
  TransactWriteItems: transactWriteItems,
};

const streamShapes = {
  ListStreams: listStreams,
  DescribeStream: describeStream,
  GetShardIterator: getShardIterator,
  GetRecords: getRecords,
};

/** The input of every operation that the table has, by the operation's name. */
export const shapes = { ...tableShapes, ...streamShapes };

export type OperationName = keyof typeof shapes;
export type Inputs = { readonly [Name in OperationName]: Infer<(typeof shapes)[Name]> };

/** What `X-Amz-Target` may name, with the operation that it is. */
export const targets: ReadonlyMap<string, OperationName> = new Map([
  ...targetsOf('DynamoDB_20120810', tableShapes),
  ...targetsOf('DynamoDBStreams_20120810', streamShapes),
]);

function targetsOf<Name extends string>(service: string, of: Readonly<Record<Name, unknown>>): [string, Name][] {
  return Object.keys(of).map((name) => [`${service}.${name}`, name as Name]);
}
