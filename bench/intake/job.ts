import { z } from 'zod';

/** What the load generator is told to send, and to where. */
export const Job = z.object({
  kind: z.enum(['deliveries', 'transactions']),
  /** The source's address, to post to. */
  url: z.string(),
  endpoint: z.string(),
  tableName: z.string(),
  sourceId: z.string(),
  /** The people from this number on. */
  first: z.int(),
  count: z.int(),
  concurrency: z.int(),
  /** Virtual time of the host, ISO. */
  now: z.string(),
});
export type Job = z.infer<typeof Job>;

export const Sent = z.object({
  wallMs: z.number(),
  eachMs: z.array(z.number()),
  /** Writes of one transaction, and its size in bytes as it travels; of the bare side only. */
  items: z.number().optional(),
  bytes: z.number().optional(),
});
export type Sent = z.infer<typeof Sent>;
