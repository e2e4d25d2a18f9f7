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
  return (await product.ask(Policy, 'PUT', '/policy', { body: merged(policy, parts) })).version;
}

function merged(whole: unknown, part: unknown): unknown {
  if (!isRecord(whole) || !isRecord(part)) return part;
  const changed = Object.entries(part).map(([name, value]) => [name, merged(whole[name], value)]);
  return { ...whole, ...Object.fromEntries(changed) };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A cycle of twelve days, every fortnight, so that a test sees several. */
export const shortCycle = {
  cycle: { length: 'P12D', cadence: 'P14D', surveyBefore: 'P2D' },
  review: { wait: 'PT6H', reminderWait: 'PT6H', escalationWait: 'PT6H' },
};

const quiet = { model: 'acquire', target: 'buyer', budgetMinor: 0, contacts: [] };

/** Nobody decides and nobody is contacted: for tests that are about something else. */
export const noContacts = {
  strategies: { gold: { prospect: quiet }, iron: { prospect: quiet } },
  review: { importantClasses: [] },
};
