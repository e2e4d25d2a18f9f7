import { writeIterator } from '#local/table/streams/iterator.ts';
import { notOfShard, sequenceOf, shardIdOf, startOfShard } from '#local/table/streams/shard.ts';
import { findStream } from '#local/table/streams/stream-operations.ts';
import { trimmed } from '#local/table/streams/trimmed.ts';
import type { TableContext } from '#local/table/table-context.ts';
import { TableError } from '#local/table/table-error.ts';
import type { ReadView, StreamState } from '#local/table/table-store.ts';
import { wrong } from '#local/table/tables/wrong.ts';
import type { GetShardIteratorInput } from '#local/table/wire/stream-shapes.ts';

/** Where a reader begins to read a shard. */
export async function getShardIterator(context: TableContext, input: GetShardIteratorInput): Promise<object> {
  checkSequenceNumber(input);
  const from = await context.store.read((view) => {
    const stream = findStream(context, view, input.StreamArn);
    if (shardIdOf(stream) !== input.ShardId) {
      throw new TableError('ResourceNotFoundException', 'Requested resource not found: Shard does not exist');
    }
    return startOf(input, stream, view);
  });
  return { ShardIterator: writeIterator({ arn: input.StreamArn, from }, context.now()) };
}

function checkSequenceNumber({ ShardIteratorType: type, SequenceNumber: text }: GetShardIteratorInput): void {
  const isNeeded = type === 'AT_SEQUENCE_NUMBER' || type === 'AFTER_SEQUENCE_NUMBER';
  if (isNeeded && text === undefined) throw wrong('Invalid SequenceNumber');
  if (!isNeeded && text !== undefined) throw wrong('SequenceNumber should not be passed for this iterator type');
}

function startOf(
  { ShardIteratorType: type, SequenceNumber: text = '' }: GetShardIteratorInput,
  stream: StreamState,
  view: ReadView,
): number {
  const gone = view.trimmedTo(stream.tableName, stream.label);
  switch (type) {
    case 'TRIM_HORIZON':
      return Math.max(stream.firstSequence, gone + 1);
    case 'LATEST':
      return view.lastSequence() + 1;
    case 'AT_SEQUENCE_NUMBER':
    case 'AFTER_SEQUENCE_NUMBER': {
      const given = knownSequence(text, stream, view);
      const from = Math.max(stream.firstSequence, type === 'AT_SEQUENCE_NUMBER' ? given : given + 1);
      if (from <= gone) throw trimmed();
      return from;
    }
    default:
      return type satisfies never;
  }
}

/** The number of the shard itself, or one that a record of it has or could have had; the first one also before there is any. */
function knownSequence(text: string, stream: StreamState, view: ReadView): number {
  const given = sequenceOf(text);
  const newest = Math.max(stream.lastSequence ?? view.lastSequence(), stream.firstSequence);
  if (given < startOfShard(stream) || given > newest) throw notOfShard();
  return given;
}
