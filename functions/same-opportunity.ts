import type { Opportunity } from '#domain/events.ts';

const keys: readonly (keyof Opportunity)[] = ['product', 'stage', 'amountMinor', 'engagedAt', 'closedAt', 'ownerId'];

/** The same opportunity again says nothing new. */
export function sameOpportunity(a: Opportunity, b: Opportunity): boolean {
  return keys.every((key) => a[key] === b[key]);
}
