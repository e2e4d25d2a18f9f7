import * as z from 'zod';
import { CustomerId } from '#domain/ids.ts';

/** What an execution carries: ids only, the table is the truth. */
export const Executing = z.object({ customerId: CustomerId, cycle: z.int().positive() });
export type Executing = z.infer<typeof Executing>;

/** Seconds that each wait of the machine may last, from the policy under which the cycle started. */
export const Waits = z.object({
  data: z.int().positive(),
  dataReminder: z.int().positive(),
  review: z.int().positive(),
  reviewReminder: z.int().positive(),
  reviewEscalation: z.int().positive(),
  cycle: z.int().positive(),
});
export type Waits = z.infer<typeof Waits>;

export const ExecutionInput = Executing.extend({ waits: Waits });
export type ExecutionInput = z.infer<typeof ExecutionInput>;

export const WaitingInput = Executing.extend({ token: z.string().min(1).max(2048) });
export type WaitingInput = z.infer<typeof WaitingInput>;

export const RecoverInput = Executing.extend({ stage: z.string(), error: z.string() });
export type RecoverInput = z.infer<typeof RecoverInput>;

export const ActOutput = z.object({ next: z.enum(['more', 'close', 'end']) });
export type ActOutput = z.infer<typeof ActOutput>;
