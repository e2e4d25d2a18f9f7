import { keyOf } from '#local/table/definition.ts';
import { sequenceOf, sequenceText, shardIdOf } from '#local/table/streams/shard.ts';
import { findStream } from '#local/table/streams/stream-operations.ts';
import type { TableContext } from '#local/table/table-context.ts';
import { invalid, TableError } from '#local/table/table-error.ts';
import type { ReadView, StreamRow, StreamState } from '#local/table/table-store.ts';
import { itemSize } from '#local/table/values/size.ts';
import type { GetRecordsInput, GetShardIteratorInput } from '#local/table/wire/stream-shapes.ts';

const mostRecords = 1000;
const livesMs = 15 * 60_000;

/** Where a reader stands in a shard: the next number that it wants. */
export async function getShardIterator(context: TableContext, input: GetShardIteratorInput): Promise<object> {
  const from = await context.store.read((view) => {
    const stream = findStream(context, view, input.StreamArn);
    if (shardIdOf(stream) !== input.ShardId) {
      throw new TableError(
        'ResourceNotFoundException',
        `Requested resource not found: Shard: ${input.ShardId} in Stream: ${input.StreamArn} not found`,
      );
    }
    const from = startOf(input, stream, view.lastSequence());
    if (isTrimmed(input, stream, view)) throw trimmed();
    return from;
  });
  return { ShardIterator: writeIterator(input.StreamArn, from, context.now()) };
}

function startOf(input: GetShardIteratorInput, stream: StreamState, newest: number): number {
  const { ShardIteratorType: type, SequenceNumber: text } = input;
  switch (type) {
    case 'TRIM_HORIZON':
    case 'LATEST':
      if (text !== undefined) {
        throw invalid(
          `1 validation error detected: SequenceNumber must not be specified for ShardIteratorType ${type}`,
        );
      }
      return type === 'LATEST' ? newest + 1 : stream.firstSequence;
    case 'AT_SEQUENCE_NUMBER':
    case 'AFTER_SEQUENCE_NUMBER':
      if (text === undefined) throw invalid(`SequenceNumber is required for ShardIteratorType ${type}`);
      return type === 'AT_SEQUENCE_NUMBER' ? sequenceOf(text) : sequenceOf(text) + 1;
    default:
      return type satisfies never;
  }
}

/** A place to go on from whose record is past its 24 hours: between it and the oldest that is left, others may be gone too. */
function isTrimmed({ SequenceNumber: text }: GetShardIteratorInput, stream: StreamState, view: ReadView): boolean {
  if (text === undefined) return false;
  const sequence = sequenceOf(text);
  if (sequence > view.lastSequence()) return false;
  return view.records(stream.tableName, stream.label, sequence, 1)[0]?.sequence !== sequence;
}

const trimmed = () =>
  new TableError(
    'TrimmedDataAccessException',
    'The operation attempted to read past the oldest stream record in a shard.',
  );

/** Records from where the iterator stands, and the iterator to go on with; none behind the end of a closed shard. */
export async function getRecords(context: TableContext, input: GetRecordsInput): Promise<object> {
  const { arn, from, at } = readIterator(input.ShardIterator);
  if (context.now() - at > livesMs) {
    throw new TableError(
      'ExpiredIteratorException',
      'Iterator expired. The iterator was created more than 15 minutes ago.',
    );
  }
  return await context.store.read((view) => {
    const stream = findStream(context, view, arn);
    const rows = view.records(stream.tableName, stream.label, from, input.Limit ?? mostRecords);
    const next = rows.length > 0 ? (rows.at(-1)?.sequence ?? from) + 1 : from;
    const isOver = !stream.open && next > (stream.lastSequence ?? 0);
    return {
      Records: rows.map((row) => recordOf(context, stream, row)),
      ...(!isOver && { NextShardIterator: writeIterator(arn, next, context.now()) }),
    };
  });
}

function recordOf({ region }: TableContext, { table }: StreamState, row: StreamRow): object {
  const view = table.stream?.view;
  const images = {
    ...((view === 'NEW_IMAGE' || view === 'NEW_AND_OLD_IMAGES') && row.after && { NewImage: row.after }),
    ...((view === 'OLD_IMAGE' || view === 'NEW_AND_OLD_IMAGES') && row.before && { OldImage: row.before }),
  };
  const keys = keyOf(table.key, row.keys);
  const size = itemSize(keys) + Object.values(images).reduce((sum, image) => sum + itemSize(image), 0);
  return {
    eventID: `${String(row.sequence).padStart(32, '0')}`,
    eventName: row.event,
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: region,
    dynamodb: {
      ApproximateCreationDateTime: Math.floor(row.at / 1000),
      Keys: keys,
      ...images,
      SequenceNumber: sequenceText(row.sequence),
      SizeBytes: size,
      StreamViewType: view,
    },
    ...(row.expired && { userIdentity: { Type: 'Service', PrincipalId: 'dynamodb.amazonaws.com' } }),
  };
}

function writeIterator(arn: string, from: number, at: number): string {
  return `${arn}|1|${Buffer.from(JSON.stringify([from, at])).toString('base64url')}`;
}

function readIterator(text: string): { arn: string; from: number; at: number } {
  const [arn, , place] = text.split('|');
  try {
    const [from, at] = JSON.parse(Buffer.from(place ?? '', 'base64url').toString());
    if (arn !== undefined && Number.isSafeInteger(from) && Number.isFinite(at)) return { arn, from, at };
  } catch {
    // Said below, as for every other text that is no iterator.
  }
  throw invalid('Invalid ShardIterator');
}
