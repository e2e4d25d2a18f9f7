import { z } from 'zod';
import type { Product } from './product.ts';

const Policy = z.looseObject({
  version: z.number(),
  cycle: z.looseObject({}),
  review: z.looseObject({}),
});

/** Changes parts of the policy, as an administrator does: reads it, changes it, writes it back. */
export async function changePolicy(product: Product, parts: Record<string, object>): Promise<number> {
  const { version: _, ...policy } = await product.get(Policy, '/policy');
  const changed = Object.fromEntries(
    Object.entries(policy).map(([name, part]) => [name, parts[name] ? { ...(part as object), ...parts[name] } : part]),
  );
  return (await product.ask(Policy, 'PUT', '/policy', { body: changed })).version;
}

/** A cycle of twelve days, every fortnight, so that a test sees several. */
export const shortCycle = {
  cycle: { length: 'P12D', cadence: 'P14D', surveyBefore: 'P2D' },
  review: { wait: 'PT6H', reminderWait: 'PT6H', escalationWait: 'PT6H' },
};
