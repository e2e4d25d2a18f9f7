import * as z from 'zod';

/** Integer minor units (cents) of one ISO 4217 currency. */
export const Money = z.object({ minor: z.int(), currency: z.string().regex(/^[A-Z]{3}$/) });
export type Money = z.infer<typeof Money>;

export const Minor = z.int();
