import { z } from 'zod';
import { type Exchange, fromOwnPage, readForm, redirect, sendPage, sessionOf } from './exchange.ts';
import { issuerPath } from './issuer.ts';
import { clientId } from './key-file.ts';
import { lockedPage, notePage, userPage } from './pages.ts';
import { issueTicket } from './tickets.ts';

const codeLifetime = 5 * 60_000;

/** What the browser is sent with (RFC 6749 4.1.1, RFC 7636 4.3); PKCE is not optional here. */
const Request = z.object({
  response_type: z.literal('code'),
  code_challenge: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  code_challenge_method: z.literal('S256'),
  scope: z.string().max(500).default('openid email profile'),
  state: z.string().max(2000).optional(),
  nonce: z.string().max(500).optional(),
});

/** What a code stands for. */
export const CodeData = z.object({
  userId: z.string(),
  redirectUri: z.string(),
  challenge: z.string(),
  scope: z.string(),
  nonce: z.string().optional(),
  authenticatedAt: z.number(),
});

type Asked = { redirectUri: string; request: z.infer<typeof Request> } | 'unusable' | 'answered';

const back = (exchange: Exchange, uri: string, answer: Record<string, string | undefined>): void => {
  const url = new URL(uri);
  for (const [name, value] of Object.entries(answer)) if (value !== undefined) url.searchParams.set(name, value);
  redirect(exchange, url.href);
};

/** Reads the request; a wrong client or address to go back to gets a page, anything else wrong goes back as an error. */
const readRequest = (exchange: Exchange, params: URLSearchParams): Asked => {
  const redirectUri = params.get('redirect_uri') ?? '';
  const known = URL.canParse(redirectUri) && exchange.realm.origins.includes(new URL(redirectUri).origin);
  if (!known || params.get('client_id') !== clientId) return 'unusable';
  const result = Request.safeParse(Object.fromEntries(params));
  if (result.success) return { redirectUri, request: result.data };
  const [issue] = result.error.issues;
  const error_description = `${issue?.path.join('.')}: ${issue?.message}`;
  back(exchange, redirectUri, { error: 'invalid_request', error_description, state: params.get('state') ?? undefined });
  return 'answered';
};

const unusable = async (exchange: Exchange): Promise<void> => {
  const { texts } = exchange;
  sendPage(exchange, 400, await notePage(texts, texts.wrong, texts.wrongHint));
};

/** `GET /oauth2/authorize`: shows who may sign in, to a browser that once had a sign-in link. */
export const showAuthorize = async (exchange: Exchange): Promise<void> => {
  const { query, realm, texts } = exchange;
  const asked = readRequest(exchange, query);
  if (asked === 'unusable') return unusable(exchange);
  if (asked === 'answered') return;
  if ((await sessionOf(exchange)) !== undefined) {
    return sendPage(
      exchange,
      200,
      await userPage(texts, await realm.users(), query),
      new URL(asked.redirectUri).origin,
    );
  }
  if (query.get('prompt') === 'none') {
    return back(exchange, asked.redirectUri, { error: 'login_required', state: asked.request.state });
  }
  return sendPage(exchange, 401, await lockedPage(texts, `${issuerPath}/oauth2/authorize?${query}`));
};

/** `POST /oauth2/authorize`: the chosen user goes back to the application with a code. */
export const authorize = async (exchange: Exchange): Promise<void> => {
  const { realm, texts } = exchange;
  const form = await readForm(exchange);
  const asked = fromOwnPage(exchange) ? readRequest(exchange, form) : 'unusable';
  if (asked === 'unusable' || (await sessionOf(exchange)) === undefined) return unusable(exchange);
  if (asked === 'answered') return;
  const email = form.get('email')?.trim().toLowerCase();
  const users = await realm.users();
  const user = users.find((each) => each.email.toLowerCase() === email);
  const { redirectUri, request } = asked;
  if (user === undefined) {
    form.delete('email');
    return sendPage(exchange, 422, await userPage(texts, users, form, texts.unknown), new URL(redirectUri).origin);
  }
  const now = realm.clock.now();
  const data: z.infer<typeof CodeData> = {
    userId: user.id,
    redirectUri,
    challenge: request.code_challenge,
    scope: request.scope,
    nonce: request.nonce,
    authenticatedAt: now,
  };
  const code = await issueTicket(realm.keys.secret, 'code', data, now, codeLifetime);
  return back(exchange, redirectUri, { code, state: request.state });
};
