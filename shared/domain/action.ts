import * as z from 'zod';
import { Reason } from './explanation.ts';
import { ActionId, PersonId, UserId } from './ids.ts';
import { Channel } from './relationship.ts';
import { Instant } from './time.ts';

export const Owner = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('user'), id: UserId }),
  z.object({ kind: z.literal('system') }),
]);
export type Owner = z.infer<typeof Owner>;

/** One dated step of the path: open until it is completed, replaced, failed or lapsed. */
export const Action = z.object({
  id: ActionId,
  dueAt: Instant,
  owner: Owner,
  channel: Channel,
  /** A word of the house (`present-solution`) or somebody's own text. */
  purpose: z.string().min(1).max(200),
  why: Reason,
  personId: PersonId.optional(),
  /** Minutes, for what has a length: calls, meetings, visits. */
  minutes: z.int().positive().optional(),
  /** Expected cost in minor units of the policy's currency. */
  costMinor: z.int().nonnegative(),
  /** The cycle whose plan it belongs to and lapses with. What a person planned, or owes as an answer, has none and stays. */
  cycle: z.int().positive().optional(),
  /** How often the date was moved: the SEQUENCE of a calendar invitation. */
  moved: z.int().nonnegative(),
  /** How often delivery was attempted: part of the send key. */
  attempt: z.int().nonnegative(),
});
export type Action = z.infer<typeof Action>;

export const Outcome = z.enum(['done', 'answered', 'interested', 'not-interested', 'no-answer', 'bought']);
export type Outcome = z.infer<typeof Outcome>;
