import { createHash } from 'node:crypto';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { anna, startBrowser, startIdentity } from './start-identity.ts';

const verifier = 'a-long-enough-verifier-for-pkce-0123456789abcdef';

const Tokens = z.object({ id_token: z.string(), access_token: z.string(), refresh_token: z.string().optional() });

const request = (origin: string, more: Record<string, string> = {}) => ({
  response_type: 'code',
  client_id: 'percorso',
  redirect_uri: `${origin}/console/callback`,
  scope: 'openid email',
  state: 'state-1',
  nonce: 'nonce-1',
  code_challenge: createHash('sha256').update(verifier).digest('base64url'),
  code_challenge_method: 'S256',
  ...more,
});

async function openBrowser(options: Parameters<typeof startIdentity>[0] = {}) {
  const started = await startIdentity(options);
  const browser = startBrowser(started.origin);
  const asked = request(started.origin);
  const authorizeUrl = (more: Record<string, string> = {}) =>
    `/local/oidc/oauth2/authorize?${new URLSearchParams({ ...asked, ...more })}`;
  const useLink = async (link: string) => {
    const code = new URL(link).searchParams.get('code') ?? '';
    return browser.post('/local/oidc/sign-in', { code });
  };
  const choose = (email: string) => browser.post('/local/oidc/oauth2/authorize', { ...asked, email });
  const trade = (fields: Record<string, string>) =>
    browser.post('/local/oidc/oauth2/token', { client_id: 'percorso', ...fields });
  const codeFrom = (location: string | null) => new URL(location ?? '').searchParams.get('code') ?? '';
  const withCode = (code: string, more: Record<string, string> = {}) =>
    trade({
      grant_type: 'authorization_code',
      code,
      code_verifier: verifier,
      redirect_uri: asked.redirect_uri,
      ...more,
    });
  const signIn = async () => {
    await useLink(await started.identity.signInLink());
    const answer = await withCode(codeFrom((await choose(anna.email)).location));
    return Tokens.parse(JSON.parse(answer.text));
  };
  return { ...started, browser, asked, authorizeUrl, useLink, choose, trade, codeFrom, withCode, signIn };
}

describe('Signing in on this machine', () => {
  test('goes from the printed link over the choice of a user to tokens with Cognito’s claims', async () => {
    const { identity, browser, authorizeUrl, useLink, choose, codeFrom, withCode, issuer, origin } =
      await openBrowser();
    const link = await identity.signInLink();
    expect(link.startsWith(`${issuer}/sign-in?code=`)).toBe(true);
    expect((await useLink(link)).location).toBe('/');
    expect((await browser.get(authorizeUrl())).text).toContain('anna@example.com');
    const sentBack = await choose(' Anna@Example.com ');
    expect(sentBack.location).toMatch(`${origin}/console/callback?code=`);
    expect(new URL(sentBack.location ?? '').searchParams.get('state')).toBe('state-1');
    const tokens = Tokens.parse(JSON.parse((await withCode(codeFrom(sentBack.location))).text));
    const keys = createRemoteJWKSet(new URL(`${issuer}/.well-known/jwks.json`));
    const options = { issuer, currentDate: new Date('2026-11-30T08:00:00Z') };
    const id = await jwtVerify(tokens.id_token, keys, { ...options, audience: 'percorso' });
    expect(id.payload).toMatchObject({
      sub: 'u1',
      email: 'anna@example.com',
      'cognito:username': 'anna@example.com',
      'cognito:groups': ['manager', 'sales'],
      token_use: 'id',
      nonce: 'nonce-1',
      exp: Date.parse('2026-11-30T09:00:00Z') / 1000,
    });
    const access = await jwtVerify(tokens.access_token, keys, options);
    expect(access.payload).toMatchObject({
      sub: 'u1',
      client_id: 'percorso',
      token_use: 'access',
      scope: 'openid email',
      'cognito:groups': ['manager', 'sales'],
    });
  });

  test('is announced by the discovery document', async () => {
    const { browser, issuer } = await openBrowser();
    const found = JSON.parse((await browser.get('/local/oidc/.well-known/openid-configuration')).text);
    expect(found).toMatchObject({
      issuer,
      jwks_uri: `${issuer}/.well-known/jwks.json`,
      code_challenge_methods_supported: ['S256'],
    });
  });

  test('tells who holds an access token', async () => {
    const { signIn, issuer } = await openBrowser();
    const { access_token } = await signIn();
    const asked = (token: string) =>
      fetch(`${issuer}/oauth2/userInfo`, { headers: { authorization: `Bearer ${token}` } });
    expect(await (await asked(access_token)).json()).toMatchObject({
      sub: 'u1',
      email: 'anna@example.com',
      name: 'Anna',
    });
    expect((await asked('x.y.z')).status).toBe(401);
  });

  test('is renewed by the refresh token with the groups of now, until it is revoked', async () => {
    const users = [{ ...anna }];
    const { signIn, trade, identity, clock, browser } = await openBrowser({ users });
    const { refresh_token = '' } = await signIn();
    await clock.advance('P30D');
    users[0] = { ...anna, groups: ['admin'] };
    const renew = () => trade({ grant_type: 'refresh_token', refresh_token });
    const renewed = Tokens.parse(JSON.parse((await renew()).text));
    expect(await identity.verify(renewed.id_token)).toMatchObject({
      ok: true,
      claims: { 'cognito:groups': ['admin'] },
    });
    await browser.post('/local/oidc/oauth2/revoke', { token: refresh_token, client_id: 'percorso' });
    expect(JSON.parse((await renew()).text)).toMatchObject({ error: 'invalid_grant' });
  });

  test('ends with the sign-out', async () => {
    const { signIn, browser, authorizeUrl, origin } = await openBrowser();
    await signIn();
    expect((await browser.get(authorizeUrl())).status).toBe(200);
    const out = await browser.get(`/local/oidc/logout?client_id=percorso&logout_uri=${origin}/bye`);
    expect(out.location).toBe(`${origin}/bye`);
    expect((await browser.get(authorizeUrl())).status).toBe(401);
    expect((await browser.get('/local/oidc/logout?logout_uri=https://evil.example/')).location).toBeNull();
  });
});

