import { invalid, TableError } from '#local/table/table-error.ts';

const livesMs = 15 * 60_000;

/** A place in the one shard of a stream: the next sequence number that its reader wants. */
export type Place = { readonly arn: string; readonly from: number };

/** @param now epoch milliseconds, from which the iterator lives for 15 minutes; a clock may be finer than that */
export function writeIterator({ arn, from }: Place, now: number): string {
  return `${arn}|1|${Buffer.from(JSON.stringify([from, Math.floor(now)])).toString('base64url')}`;
}

/** @throws TableError ValidationException, ExpiredIteratorException */
export function readIterator(text: string, now: number): Place {
  const [arn, version, place, ...more] = text.split('|');
  const [from, at] = parsed(place ?? '');
  if (arn === undefined || version !== '1' || more.length > 0 || !isCount(from) || !isCount(at)) {
    throw invalid('Invalid ShardIterator');
  }
  if (now - at <= livesMs) return { arn, from };
  throw new TableError(
    'ExpiredIteratorException',
    'The shard iterator has expired and can no longer be used to retrieve stream records. A shard iterator expires 15 minutes after it is retrieved using the GetShardIterator action.',
  );
}

function parsed(base64: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(base64, 'base64url').toString());
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;
