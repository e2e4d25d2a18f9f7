import { sequenceText, shardIdOf, startOfShard } from '#local/table/streams/shard.ts';
import type { TableContext } from '#local/table/table-context.ts';
import { invalid, TableError } from '#local/table/table-error.ts';
import type { ReadView, StreamState } from '#local/table/table-store.ts';
import { streamArn } from '#local/table/tables/arns.ts';
import { keySchema } from '#local/table/tables/key-schema.ts';
import { timeOf } from '#local/table/tables/stream-setting.ts';
import type { DescribeStreamInput, ListStreamsInput } from '#local/table/wire/stream-shapes.ts';

const mostStreams = 100;

/** Streams that are open, or were not longer than 24 hours ago, of one table or of all. */
export async function listStreams(context: TableContext, input: ListStreamsInput): Promise<object> {
  const { TableName: tableName, ExclusiveStartStreamArn: after, Limit: limit = mostStreams } = input;
  if (after !== undefined) refuseMalformed(after);
  const all = await context.store.read((view) => view.streams());
  const streams = all
    .filter((stream) => tableName === undefined || stream.tableName === tableName)
    .map((stream) => ({ arn: arnOf(context, stream), stream }))
    .sort((one, other) => (one.arn < other.arn ? -1 : 1))
    .filter(({ arn }) => after === undefined || arn > after);
  const page = streams.slice(0, limit);
  return {
    Streams: page.map(({ arn, stream }) => ({
      StreamArn: arn,
      TableName: stream.tableName,
      StreamLabel: stream.label,
    })),
    ...(streams.length > limit && { LastEvaluatedStreamArn: page.at(-1)?.arn }),
  };
}

/** A stream of one machine has one shard. */
export async function describeStream(context: TableContext, input: DescribeStreamInput): Promise<object> {
  const stream = await context.store.read((view) => findStream(context, view, input.StreamArn));
  const { table, label, tableName, open, lastSequence } = stream;
  const shardId = shardIdOf(stream);
  const shard = {
    ShardId: shardId,
    SequenceNumberRange: {
      StartingSequenceNumber: sequenceText(startOfShard(stream)),
      ...(!open && { EndingSequenceNumber: sequenceText(Math.max(lastSequence ?? 0, startOfShard(stream))) }),
    },
  };
  return {
    StreamDescription: {
      StreamArn: input.StreamArn,
      StreamLabel: label,
      StreamStatus: open ? 'ENABLED' : 'DISABLED',
      StreamViewType: table.stream?.view,
      CreationRequestDateTime: timeOf(label) / 1000,
      TableName: tableName,
      KeySchema: keySchema(table.key),
      Shards: isBehind(shardId, input) ? [] : [shard],
    },
  };
}

function isBehind(
  shardId: string,
  { ExclusiveStartShardId: start, ShardFilter: filter }: DescribeStreamInput,
): boolean {
  return (start !== undefined && start >= shardId) || filter !== undefined;
}

/** @throws TableError ResourceNotFoundException, ValidationException */
export function findStream(context: TableContext, view: ReadView, arn: string): StreamState {
  refuseMalformed(arn);
  const found = view.streams().find((stream) => arnOf(context, stream) === arn);
  if (found) return found;
  throw new TableError('ResourceNotFoundException', `Requested resource not found: Stream: ${arn} not found`);
}

const form = /^arn:[^:]+:dynamodb:[^:]+:[^:]+:table\/[a-zA-Z0-9_.-]{3,255}\/stream\/[^/]+$/;

function refuseMalformed(arn: string): void {
  if (!form.test(arn)) throw invalid('Invalid StreamArn');
}

function arnOf(context: TableContext, { tableName, label }: StreamState): string {
  return streamArn(context, tableName, label);
}
