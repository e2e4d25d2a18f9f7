import type { Bound, KeyRange, Where } from '#local/table/table-store.ts';
import type { KeyValue } from '#local/table/values/attribute-value.ts';
import { keyBytes, partitionBytes, prefixBytes } from '#local/table/values/key-bytes.ts';

/** All keys from `low` on that lie before `high`; without one, to the end. */
export type ByteRange = { readonly low: Buffer; readonly high?: Buffer | undefined };

export function byteRange(where: Where): ByteRange {
  return where.kind === 'partition' ? partitionRange(where.range) : segmentRange(where.segment, where.of);
}

/** What is left of a range behind a key, in the direction of the reading. */
export function behind(range: ByteRange, key: Buffer, forward: boolean): ByteRange {
  if (!forward) return { low: range.low, high: earlier(range.high, key) };
  const next = following(key);
  return Buffer.compare(next, range.low) > 0 ? { low: next, high: range.high } : range;
}

/** Where a partition's keys begin, in its table and in every index over the same hash. */
export function partitionStart(hash: KeyValue, more?: readonly KeyValue[]): Buffer {
  const bytes = more === undefined ? keyBytes(hash) : Buffer.concat([hash, ...more].map(keyBytes));
  return Buffer.concat([partitionBytes(bytes), bytes]);
}

function partitionRange({ hash, moreHash, leading, low, high, prefix }: KeyRange): ByteRange {
  const partition = partitionStart(hash, moreHash);
  const start = leading === undefined ? partition : Buffer.concat([partition, ...leading.map(keyBytes)]);
  const whole = { low: start, high: following(start) };
  if (prefix !== undefined) {
    const begin = Buffer.concat([start, prefixBytes(prefix)]);
    return { low: begin, high: following(begin) };
  }
  return {
    low: low === undefined ? whole.low : edge(start, low, !low.inclusive),
    high: high === undefined ? whole.high : edge(start, high, high.inclusive),
  };
}

/** Just before the keys with the bound's value, or just behind them. */
function edge(start: Buffer, bound: Bound, isBehind: boolean): Buffer {
  const key = Buffer.concat([start, keyBytes(bound.value)]);
  return isBehind ? following(key) : key;
}

function segmentRange(segment: number, of: number): ByteRange {
  return { low: hashAt(segment, of), high: segment + 1 < of ? hashAt(segment + 1, of) : undefined };
}

const hashes = 2 ** 32;

function hashAt(segment: number, of: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(Math.floor((segment * hashes) / of));
  return bytes;
}

/** The first key behind all those that begin with these bytes. A key never consists of 0xff alone. */
function following(bytes: Buffer): Buffer {
  let last = bytes.length - 1;
  while (bytes[last] === 0xff) last -= 1;
  const next = Buffer.from(bytes.subarray(0, last + 1));
  next[last] = (next[last] ?? 0) + 1;
  return next;
}

function earlier(one: Buffer | undefined, other: Buffer): Buffer {
  return one !== undefined && Buffer.compare(one, other) < 0 ? one : other;
}
