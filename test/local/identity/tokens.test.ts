import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeJwt, generateKeyPair, importJWK, SignJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { openKeyFile } from '#local/identity/key-file.ts';
import { mintToken } from '#local/identity/mint-token.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import { start, startIdentity } from './start-identity.ts';

describe('The key file', () => {
  test('is made once, for its owner only, also by two processes at once', async () => {
    const dir = temporaryFolder();
    const [one, two] = await Promise.all([openKeyFile(dir), openKeyFile(dir)]);
    expect(one).toEqual(two);
    expect(await openKeyFile(dir)).toEqual(one);
    expect(statSync(join(dir, 'identity.json')).mode & 0o777).toBe(0o600);
    expect(readdirSync(dir)).toEqual(['identity.json']);
  });

  test('that is broken is told by name', async () => {
    const dir = temporaryFolder();
    writeFileSync(join(dir, 'identity.json'), '{}');
    await expect(openKeyFile(dir)).rejects.toThrow('identity.json is not a key file');
  });
});

describe('A minted token', () => {
  test('is made from the key file alone and holds at the gateway', async () => {
    const { folder, identity, issuer } = await startIdentity();
    const token = await mintToken({ dir: folder, now: start }, { role: 'admin' });
    expect(await identity.verify(token)).toMatchObject({
      ok: true,
      claims: { iss: issuer, aud: 'percorso', sub: 'operator', 'cognito:groups': ['admin'], token_use: 'id' },
    });
    const named = await identity.mintToken({ role: 'sales', sub: 'u9', email: 'u9@example.com', ttlSeconds: 60 });
    expect(decodeJwt(named)).toMatchObject({ sub: 'u9', email: 'u9@example.com', exp: start / 1000 + 60 });
  });

  test('survives a restart and ends by the virtual clock', async () => {
    const { folder, identity, clock } = await startIdentity();
    const short = await identity.mintToken({ role: 'admin', ttlSeconds: 3600 });
    const long = await identity.mintToken({ role: 'admin' });
    await clock.advance('PT2H');
    expect(await identity.verify(short)).toEqual({ ok: false, status: 401, reason: 'the token has expired' });
    await clock.advance('P1Y');
    expect(await identity.verify(long)).toMatchObject({ ok: true });
    expect(readFileSync(join(folder, 'identity.json'), 'utf8')).toContain('local/oidc');
  });

  test('needs one start before, and a role', async () => {
    const place = { dir: temporaryFolder(), now: start };
    await expect(mintToken(place, { role: 'admin' })).rejects.toThrow('run npm start once');
    await expect(mintToken({ ...place, issuer: 'http://x' }, { role: '' })).rejects.toThrow('A role is one word');
  });
});

describe('The gateway refuses', () => {
  type Change = { claims?: object; header?: object; key?: 'other' | 'secret' };
  const forge = async (folder: string, issuer: string, { claims = {}, header = {}, key }: Change) => {
    const { privateKey } = await openKeyFile(folder);
    const now = start / 1000;
    const other = (await generateKeyPair('RS256')).privateKey;
    const secret = Buffer.from(JSON.stringify(privateKey.n));
    const signer = key === 'other' ? other : key === 'secret' ? secret : await importJWK(privateKey, 'RS256');
    return new SignJWT({ iss: issuer, aud: 'percorso', iat: now, exp: now + 60, ...claims })
      .setProtectedHeader({ alg: 'RS256', kid: privateKey.kid, ...header })
      .sign(signer);
  };
  const now = start / 1000;
  test.each<[string, Change, string]>([
    ['another key’s signature', { key: 'other' }, 'signature'],
    ['an unknown key', { header: { kid: 'other' } }, 'key of the token'],
    ['a signature by a shared secret', { header: { alg: 'HS256' }, key: 'secret' }, 'cannot be read'],
    ['another issuer', { claims: { iss: 'https://evil.example' } }, 'someone else'],
    ['another audience', { claims: { aud: 'other' } }, 'another application'],
    ['a client_id beside a wrong audience', { claims: { aud: 'other', client_id: 'percorso' } }, 'another application'],
    ['no audience at all', { claims: { aud: undefined } }, 'another application'],
    ['a token past its end', { claims: { exp: now } }, 'expired'],
    ['a token before its beginning', { claims: { nbf: now + 1 } }, 'not valid yet'],
    ['a token of the future', { claims: { iat: now + 1 } }, 'future'],
    ['a token without end', { claims: { exp: undefined } }, '"exp"'],
  ])('%s', async (_, change, reason) => {
    const { identity, folder, issuer } = await startIdentity();
    expect(await identity.verify(await forge(folder, issuer, {}))).toMatchObject({ ok: true });
    expect(await identity.verify(await forge(folder, issuer, change))).toEqual({
      ok: false,
      status: 401,
      reason: expect.stringContaining(reason),
    });
  });

  test.each(['', 'x', 'a.b.c', 'eyJhbGciOiJub25lIn0.e30.'])('what is no token: "%s"', async (token) => {
    const { identity } = await startIdentity();
    expect(await identity.verify(token)).toMatchObject({ ok: false, status: 401 });
  });

  test('a token without one of the route’s scopes, as forbidden', async () => {
    const { identity, folder, issuer } = await startIdentity();
    const token = await forge(folder, issuer, {
      claims: { aud: undefined, client_id: 'percorso', scope: 'openid crm/read' },
    });
    expect(await identity.verify(token, ['crm/read', 'crm/write'])).toMatchObject({
      ok: true,
      scopes: ['openid', 'crm/read'],
    });
    expect(await identity.verify(token, ['crm/write'])).toMatchObject({ ok: false, status: 403 });
  });
});
