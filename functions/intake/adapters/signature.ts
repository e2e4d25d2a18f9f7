import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Delivery } from './adapter.ts';
import { type Refused, refuse } from './refusal.ts';

/** How old or early a signed timestamp may be: the five minutes that all providers with a timestamp agree on. */
const windowMs = 5 * 60_000;

export const hmac = (secret: string | Uint8Array, ...parts: readonly (string | Uint8Array)[]): Buffer => {
  const mac = createHmac('sha256', secret);
  for (const part of parts) mac.update(part);
  return mac.digest();
};

const digest = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

/** Equal in constant time; hashing first makes lengths equal, so that not even the length of a secret leaks. */
const sameBytes = (left: Uint8Array, right: Uint8Array): boolean => timingSafeEqual(digest(left), digest(right));

export const sameText = (left: string, right: string): boolean => sameBytes(Buffer.from(left), Buffer.from(right));

export const missing = (header: string, remedy: string): Refused =>
  refuse(
    'signature-missing',
    `The header ${header} is missing, and this source takes signed deliveries only. ${remedy}`,
  );

export const wrong = (where: string): Refused =>
  refuse(
    'signature-wrong',
    `The signature in ${where} does not fit the body. Check that the provider and the source hold the same secret.`,
  );

/** Compares a header with the only right value; `undefined` when it is right. */
export const checkHeader = (
  delivery: Delivery,
  header: string,
  expected: string,
  remedy: string,
): Refused | undefined => {
  const given = delivery.headers[header.toLowerCase()];
  if (given === undefined || given === '') return missing(header, remedy);
  return sameText(given.trim(), expected) ? undefined : wrong(`the header ${header}`);
};

/** `value` counts `unitMs` since 1970. `undefined` when it lies within five minutes of `now`. */
export const checkTimestamp = (
  value: string | undefined,
  unitMs: 1 | 1000,
  now: string,
  where: string,
): Refused | undefined => {
  if (value === undefined || !/^\d{1,16}$/.test(value)) {
    return refuse(
      'timestamp-missing',
      `${where} is missing or not a number of ${unitMs === 1 ? 'milli' : ''}seconds. Send it as the provider's signature scheme says.`,
    );
  }
  const away = Math.abs(Date.parse(now) - Number(value) * unitMs);
  if (away <= windowMs) return undefined;
  return refuse(
    'timestamp-stale',
    `${where} is more than five minutes away from our clock. Send the delivery anew, with a fresh signature.`,
  );
};

/** The source has no secret, and the provider's scheme knows no delivery without one. */
export const secretUnset = (what: string): Refused =>
  refuse(
    'secret-unset',
    `The source has no signing secret, without which nobody can tell whether this delivery is genuine. Set signingSecret of the source to ${what}.`,
  );
