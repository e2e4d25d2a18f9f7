import type { IncomingMessage, ServerResponse } from 'node:http';
import type { LocalClock } from '#local/clock-port.ts';
import { readBody, sendJson } from '#local/http.ts';
import { pagePolicy } from '#local/mailbox/style.ts';
import { issuerPath } from './issuer.ts';
import type { KeyFile } from './key-file.ts';
import { type Texts, textsFor } from './texts.ts';
import type { Ticket, TicketReader } from './tickets.ts';
import type { User } from './tokens.ts';
import type { Verify } from './verify-token.ts';

/** What the endpoints of the issuer work with. */
export type Realm = {
  issuer: string;
  keys: KeyFile;
  tickets: TicketReader;
  clock: LocalClock;
  verify: Verify;
  /** The users who may sign in now, the operator among them. */
  users(): Promise<readonly User[]>;
  /** Origins to which a browser may be sent back with a code. */
  origins: readonly string[];
};

/** One request to the issuer. */
export type Exchange = {
  realm: Realm;
  req: IncomingMessage;
  res: ServerResponse;
  query: URLSearchParams;
  texts: Texts;
};

export const exchangeOf = (
  realm: Realm,
  req: IncomingMessage,
  res: ServerResponse,
  query: URLSearchParams,
): Exchange => ({
  realm,
  req,
  res,
  query,
  texts: textsFor(req.headers['accept-language']),
});

export const readForm = async ({ req }: Exchange): Promise<URLSearchParams> =>
  new URLSearchParams((await readBody(req, 64 * 1024)).toString('utf8'));

export const sendPage = ({ res }: Exchange, status: number, page: string, ...formTargets: string[]): void => {
  res
    .writeHead(status, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': pagePolicy(...formTargets),
      'cache-control': 'no-store',
      // With no-referrer, browsers would hide the origin of the page's own forms.
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
    })
    .end(page);
};

export const redirect = ({ res }: Exchange, to: string): void => {
  res.writeHead(303, { location: to, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' }).end();
};

/** An error of OAuth 2.0 (RFC 6749, section 5.2). */
export const sendOauthError = ({ res }: Exchange, status: number, error: string, description: string): void =>
  sendJson(res, status, { error, error_description: description });

/** True when a form was sent by one of our own pages and not by a foreign one. */
export const fromOwnPage = ({ req }: Exchange): boolean => req.headers.origin === `http://${req.headers.host}`;

const cookieName = 'percorso_sign_in';

export const sessionOf = async ({ realm, req }: Exchange): Promise<Ticket | undefined> => {
  const cookies = (req.headers.cookie ?? '').split(/;\s*/).map((cookie) => cookie.split('='));
  const value = cookies.find(([name]) => name === cookieName)?.[1];
  return realm.tickets.read('session', value, realm.clock.now());
};

/** The browser's own proof that it once had a sign-in link; an empty one ends it. Browsers keep cookies for 400 days at most. */
export const setSession = ({ res }: Exchange, value: string): void => {
  const age = value === '' ? 0 : 400 * 86_400;
  res.setHeader('set-cookie', `${cookieName}=${value}; Path=${issuerPath}; Max-Age=${age}; HttpOnly; SameSite=Lax`);
};
