import { invalid, type TableError } from '#local/table/table-error.ts';
import type { StreamState } from '#local/table/table-store.ts';
import { timeOf } from '#local/table/tables/stream-setting.ts';

const sequenceDigits = 21;

/** Sequence numbers are told in as many digits as the service has at least, so that they sort as text too. */
export function sequenceText(sequence: number): string {
  return `1${String(sequence).padStart(sequenceDigits - 1, '0')}`;
}

/** @throws TableError ValidationException for what no shard here has given out */
export function sequenceOf(text: string): number {
  const digits = /^1(\d{20})$/.exec(text)?.[1];
  if (digits === undefined) throw notOfShard();
  return Number(digits);
}

/** A shard is numbered when it is opened, before its first record. */
export const startOfShard = ({ firstSequence }: Pick<StreamState, 'firstSequence'>): number => firstSequence - 1;

export const notOfShard = (): TableError => invalid('Invalid SequenceNumber for the shard');

/**
 * The one shard of a stream, named after the moment at which it was opened. One is enough where one process writes all
 * items: so there is an order of all changes, not only of those of an item, and a shard ends with its stream.
 */
export function shardIdOf({ label, firstSequence }: Pick<StreamState, 'label' | 'firstSequence'>): string {
  const at = String(timeOf(label)).padStart(20, '0');
  return `shardId-${at}-${String(firstSequence).padStart(8, '0')}`;
}
