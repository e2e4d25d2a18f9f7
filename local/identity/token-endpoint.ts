import { createHash } from 'node:crypto';
import { z } from 'zod';
import { sendJson } from '#local/http.ts';
import { CodeData } from './authorize.ts';
import { type Exchange, readForm, sendOauthError } from './exchange.ts';
import { clientId } from './key-file.ts';
import { issueTicket } from './tickets.ts';
import { type Grant, signTokens } from './tokens.ts';

/** Longer than a quarter that passes in seconds, so that moving the clock signs nobody out. */
const refreshLifetime = 400 * 86_400_000;

const RefreshData = z.object({ userId: z.string(), scope: z.string(), authenticatedAt: z.number() });

const userOf = async ({ realm }: Exchange, id: string) => (await realm.users()).find((user) => user.id === id);

const refuse = (exchange: Exchange, description: string): void =>
  sendOauthError(exchange, 400, 'invalid_grant', description);

const answer = async (exchange: Exchange, grant: Grant, refresh: { refresh_token?: string }): Promise<void> => {
  const { keys, issuer, clock } = exchange.realm;
  sendJson(exchange.res, 200, { ...(await signTokens(keys, issuer, grant, clock.now())), ...refresh });
};

const byCode = async (exchange: Exchange, form: URLSearchParams): Promise<void> => {
  const { realm } = exchange;
  const now = realm.clock.now();
  const ticket = await realm.tickets.read('code', form.get('code') ?? undefined, now);
  if (ticket === undefined || !realm.tickets.spend(ticket, now))
    return refuse(exchange, 'The code is not known, used or too old.');
  const { userId, redirectUri, challenge, ...rest } = CodeData.parse(ticket.data);
  const proof = createHash('sha256')
    .update(form.get('code_verifier') ?? '')
    .digest('base64url');
  if (proof !== challenge) return refuse(exchange, 'The code_verifier does not fit the code_challenge.');
  if (form.get('redirect_uri') !== redirectUri)
    return refuse(exchange, 'The redirect_uri is not the one of the request.');
  const user = await userOf(exchange, userId);
  if (user === undefined) return refuse(exchange, 'The user does not exist any more.');
  const data: z.infer<typeof RefreshData> = { userId, scope: rest.scope, authenticatedAt: rest.authenticatedAt };
  const refresh_token = await issueTicket(realm.keys.secret, 'refresh', data, now, refreshLifetime);
  return answer(exchange, { user, ...rest }, { refresh_token });
};

/** As at Cognito, a refresh token stays the same; groups and address are the user's of now. */
const byRefreshToken = async (exchange: Exchange, form: URLSearchParams): Promise<void> => {
  const { tickets, clock } = exchange.realm;
  const ticket = await tickets.read('refresh', form.get('refresh_token') ?? undefined, clock.now());
  if (ticket === undefined) return refuse(exchange, 'The refresh token is not known, revoked or too old.');
  const { userId, ...rest } = RefreshData.parse(ticket.data);
  const user = await userOf(exchange, userId);
  if (user === undefined) return refuse(exchange, 'The user does not exist any more.');
  return answer(exchange, { user, ...rest }, {});
};

/** `POST /oauth2/token`: a code or a refresh token for tokens. */
export const giveTokens = async (exchange: Exchange): Promise<void> => {
  const form = await readForm(exchange);
  if (form.get('client_id') !== clientId)
    return sendOauthError(exchange, 400, 'invalid_client', `client_id must be ${clientId}.`);
  const kind = form.get('grant_type');
  if (kind === 'authorization_code') return byCode(exchange, form);
  if (kind === 'refresh_token') return byRefreshToken(exchange, form);
  return sendOauthError(exchange, 400, 'unsupported_grant_type', 'Use authorization_code or refresh_token.');
};

/** `POST /oauth2/revoke`: a refresh token is good no more. */
export const revoke = async (exchange: Exchange): Promise<void> => {
  const { tickets, clock } = exchange.realm;
  const ticket = await tickets.read('refresh', (await readForm(exchange)).get('token') ?? undefined, clock.now());
  if (ticket !== undefined) tickets.spend(ticket, clock.now());
  exchange.res.writeHead(200).end();
};

/** `GET /oauth2/userInfo`: who the holder of an access token is. */
export const tellUser = async (exchange: Exchange): Promise<void> => {
  const token = /^Bearer (\S+)$/i.exec(exchange.req.headers.authorization ?? '')?.[1] ?? '';
  const verdict = await exchange.realm.verify(token);
  const user = verdict.ok ? await userOf(exchange, verdict.claims.sub ?? '') : undefined;
  if (user === undefined) {
    exchange.res.setHeader('www-authenticate', 'Bearer error="invalid_token"');
    return sendOauthError(exchange, 401, 'invalid_token', verdict.ok ? 'The user does not exist.' : verdict.reason);
  }
  return sendJson(exchange.res, 200, {
    sub: user.id,
    email: user.email,
    email_verified: 'true',
    name: user.name,
    username: user.email,
  });
};
