import type { IncomingMessage } from 'node:http';
import type { EventClaims } from '#local/gateway/http-event.ts';

/** Resolves to the claims of a token that is genuine, meant for this product and in its time; rejects otherwise. */
export type VerifyToken = (token: string) => Promise<Readonly<Record<string, unknown>>>;

/** The claims of the request's bearer token, undefined when there is no token that holds. */
export async function authorize(req: IncomingMessage, verify: VerifyToken): Promise<EventClaims | undefined> {
  const token = /^(?:bearer +)?([^ ]+)$/i.exec(req.headers.authorization ?? '')?.[1];
  if (token === undefined) return undefined;
  try {
    return asStrings(await verify(token));
  } catch {
    return undefined;
  }
}

function asStrings(claims: Readonly<Record<string, unknown>>): EventClaims {
  return Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, asString(value)]));
}

function asString(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(asString).join(' ')}]`;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
