import { Buffer } from 'node:buffer';
import { createPublicKey, verify } from 'node:crypto';
import * as z from 'zod';
import type { Adapter, Delivery } from './adapter.ts';
import { jsonBody } from './body.ts';
import { dedupeKey } from './dedupe.ts';
import { jsonAnswers } from './json-answers.ts';
import type { Refused } from './refusal.ts';
import { checkTimestamp, hmac, missing, sameText, secretUnset, wrong } from './signature.ts';
import { isoTime } from './time.ts';

const Body = z.looseObject({ timestamp: z.unknown().optional(), data: z.unknown().optional() });

const keyOf = (secret: string): Buffer => Buffer.from(secret.replace(/^wh(sec|pk)_/, ''), 'base64');

/** `v1a`: ed25519 with the sender's public key, `whpk_<base64 of 32 bytes>`. */
const isSigned = (secret: string, content: Buffer, signature: string): boolean => {
  const key = keyOf(secret);
  if (key.length !== 32) return false;
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: key.toString('base64url') };
  return verify(null, content, createPublicKey({ key: jwk, format: 'jwk' }), Buffer.from(signature, 'base64'));
};

/**
 * `webhook-signature` holds one signature or several (while the sender changes keys), apart by a blank: `v1,<base64
 * HMAC-SHA256>` for a secret `whsec_…`, `v1a,<base64 ed25519>` for a public key `whpk_…`. Signed is `id.timestamp.body`. The
 * published library is not used here: it reads the machine's clock.
 *
 * https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
const check = (delivery: Delivery): Refused | undefined => {
  const secret = delivery.source.signingSecret;
  if (secret === undefined || keyOf(secret).length === 0)
    return secretUnset('the whsec_ or whpk_ key that the sender shows');
  const { 'webhook-id': id, 'webhook-timestamp': time, 'webhook-signature': signatures } = delivery.headers;
  if (!id) return missing('webhook-id', 'Send it as Standard Webhooks says.');
  if (!signatures) return missing('webhook-signature', 'Send it as Standard Webhooks says.');
  const content = Buffer.concat([Buffer.from(`${id}.${time ?? ''}.`), delivery.rawBody]);
  const isGenuine = signatures.split(' ').some((entry) => {
    const [version, signature = ''] = entry.split(',');
    if (secret.startsWith('whpk_')) return version === 'v1a' && isSigned(secret, content, signature);
    return version === 'v1' && sameText(signature, hmac(keyOf(secret), content).toString('base64'));
  });
  return isGenuine
    ? checkTimestamp(time, 1000, delivery.now, 'The header webhook-timestamp')
    : wrong('the header webhook-signature');
};

/** Any sender that follows Standard Webhooks: the answers are in `data`, or in the whole body if it has none. */
export const standardWebhooks: Adapter = (delivery) => {
  const refused = check(delivery);
  if (refused !== undefined) return refused;
  const body = jsonBody(delivery, Body);
  if (body.kind === 'refused') return body;
  const { data, timestamp } = body.value;
  const answers = jsonAnswers(typeof data === 'object' && data !== null ? data : body.value);
  const id = delivery.headers['webhook-id'] ?? '';
  const submittedAt = typeof timestamp === 'string' || typeof timestamp === 'number' ? isoTime(timestamp) : undefined;
  return { kind: 'forms', forms: [{ dedupeKey: dedupeKey('standard-webhooks', id), submittedAt, answers }] };
};
