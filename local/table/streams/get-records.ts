import { readIterator, writeIterator } from '#local/table/streams/iterator.ts';
import { findStream } from '#local/table/streams/stream-operations.ts';
import { describeRecord, type StreamRecord } from '#local/table/streams/stream-record.ts';
import { trimmed } from '#local/table/streams/trimmed.ts';
import type { TableContext } from '#local/table/table-context.ts';
import type { ReadView, StreamState } from '#local/table/table-store.ts';
import type { GetRecordsInput } from '#local/table/wire/stream-shapes.ts';

const mostRecords = 1000;
const mostBytes = 1024 * 1024;
/** So many are read from disk at a time: they may be of 800 KB each. */
const readAtOnce = 50;

/** Records from where the iterator stands, and the iterator to go on with; none behind the end of a closed shard. */
export async function getRecords(context: TableContext, input: GetRecordsInput): Promise<object> {
  const { arn, from } = readIterator(input.ShardIterator, context.now());
  return await context.store.read((view) => {
    const stream = findStream(context, view, arn);
    const { records, next } = readRecords(context, view, stream, from, input.Limit ?? mostRecords);
    const isOver = !stream.open && next > (stream.lastSequence ?? 0);
    return {
      Records: records,
      ...(!isOver && { NextShardIterator: writeIterator({ arn, from: next }, context.now()) }),
    };
  });
}

/** At most so many, of 1 MB together, but one of them however long it is. */
function readRecords(context: TableContext, view: ReadView, stream: StreamState, from: number, limit: number) {
  const { tableName, label } = stream;
  const records: StreamRecord[] = [];
  let next = from;
  let bytes = 0;
  for (;;) {
    const wanted = Math.min(readAtOnce, limit - records.length);
    const rows = view.records(tableName, label, next, wanted);
    if (records.length === 0 && rows[0]?.sequence !== from && from <= view.trimmedTo(tableName, label)) throw trimmed();
    for (const row of rows) {
      const record = describeRecord(context, stream, row);
      bytes += record.dynamodb.SizeBytes;
      if (bytes > mostBytes && records.length > 0) return { records, next };
      records.push(record);
      next = row.sequence + 1;
    }
    if (rows.length < wanted || records.length === limit) return { records, next };
  }
}
