import type { IncomingMessage } from 'node:http';
import type { EventClaims } from '#local/gateway/http-event.ts';

/** What the JWT authorizer says of a token; `status` is what the route answers. */
type Verdict = { readonly ok: true; readonly claims: Readonly<Record<string, unknown>> } | Refused;

export type Refused = { readonly ok: false; readonly status: 401 | 403; readonly reason: string };

export type VerifyToken = (token: string) => Promise<Verdict>;

export type Authorized = { readonly ok: true; readonly claims: EventClaims };

/** Checks the request's bearer token; the word Bearer may be left out, as API Gateway lets it. */
export async function authorize(req: IncomingMessage, verify: VerifyToken): Promise<Authorized | Refused> {
  const token = /^(?:bearer +)?([^ ]+)$/i.exec(req.headers.authorization ?? '')?.[1];
  if (token === undefined) return { ok: false, status: 401, reason: 'no bearer token' };
  const verdict = await verify(token);
  return verdict.ok ? { ok: true, claims: asStrings(verdict.claims) } : verdict;
}

/** The challenge of RFC 6750 that API Gateway sends with a refusal. */
export function challenge({ status, reason }: Refused): string {
  const error = status === 403 ? 'insufficient_scope' : 'invalid_token';
  return `Bearer scope="" error="${error}" error_description="${reason.replaceAll(/[^ !#-[\]-~]/g, ' ')}"`;
}

function asStrings(claims: Readonly<Record<string, unknown>>): EventClaims {
  return Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, asString(value)]));
}

function asString(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(asString).join(' ')}]`;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
