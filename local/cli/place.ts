import { join, resolve } from 'node:path';
import { Duration } from 'luxon';
import { z } from 'zod';
import { parseIfJson, readIfPresent } from '#local/durable-file.ts';
import { issuerAt } from '#local/identity/issuer.ts';
import { openKeyFile } from '#local/identity/key-file.ts';
import { mintToken } from '#local/identity/mint-token.ts';
import { CommandFailed } from './failure.ts';

export type World = { readonly env: NodeJS.ProcessEnv; readonly now: () => number };

export function dataDir(env: NodeJS.ProcessEnv): string {
  return resolve(env.CRM_DATA_DIR || '.crm');
}

/** Where the host keeps the keys of the issuer. */
function identityDir(env: NodeJS.ProcessEnv): string {
  return join(dataDir(env), 'identity');
}

/** PORT says where the product is; without it, or with 0 (any free one), where it was at its last start. */
export async function serverUrl(env: NodeJS.ProcessEnv): Promise<string> {
  return new URL(await issuerOf(env)).origin;
}

async function issuerOf(env: NodeJS.ProcessEnv): Promise<string> {
  if (env.PORT && env.PORT !== '0') return issuerAt(`http://127.0.0.1:${portOf(env.PORT)}`);
  return (await openKeyFile(identityDir(env))).issuer ?? issuerAt('http://127.0.0.1:3000');
}

function portOf(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new CommandFailed(`PORT is "${text}": set it to a number from 1 to 65535, or leave it out.`);
}

const roles = ['admin', 'manager', 'marketing', 'sales'];

/** The server may stand at an earlier instant while its clock is being moved; a token from its future would be refused. */
const backMs = 10 * 60_000;

export type TokenWish = {
  readonly role: string;
  readonly user?: string | undefined;
  readonly ttl?: string | undefined;
};

/** A bearer token from the key file of the data folder, whether the product runs or not. @throws CommandFailed for a wish that makes no sense. */
export async function tokenFor({ role, user, ttl }: TokenWish, { env, now }: World): Promise<string> {
  if (!roles.includes(role)) throw new CommandFailed(`There is no role "${role}": take one of ${roles.join(', ')}.`);
  const ttlSeconds = ttl === undefined ? undefined : secondsOf(ttl) + backMs / 1000;
  const place = { dir: identityDir(env), issuer: await issuerOf(env), now: virtualNow(env, now()) - backMs };
  const who = user === undefined ? {} : user.includes('@') ? { sub: user, email: user } : { sub: user };
  return await mintToken(place, { role, ttlSeconds, ...who });
}

function secondsOf(ttl: string): number {
  const seconds = Duration.fromISO(ttl).as('seconds');
  if (seconds > 0) return Math.floor(seconds);
  throw new CommandFailed(`"${ttl}" is not a time to live: give an ISO 8601 duration such as PT12H or P30D.`);
}

const SavedClock = z.looseObject({ offset: z.number().min(0) });

/** The time of the product, whose clock may have been moved forward. */
function virtualNow(env: NodeJS.ProcessEnv, realNow: number): number {
  const text = readIfPresent(join(dataDir(env), 'clock.json'));
  if (text === undefined) return realNow;
  const saved = SavedClock.safeParse(parseIfJson(text));
  return realNow + (saved.success ? saved.data.offset : 0);
}
