import type { Ledger } from './ledger.ts';

const DAY = 86_400_000;
/** Histories are kept, and names stay taken, for this long after the close (AWS quota). */
export const RETENTION = 90 * DAY;
const PAGE = 500;

/** Removes some of the executions that closed too long ago; true when there may be more. */
export function forgetOld({ executions }: Ledger, now: number): boolean {
  const old = executions.closedBefore(now - RETENTION, PAGE);
  for (const id of old) executions.remove(id);
  return old.length === PAGE;
}
