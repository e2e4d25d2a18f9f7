import * as z from 'zod';

/** Worth of the customer to us (process: "The worth of a customer"). */
export const CustomerClass = z.enum(['platinum', 'gold', 'iron', 'lead']);
export type CustomerClass = z.infer<typeof CustomerClass>;

/** Closeness: the ladder of the relationship. */
export const Level = z.enum(['prospect', 'buyer', 'account', 'partner']);
export type Level = z.infer<typeof Level>;

/** What the customer is doing now, in process order; `resting` lies between two cycles. */
export const Stage = z.enum([
  'acquisition',
  'profiling',
  'valuation',
  'strategy',
  'review',
  'proposition',
  'planning',
  'delivery',
  'feedback',
  'learning',
  'resting',
  'dismissed',
]);
export type Stage = z.infer<typeof Stage>;

/** The plan is being carried out: also while feedback is being gathered, what falls due is done and what comes in is heard. */
export function isDelivering({ stage }: { readonly stage: Stage }): boolean {
  return stage === 'delivery' || stage === 'feedback';
}

export const Channel = z.enum(['email', 'call', 'meeting', 'visit', 'letter', 'task', 'survey']);
export type Channel = z.infer<typeof Channel>;

/** Channels that need a person of ours; the others are done by the system. */
export const humanChannels: readonly Channel[] = ['call', 'meeting', 'visit', 'letter', 'task'];