describe('Nobody signs in', () => {
  test('without the link, though the machine is the right one', async () => {
    const { browser, authorizeUrl, choose } = await openBrowser();
    const page = await browser.get(authorizeUrl());
    expect([page.status, page.text.includes('anna@example.com')]).toEqual([401, false]);
    expect((await choose(anna.email)).status).toBe(400);
    const silent = await browser.get(authorizeUrl({ prompt: 'none' }));
    expect(silent.location).toContain('error=login_required');
  });

  test('with a link that was used, also after a restart, that is too old or made up', async () => {
    const { identity, useLink, clock, folder } = await openBrowser();
    const link = await identity.signInLink();
    const late = await identity.signInLink();
    expect((await useLink(link)).status).toBe(303);
    expect((await useLink(link)).status).toBe(403);
    const again = await openBrowser({ folder });
    expect((await again.useLink(link)).status).toBe(403);
    await clock.advance('P1D');
    expect((await useLink(late)).status).toBe(403);
    expect((await useLink(`${link}x`)).status).toBe(403);
  });

  test('by opening the link only: a button must be pressed', async () => {
    const { identity, browser, useLink } = await openBrowser();
    const link = await identity.signInLink();
    const opened = await browser.get(link);
    expect([opened.status, opened.given]).toEqual([200, undefined]);
    expect((await useLink(link)).status).toBe(303);
  });

  test('by a form of another site', async () => {
    const { identity, browser, asked, useLink } = await openBrowser();
    const code = new URL(await identity.signInLink()).searchParams.get('code') ?? '';
    expect((await browser.post('/local/oidc/sign-in', { code }, 'https://evil.example')).status).toBe(403);
    await useLink(await identity.signInLink());
    const forged = await browser.post(
      '/local/oidc/oauth2/authorize',
      { ...asked, email: anna.email },
      'https://evil.example',
    );
    expect([forged.status, forged.location]).toEqual([400, null]);
  });

  test.each([
    ['another client', { client_id: 'other' }],
    ['a redirect to another site', { redirect_uri: 'https://evil.example/' }],
  ])('for %s: the browser is not sent anywhere', async (_, more) => {
    const { browser, authorizeUrl } = await openBrowser();
    const answer = await browser.get(authorizeUrl(more));
    expect([answer.status, answer.location]).toEqual([400, null]);
  });

  test('without PKCE', async () => {
    const { browser, authorizeUrl } = await openBrowser();
    expect((await browser.get(authorizeUrl({ code_challenge_method: 'plain' }))).location).toContain(
      'error=invalid_request',
    );
  });

  test('as an address that is no user’s', async () => {
    const { identity, useLink, choose } = await openBrowser();
    await useLink(await identity.signInLink());
    expect((await choose('nobody@example.com')).text).toContain('There is no user with this address.');
  });

  test('with a code a second time, another verifier, another address or after five minutes', async () => {
    const { identity, useLink, choose, codeFrom, withCode, clock } = await openBrowser();
    await useLink(await identity.signInLink());
    const fresh = async () => codeFrom((await choose(anna.email)).location);
    const code = await fresh();
    expect((await withCode(code)).status).toBe(200);
    expect((await withCode(code)).status).toBe(400);
    expect((await withCode(await fresh(), { code_verifier: 'other' })).status).toBe(400);
    expect((await withCode(await fresh(), { redirect_uri: 'http://localhost/' })).status).toBe(400);
    const old = await fresh();
    await clock.advance('PT6M');
    expect(JSON.parse((await withCode(old)).text)).toMatchObject({ error: 'invalid_grant' });
  });
});
