import { createServer } from 'node:http';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createClock } from '#local/clock.ts';
import { createIdentity } from '#local/identity/identity.ts';
import type { User } from '#local/identity/tokens.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

export const start = Date.parse('2026-11-30T08:00:00Z');

export const anna: User = { id: 'u1', email: 'anna@example.com', name: 'Anna', groups: ['manager', 'sales'] };

/** The local issuer behind a real HTTP server, with a clock that stands still until it is moved. */
export async function startIdentity({ folder = temporaryFolder(), users = [anna] as User[] } = {}) {
  const clock = createClock({ file: join(folder, 'clock.json'), realNow: () => start });
  const server = createServer((req, res) => {
    void identity.routes(req, res).then((served) => served || res.writeHead(404).end('elsewhere'));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const issuer = `${origin}/local/oidc`;
  const identity = await createIdentity({ dir: folder, issuer, clock, users: async () => users });
  onTestFinished(() => {
    identity.close();
    clock.close();
    server.closeAllConnections();
    server.close();
  });
  return { identity, clock, folder, origin, issuer, users };
}

/** A browser as far as signing in needs one: it keeps cookies and shows where it is sent. */
export function startBrowser(origin: string) {
  let cookie = '';
  const call = async (url: string, init: RequestInit = {}) => {
    const headers = { cookie, 'accept-language': 'en', ...init.headers };
    const answer = await fetch(new URL(url, origin), { redirect: 'manual', ...init, headers });
    const [given] = answer.headers.getSetCookie();
    if (given !== undefined) cookie = given.split(';')[0] ?? '';
    return { status: answer.status, text: await answer.text(), location: answer.headers.get('location'), given };
  };
  const post = (url: string, fields: Record<string, string>, from = origin) =>
    call(url, { method: 'POST', body: new URLSearchParams(fields), headers: { origin: from } });
  return { get: (url: string) => call(url), post };
}
