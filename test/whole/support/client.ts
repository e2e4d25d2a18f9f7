import { join } from 'node:path';
import type { z } from 'zod';
import { mintToken } from '#local/identity/mint-token.ts';
import * as shapes from './shapes.ts';

export type Role = 'admin' | 'manager' | 'marketing' | 'sales';
export type Call = {
  /** Default admin; null calls without a token. */
  readonly as?: Role | null;
  /** Address of the signed-in person. */
  readonly email?: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
};

/** Where a running product is: its address, and the folder whose key signs tokens. */
export type Place = { readonly url: string; readonly dataDir: string };

export type Client = ReturnType<typeof clientOf>;

/** The product as a program outside sees it: over HTTP, with a bearer token. */
export function clientOf(place: Place) {
  const tokens = new Map<string, Promise<string>>();

  const now = async () => shapes.Clock.parse(await (await fetch(`${place.url}/local/clock`)).json()).now;

  const token = (role: Role, email = `${role}@crm.example`): Promise<string> => {
    const key = `${role} ${email}`;
    const made = tokens.get(key) ?? mint(role, email);
    tokens.set(key, made);
    return made;
  };
  const mint = async (role: Role, email: string) =>
    mintToken({ dir: join(place.dataDir, 'identity'), now: Date.parse(await now()) }, { role, email, sub: email });

  const call = async (method: string, path: string, { as = 'admin', email, body, headers }: Call = {}) => {
    const authorization = as && { authorization: `Bearer ${await token(as, email)}` };
    return fetch(`${place.url}${path}`, {
      method,
      redirect: 'manual',
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...authorization, ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
  };

  /** The body of a 2xx answer in its shape. @throws Error with the answer for any other. */
  const ask = async <T>(shape: z.ZodType<T>, method: string, path: string, options?: Call): Promise<T> => {
    const answer = await call(method, path, options);
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
    return shape.parse(JSON.parse(text));
  };
  const get = <T>(shape: z.ZodType<T>, path: string) => ask(shape, 'GET', path);

  return { ...place, now, token, call, ask, get };
}
