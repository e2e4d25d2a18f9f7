import { createLocalJWKSet, errors, type JWTPayload, jwtVerify } from 'jose';
import { clientId, type KeyFile } from './key-file.ts';

/** What API Gateway's JWT authorizer says of a token. `status` is what the route answers. */
export type Verdict =
  | { ok: true; claims: JWTPayload; scopes: string[] }
  | { ok: false; status: 401 | 403; reason: string };

export const publicKeys = ({ privateKey: { kty, n, e, kid } }: KeyFile) => ({
  keys: [{ kty, n, e, kid, alg: 'RS256', use: 'sig' }],
});

const refusal = (reason: string): Verdict => ({ ok: false, status: 401, reason });

const reasonOf = (error: unknown): string => {
  if (error instanceof errors.JWTExpired) return 'the token has expired';
  if (error instanceof errors.JWTClaimValidationFailed) {
    if (error.claim === 'iss') return 'the token was issued by someone else';
    if (error.claim === 'nbf') return 'the token is not valid yet';
    return `the claim "${error.claim}" is missing or wrong`;
  }
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'the signature is not valid';
  if (error instanceof errors.JWKSNoMatchingKey) return 'the key of the token is not known';
  return 'the token cannot be read';
};

const scopesOf = ({ scope, scp }: JWTPayload): string[] => {
  const given = scope ?? scp ?? [];
  return Array.isArray(given) ? given.map(String) : String(given).split(' ').filter(Boolean);
};

/**
 * Checks a bearer token by the rules of API Gateway's JWT authorizer: RS256 by a known key, issuer, audience (`aud`, or `client_id`
 * where there is none), `exp`, `nbf`, `iat`, and one of the route's scopes when it names any.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 */
export const createVerifier = (keys: KeyFile, issuer: string, now: () => number) => {
  const keySet = createLocalJWKSet(publicKeys(keys));
  return async (token: string, anyOfScopes: readonly string[] = []): Promise<Verdict> => {
    const at = now();
    const options = { issuer, algorithms: ['RS256'], currentDate: new Date(at), requiredClaims: ['exp', 'iat'] };
    try {
      const { payload, protectedHeader } = await jwtVerify(token, keySet, options);
      const audience = payload.aud ?? payload.client_id;
      if (protectedHeader.kid === undefined) return refusal('the token names no key');
      if (![audience].flat().includes(clientId)) return refusal('the token is meant for another application');
      if ((payload.iat ?? 0) * 1000 > at) return refusal('the token was issued in the future');
      const scopes = scopesOf(payload);
      if (anyOfScopes.length > 0 && !anyOfScopes.some((scope) => scopes.includes(scope))) {
        return { ok: false, status: 403, reason: `the token has none of the scopes ${anyOfScopes.join(', ')}` };
      }
      return { ok: true, claims: payload, scopes };
    } catch (error) {
      return refusal(reasonOf(error));
    }
  };
};
export type Verify = ReturnType<typeof createVerifier>;
