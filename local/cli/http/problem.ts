import { z } from 'zod';

const Problem = z.looseObject({ detail: z.string(), fields: z.record(z.string(), z.string()).optional() });

/** The sentence of an RFC 9457 problem with the fields that it names. */
export function problemOf(body: unknown, status: number): string {
  const problem = Problem.safeParse(body);
  if (!problem.success) return `no reason given (HTTP ${status})`;
  const { detail, fields = {} } = problem.data;
  const named = Object.entries(fields).map(([name, reason]) => `${name}: ${reason}`);
  return named.length === 0 ? detail : `${detail} (${named.join('; ')})`;
}
