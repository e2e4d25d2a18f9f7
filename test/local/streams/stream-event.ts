import type { StreamRecord } from '#local/streams/stream-record.ts';

export type StreamEvent = { Records: StreamRecord[] };

export function sortKey({ dynamodb }: StreamRecord): string {
  return dynamodb.Keys.sk?.S ?? '';
}
