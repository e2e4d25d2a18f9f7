import type { StoredTable } from '#local/table/storage/catalogue.ts';
import type { Item } from '#local/table/values/attribute-value.ts';

const fiveYears = 5 * 365 * 24 * 60 * 60 * 1000;
const minute = 60 * 1000;

/** Epoch milliseconds at which an item expires by its table's time to live: a number, of seconds. */
export function expiryOf({ definition }: StoredTable, item: Item): number | undefined {
  const value = definition.timeToLive && item[definition.timeToLive.attribute];
  if (value === undefined || !('N' in value)) return undefined;
  const at = Math.ceil(Number(value.N) * 1000);
  return Number.isSafeInteger(at) ? at : undefined;
}

/**
 * Epoch milliseconds at which to remove an item that is written now, or whose table gets its time to live now; undefined when
 * its time lies so far back that it is taken for a mistake. An item that is past its time already can still be read for a
 * while, as in AWS, where a removal takes its time.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ttl-expired-items.html
 */
export function removalOf(expiry: number | undefined, now: number): number | undefined {
  if (expiry === undefined || expiry < now - fiveYears) return undefined;
  return expiry > now ? expiry : now + minute;
}

/** True once an item is past its time, by which it may have been moved on since its removal was noted. */
export const isExpired = (expiry: number | undefined, now: number): boolean =>
  expiry !== undefined && expiry <= now && expiry >= now - fiveYears;
