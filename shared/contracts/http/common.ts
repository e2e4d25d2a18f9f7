import * as z from 'zod';
import { Reason } from '#domain/explanation.ts';
import { ActionId, CustomerId } from '#domain/ids.ts';

export const everyone = ['admin', 'manager', 'marketing', 'sales'] as const;
export const leaders = ['admin', 'manager'] as const;

const limits = 'must be a whole number from 1 to 100';

export const PageQuery = z.strictObject({
  limit: z.coerce.number(limits).int(limits).min(1, limits).max(100, limits).default(25),
  /** Opaque; from the answer before. */
  cursor: z.string().min(1, 'leave it out to begin at the start').max(2000).optional(),
});

export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), cursor: z.string().optional() });

export const CustomerPath = z.object({ id: CustomerId });
export const ActionPath = z.object({ id: CustomerId, actionId: ActionId });

/** RFC 9457. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  fields: z.record(z.string(), z.string()).optional(),
});

export const OwnerView = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('user'), id: z.string(), name: z.string().optional() }),
  z.object({ kind: z.literal('system') }),
]);

export const NextActionView = z.object({
  id: z.string(),
  dueAt: z.string(),
  owner: OwnerView,
  channel: z.string(),
  purpose: z.string(),
  /** A sentence in the reader's language (Accept-Language). */
  why: z.string(),
  reason: Reason,
});
export type NextActionView = z.infer<typeof NextActionView>;

export const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}]*$/u, 'must be one line without control characters');
