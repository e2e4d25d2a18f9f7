import { addDuration, type Duration, type Instant } from '#domain/time.ts';

/** The attribute by which DynamoDB deletes an item, in seconds since 1970; it does so within days, so nobody relies on it. */
export function deletedAfter(at: Instant, kept: Duration): { expiresAt: number } {
  return { expiresAt: Math.floor(Date.parse(addDuration(at, kept)) / 1000) };
}
