import { type Exchange, fromOwnPage, readForm, redirect, sendPage, sessionOf, setSession } from './exchange.ts';
import { confirmPage, lockedPage, notePage } from './pages.ts';
import { issueTicket } from './tickets.ts';

/** Longer than a quarter that passes in seconds, so that moving the clock signs nobody out. */
const sessionLifetime = 400 * 86_400_000;

/** A path on this host, or the root. */
const safePath = (path: string | null): string => (path !== null && /^\/(?![/\\])/.test(path) ? path : '/');

/** `GET /sign-in?code=…`: the printed link. */
export const showSignIn = async (exchange: Exchange): Promise<void> => {
  const code = exchange.query.get('code') ?? '';
  const { texts } = exchange;
  sendPage(exchange, 200, await (code === '' ? lockedPage(texts, '/') : confirmPage(texts, code)));
};

/** `POST /sign-in`: spends the code and gives the browser its session. */
export const signIn = async (exchange: Exchange): Promise<void> => {
  const { realm, texts } = exchange;
  if (!fromOwnPage(exchange)) return sendPage(exchange, 403, await notePage(texts, texts.wrong, texts.wrongHint));
  const form = await readForm(exchange);
  const code = (form.get('code') ?? '').trim().replace(/^.*[?&]code=/, '');
  const now = realm.clock.now();
  const ticket = await realm.tickets.read('sign-in', code, now);
  const returnTo = safePath(form.get('return_to'));
  if (ticket === undefined || !realm.tickets.spend(ticket, now)) {
    return sendPage(exchange, 403, await lockedPage(texts, returnTo, texts.spent));
  }
  setSession(exchange, await issueTicket(realm.keys.secret, 'session', {}, now, sessionLifetime));
  return redirect(exchange, returnTo);
};

/** `GET /logout?logout_uri=…`: ends the browser's session, as Cognito's endpoint does. */
export const signOut = async (exchange: Exchange): Promise<void> => {
  const { realm, query, texts } = exchange;
  const session = await sessionOf(exchange);
  if (session !== undefined) realm.tickets.spend(session, realm.clock.now());
  setSession(exchange, '');
  const back = query.get('logout_uri') ?? query.get('post_logout_redirect_uri');
  if (back !== null && URL.canParse(back) && realm.origins.includes(new URL(back).origin))
    return redirect(exchange, back);
  return sendPage(exchange, 200, await notePage(texts, texts.signedOut, texts.signedOutHint));
};
