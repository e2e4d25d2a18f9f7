import { batchGetItem } from '#local/table/items/batch-get-item.ts';
import { batchWriteItem } from '#local/table/items/batch-write-item.ts';
import { getItem } from '#local/table/items/get-item.ts';
import { query } from '#local/table/items/query.ts';
import { scan } from '#local/table/items/scan.ts';
import { transactGetItems } from '#local/table/items/transact-get-items.ts';
import { transactWriteItems } from '#local/table/items/transact-write-items.ts';
import { deleteItem, putItem, updateItem } from '#local/table/items/write-one.ts';
import { getRecords } from '#local/table/streams/get-records.ts';
import { getShardIterator } from '#local/table/streams/get-shard-iterator.ts';
import { describeStream, listStreams } from '#local/table/streams/stream-operations.ts';
import { batchByArn, byArn, transactionByArn } from '#local/table/tables/by-arn.ts';
import { describeContinuousBackups, updateContinuousBackups } from '#local/table/tables/continuous-backups.ts';
import { createTable } from '#local/table/tables/create-table.ts';
import { deleteTable } from '#local/table/tables/delete-table.ts';
import { describeEndpoints, describeLimits } from '#local/table/tables/limits.ts';
import { describeTable, listTables } from '#local/table/tables/look-at-tables.ts';
import { listTagsOfResource, tagResource, untagResource } from '#local/table/tables/tags.ts';
import { describeTimeToLive, updateTimeToLive } from '#local/table/tables/time-to-live.ts';
import { updateTable } from '#local/table/tables/update-table.ts';
import type { Operations } from '#local/table/wire/responder.ts';

/** Everything that the table can be asked, by the name of the operation; tables by their names or by their ARNs. */
export const operations: Operations = {
  CreateTable: createTable,
  DescribeTable: byArn(describeTable),
  UpdateTable: byArn(updateTable),
  DeleteTable: byArn(deleteTable),
  ListTables: listTables,
  UpdateTimeToLive: byArn(updateTimeToLive),
  DescribeTimeToLive: byArn(describeTimeToLive),
  TagResource: tagResource,
  UntagResource: untagResource,
  ListTagsOfResource: listTagsOfResource,
  DescribeContinuousBackups: byArn(describeContinuousBackups),
  UpdateContinuousBackups: byArn(updateContinuousBackups),
  DescribeLimits: describeLimits,
  DescribeEndpoints: describeEndpoints,

  PutItem: byArn(putItem),
  GetItem: byArn(getItem),
  UpdateItem: byArn(updateItem),
  DeleteItem: byArn(deleteItem),
  Query: byArn(query),
  Scan: byArn(scan),
  BatchGetItem: batchByArn(batchGetItem),
  BatchWriteItem: batchByArn(batchWriteItem),
  TransactGetItems: transactionByArn(transactGetItems),
  TransactWriteItems: transactionByArn(transactWriteItems),

  ListStreams: listStreams,
  DescribeStream: describeStream,
  GetShardIterator: getShardIterator,
  GetRecords: getRecords,
};
