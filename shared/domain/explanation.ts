import * as z from 'zod';

export const Fact = z.object({ name: z.string(), value: z.union([z.string(), z.number(), z.boolean(), z.null()]) });
export type Fact = z.infer<typeof Fact>;

/** Why a decision came out as it did: what was known, which rule spoke, under which policy, and what would have been second. */
export const Explanation = z.object({
  /** `<model>@<version>`, for example `worth-thresholds@1`. */
  rule: z.string(),
  policyVersion: z.int().nonnegative(),
  facts: z.array(Fact),
  outcome: z.string(),
  /** The alternative that came second and how far it was, in the words of the rule's own measure. */
  runnerUp: z.object({ outcome: z.string(), distance: z.string() }).optional(),
});
export type Explanation = z.infer<typeof Explanation>;

export function facts(values: Record<string, Fact['value'] | undefined>): Fact[] {
  return Object.entries(values).map(([name, value]) => ({ name, value: value ?? null }));
}

/** A reason in codes, so that every reader gets it in their own language. */
export const Reason = z.object({
  code: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
});
export type Reason = z.infer<typeof Reason>;

export function reason(code: string, values: Record<string, string | number> = {}): Reason {
  return { code, facts: values };
}
