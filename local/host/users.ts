import { z } from 'zod';
import type { FunctionRow } from '#functions/registry.ts';
import { account } from '#local/arns.ts';
import type { HttpEvent } from '#local/gateway/http-event.ts';
import type { Invoker } from '#local/invoker.ts';

/** Of the product's answer to GET /users, what signing in needs. */
const Answer = z.object({
  statusCode: z.literal(200),
  body: z.string().transform((text): unknown => JSON.parse(text)),
});

const Users = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      email: z.string(),
      name: z.string(),
      role: z.string(),
      active: z.boolean().default(true),
    }),
  ),
  cursor: z.string().optional(),
});

export type SignedInUser = { id: string; email: string; name: string; groups: readonly string[] };

const listRoute = 'GET /users';

/** Who may sign in: the active users of the product, asked of its own API as an administrator. */
export function userDirectory(rows: readonly FunctionRow[], invoker: Pick<Invoker, 'invoke'>, now: () => number) {
  const row = rows.find(
    ({ trigger }) =>
      trigger.kind === 'routes' && trigger.routes.some(({ method, path }) => `${method} ${path}` === listRoute),
  );
  return async (): Promise<SignedInUser[]> => {
    const users: SignedInUser[] = [];
    if (row === undefined) return users;
    let cursor: string | undefined;
    do {
      const answer = Answer.parse(await invoker.invoke(row.name, listEvent(cursor, now())));
      const page = Users.parse(answer.body);
      for (const { active, role, ...user } of page.items) if (active) users.push({ ...user, groups: [role] });
      cursor = page.cursor;
    } while (cursor !== undefined);
    return users;
  };
}

function listEvent(cursor: string | undefined, now: number): HttpEvent {
  const parameters = { limit: '100', ...(cursor === undefined ? {} : { cursor }) };
  const http = { method: 'GET', path: '/users', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'local' };
  const claims = { sub: 'operator', email: 'operator@localhost', 'cognito:groups': '[admin]', token_use: 'id' };
  return {
    version: '2.0',
    routeKey: listRoute,
    rawPath: '/users',
    rawQueryString: new URLSearchParams(parameters).toString(),
    headers: { accept: 'application/json' },
    queryStringParameters: parameters,
    requestContext: {
      accountId: account,
      apiId: 'local',
      authorizer: { principalId: '', integrationLatency: 0, jwt: { claims, scopes: [] } },
      domainName: 'localhost',
      domainPrefix: 'localhost',
      http,
      requestId: `users-${now}`,
      routeKey: listRoute,
      stage: '$default',
      time: new Date(now).toUTCString(),
      timeEpoch: now,
    },
    isBase64Encoded: false,
  };
}
