import { randomUUID } from 'node:crypto';
import { importJWK, type JWTPayload, SignJWT } from 'jose';
import { clientId, type KeyFile } from './key-file.ts';

/** A person who may sign in. `id` becomes `sub`. */
export type User = { id: string; email: string; name: string; groups: readonly string[] };

export type Grant = {
  user: User;
  /** Epoch milliseconds of the sign-in. */
  authenticatedAt: number;
  scope: string;
  nonce?: string | undefined;
};

const lifetime = 3_600;

const seconds = (epochMs: number): number => Math.floor(epochMs / 1000);

const sign = async (
  keys: KeyFile,
  issuer: string,
  claims: JWTPayload,
  now: number,
  ttlSeconds: number,
): Promise<string> =>
  new SignJWT({ ...claims, iss: issuer, iat: seconds(now), exp: seconds(now) + ttlSeconds, jti: randomUUID() })
    .setProtectedHeader({ alg: 'RS256', kid: keys.privateKey.kid })
    .sign(await importJWK(keys.privateKey, 'RS256'));

/** The claims of a Cognito ID token. */
const idClaims = ({ user, authenticatedAt, nonce }: Omit<Grant, 'scope'>): JWTPayload => ({
  sub: user.id,
  aud: clientId,
  token_use: 'id',
  'cognito:username': user.email,
  'cognito:groups': [...user.groups],
  email: user.email,
  email_verified: true,
  name: user.name,
  auth_time: seconds(authenticatedAt),
  ...(nonce === undefined ? {} : { nonce }),
});

/** The claims of a Cognito access token, which names the client but carries no e-mail address. */
const accessClaims = ({ user, authenticatedAt, scope }: Grant): JWTPayload => ({
  sub: user.id,
  client_id: clientId,
  token_use: 'access',
  scope,
  version: 2,
  username: user.email,
  'cognito:groups': [...user.groups],
  auth_time: seconds(authenticatedAt),
});

export type TokenPair = { id_token: string; access_token: string; token_type: 'Bearer'; expires_in: number };

/** ID and access token, an hour of the virtual clock each, as Cognito's default. */
export const signTokens = async (keys: KeyFile, issuer: string, grant: Grant, now: number): Promise<TokenPair> => ({
  id_token: await sign(keys, issuer, idClaims(grant), now, lifetime),
  access_token: await sign(keys, issuer, accessClaims(grant), now, lifetime),
  token_type: 'Bearer',
  expires_in: lifetime,
});

export const signIdToken = (
  keys: KeyFile,
  issuer: string,
  user: User,
  now: number,
  ttlSeconds: number,
): Promise<string> => sign(keys, issuer, idClaims({ user, authenticatedAt: now }), now, ttlSeconds);
