import { structure } from './kinds/collections.ts';
import { integer, oneOf, text } from './kinds/scalars.ts';
import { type Infer, required } from './kinds/shape.ts';
import { bareTableName } from './table-name.ts';

/** What is too short to be one is refused with all else that is none, and not for its length. */
const streamArn = text({ max: 1024 });
const shardId = text({ min: 28, max: 65 });

export const listStreams = structure('ListStreamsInput', {
  TableName: bareTableName,
  Limit: integer({ min: 1, max: 100 }),
  ExclusiveStartStreamArn: streamArn,
});
export type ListStreamsInput = Infer<typeof listStreams>;

export const describeStream = structure('DescribeStreamInput', {
  StreamArn: required(streamArn),
  Limit: integer({ min: 1, max: 100 }),
  ExclusiveStartShardId: shardId,
  ShardFilter: structure('ShardFilter', { Type: oneOf('CHILD_SHARDS'), ShardId: shardId }),
});
export type DescribeStreamInput = Infer<typeof describeStream>;

export const getShardIterator = structure('GetShardIteratorInput', {
  StreamArn: required(streamArn),
  ShardId: required(shardId),
  ShardIteratorType: required(oneOf('TRIM_HORIZON', 'LATEST', 'AT_SEQUENCE_NUMBER', 'AFTER_SEQUENCE_NUMBER')),
  SequenceNumber: text({ min: 21, max: 40 }),
});
export type GetShardIteratorInput = Infer<typeof getShardIterator>;

export const getRecords = structure('GetRecordsInput', {
  ShardIterator: required(text({ min: 1, max: 2048 })),
  Limit: integer({ min: 1, max: 1000 }),
});
export type GetRecordsInput = Infer<typeof getRecords>;
