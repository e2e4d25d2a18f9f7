import type { StoredTable } from '#local/table/storage/catalogue.ts';
import type { Item } from '#local/table/values/attribute-value.ts';

const fiveYears = 5 * 365 * 24 * 60 * 60 * 1000;

/** Epoch milliseconds at which an item expires by its table's time to live: a number, of seconds. */
export function expiryOf({ definition }: StoredTable, item: Item): number | undefined {
  const value = definition.timeToLive && item[definition.timeToLive.attribute];
  if (value === undefined || !('N' in value)) return undefined;
  const at = Math.ceil(Number(value.N) * 1000);
  return Number.isSafeInteger(at) ? at : undefined;
}

/** What lies further back is taken for a mistake: such items stay. */
export const oldestExpiry = (now: number): number => now - fiveYears;
