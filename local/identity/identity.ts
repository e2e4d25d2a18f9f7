import type { IncomingMessage, ServerResponse } from 'node:http';
import type { LocalClock } from '#local/clock-port.ts';
import { target } from '#local/gateway/http-event.ts';
import { BodyTooLarge, sendJson, sendProblem } from '#local/http.ts';
import { namesThisMachine } from '#local/loopback.ts';
import { authorize, showAuthorize } from './authorize.ts';
import { type Exchange, exchangeOf, type Realm } from './exchange.ts';
import { issuerPath } from './issuer.ts';
import { clientId, openKeyFile, recordIssuer } from './key-file.ts';
import { type MintOptions, mintToken, signInLink } from './mint-token.ts';
import { showSignIn, signIn, signOut } from './session.ts';
import { createTicketReader } from './tickets.ts';
import { giveTokens, revoke, tellUser } from './token-endpoint.ts';
import type { User } from './tokens.ts';
import { createVerifier, publicKeys, type Verify } from './verify-token.ts';

export type IdentityOptions = {
  /** Holds identity.json with the keys (mode 0600) and identity.sqlite with what was spent. */
  dir: string;
  /** `http://127.0.0.1:PORT/local/oidc` */
  issuer: string;
  clock: LocalClock;
  /** Who may sign in; asked anew at each sign-in and refresh. */
  users(): Promise<readonly User[]>;
  /** Further origins to which a browser may be sent back, such as the console's development server. */
  redirectOrigins?: readonly string[];
};

export type Identity = {
  clientId: string;
  /** Serves everything under `/local/oidc/`; answers false for other paths. */
  routes(req: IncomingMessage, res: ServerResponse): Promise<boolean>;
  /** The rules of API Gateway's JWT authorizer. */
  verify: Verify;
  mintToken(options: MintOptions): Promise<string>;
  /** A fresh link that signs one browser in, to be printed at the start. */
  signInLink(): Promise<string>;
  close(): void;
};

/** The operator has the machine and the key file, so is always among the users: somebody must add the first one. */
const operator: User = { id: 'operator', email: 'operator@localhost', name: 'Operator', groups: ['admin'] };

const discovery = ({ realm: { issuer }, res }: Exchange): void =>
  sendJson(res, 200, {
    issuer,
    authorization_endpoint: `${issuer}/oauth2/authorize`,
    token_endpoint: `${issuer}/oauth2/token`,
    revocation_endpoint: `${issuer}/oauth2/revoke`,
    userinfo_endpoint: `${issuer}/oauth2/userInfo`,
    end_session_endpoint: `${issuer}/logout`,
    jwks_uri: `${issuer}/.well-known/jwks.json`,
    response_types_supported: ['code'],
    grant_types_supported: ['authorization_code', 'refresh_token'],
    code_challenge_methods_supported: ['S256'],
    token_endpoint_auth_methods_supported: ['none'],
    id_token_signing_alg_values_supported: ['RS256'],
    subject_types_supported: ['public'],
    scopes_supported: ['openid', 'email', 'profile'],
  });

const endpoints: Readonly<Record<string, (exchange: Exchange) => Promise<void> | void>> = {
  'GET /.well-known/openid-configuration': discovery,
  'GET /.well-known/jwks.json': ({ realm, res }) => sendJson(res, 200, publicKeys(realm.keys)),
  'GET /oauth2/authorize': showAuthorize,
  'POST /oauth2/authorize': authorize,
  'POST /oauth2/token': giveTokens,
  'POST /oauth2/revoke': revoke,
  'GET /oauth2/userInfo': tellUser,
  'GET /sign-in': showSignIn,
  'POST /sign-in': signIn,
  'GET /logout': signOut,
};

const serve = async (realm: Realm, req: IncomingMessage, res: ServerResponse): Promise<boolean> => {
  const { path, query } = target(req);
  if (!path.startsWith(`${issuerPath}/`)) return false;
  const endpoint = endpoints[`${req.method} ${path.slice(issuerPath.length)}`];
  if (!namesThisMachine(req)) {
    sendProblem(
      res,
      421,
      'Misdirected Request',
      'Sign-in works on this machine only: use http://127.0.0.1 or http://localhost.',
    );
  } else if (endpoint === undefined) {
    sendProblem(
      res,
      404,
      'Not Found',
      `${issuerPath}/.well-known/openid-configuration names the endpoints that exist.`,
    );
  } else {
    await Promise.resolve(endpoint(exchangeOf(realm, req, res, new URLSearchParams(query)))).catch((error: unknown) => {
      if (!(error instanceof BodyTooLarge)) throw error;
      sendProblem(res, 413, 'Content Too Large', 'A form of at most 64 KB was expected.');
    });
  }
  return true;
};

/** An OpenID Connect issuer in the place of Cognito: same claims, authorization code with PKCE, sign-in tied to a printed link. */
export const createIdentity = async (options: IdentityOptions): Promise<Identity> => {
  const { dir, issuer, clock, users, redirectOrigins = [] } = options;
  const keys = await openKeyFile(dir);
  recordIssuer(dir, keys, issuer);
  const verify = createVerifier(keys, issuer, () => clock.now());
  const tickets = createTicketReader(dir, keys.secret);
  const { origin, port } = new URL(issuer);
  const realm: Realm = {
    issuer,
    keys,
    tickets,
    clock,
    verify,
    origins: [origin, `http://localhost:${port}`, ...redirectOrigins],
    users: async () => [operator, ...(await users()).filter(({ id }) => id !== operator.id)],
  };
  const place = () => ({ dir, issuer, now: clock.now() });
  return {
    clientId,
    routes: (req, res) => serve(realm, req, res),
    verify,
    mintToken: (mint) => mintToken(place(), mint),
    signInLink: () => signInLink(place()),
    close: tickets.close,
  };
};
