import type { z } from 'zod';
import type { Role } from '#shared/ports.ts';

/** One operation of the HTTP API: what goes in, what comes out, who may. The handlers and the API document both read it. */
export type Contract<P = unknown, Q = unknown, B = unknown> = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly summary: string;
  readonly tag: string;
  /** `public`: without a token. Nobody is named: every signed-in user. */
  readonly roles: readonly Role[] | 'public';
  readonly params?: z.ZodType<P>;
  readonly query?: z.ZodType<Q>;
  readonly body?: z.ZodType<B>;
  readonly status: 200 | 201 | 202 | 204;
  readonly answer?: z.ZodType;
};

export function contract<P = Record<string, never>, Q = Record<string, never>, B = undefined>(
  definition: Contract<P, Q, B>,
): Contract<P, Q, B> {
  return definition;
}
