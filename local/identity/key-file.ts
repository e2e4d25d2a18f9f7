import { randomBytes } from 'node:crypto';
import { linkSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';
import { z } from 'zod';
import { makeFolder } from '#local/data-folder.ts';
import { hasCode, parseIfJson, readIfPresent } from '#local/durable-file.ts';
import { StartRefused } from '#local/start-refused.ts';

/** The one application that signs people in here, in the place of a Cognito app client. */
export const clientId = 'percorso';

const PrivateKey = z.looseObject({
  kty: z.literal('RSA'),
  n: z.string(),
  e: z.string(),
  d: z.string(),
  kid: z.string(),
});

const KeyFile = z.object({
  privateKey: PrivateKey,
  /** Signs sign-in links, browser sessions, codes and refresh tokens; base64url. */
  secret: z.string().min(43),
  /** Of the last start: lets a token be minted while nothing runs. */
  issuer: z.string().optional(),
});
export type KeyFile = z.infer<typeof KeyFile>;

const pathIn = (dir: string): string => join(dir, 'identity.json');

const read = (dir: string): KeyFile | undefined => {
  const text = readIfPresent(pathIn(dir));
  if (text === undefined) return undefined;
  const result = KeyFile.safeParse(parseIfJson(text));
  if (result.success) return result.data;
  throw new StartRefused({
    en: `${pathIn(dir)} is not a key file: move it away, a new one is made at the next start (all tokens end with it).`,
    it: `${pathIn(dir)} non è un file di chiavi: spostalo, al prossimo avvio se ne crea uno nuovo (i token di prima non valgono più).`,
  });
};

/** A file of its own beside, readable by its owner only. */
const writeBeside = (dir: string, content: KeyFile): string => {
  makeFolder(dir);
  const path = `${pathIn(dir)}.${process.pid}-${randomBytes(4).toString('hex')}`;
  writeFileSync(path, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  return path;
};

const create = async (dir: string): Promise<void> => {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const jwk = await exportJWK(privateKey);
  const kid = await calculateJwkThumbprint(jwk);
  const content = KeyFile.parse({
    privateKey: { ...jwk, kid, alg: 'RS256', use: 'sig' },
    secret: randomBytes(32).toString('base64url'),
  });
  const fresh = writeBeside(dir, content);
  try {
    linkSync(fresh, pathIn(dir));
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  } finally {
    rmSync(fresh);
  }
};

/** The keys in `<dir>/identity.json` (mode 0600), made at the first call; of two processes that make them at once, both get the same. */
export const openKeyFile = async (dir: string): Promise<KeyFile> => {
  if (read(dir) === undefined) await create(dir);
  const content = read(dir);
  if (content === undefined) throw new Error(`${pathIn(dir)} could not be made`);
  return content;
};

/** Writes down where the issuer is reached, for tokens that are minted while nothing runs. */
export const recordIssuer = (dir: string, content: KeyFile, issuer: string): void => {
  if (content.issuer !== issuer) renameSync(writeBeside(dir, { ...content, issuer }), pathIn(dir));
};
