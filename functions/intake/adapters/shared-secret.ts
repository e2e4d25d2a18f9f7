import type { Delivery } from './adapter.ts';
import { type Refused, refuse } from './refusal.ts';
import { hmac, sameText } from './signature.ts';

const bearer = (header: string | undefined): string | undefined => /^Bearer +(\S+)$/i.exec(header?.trim() ?? '')?.[1];

/**
 * Authenticity of senders without a scheme of their own: their admin puts the source's secret into the request.
 *
 * Taken where it may stand: `Authorization: Bearer …`, `X-Webhook-Secret`, `X-Signature`, the query parameter `secret`, or
 * the body's field `secret` (`bodySecret`). `X-Signature` and `X-Hub-Signature-256` may also hold the HMAC-SHA256 of the raw
 * body in hex or base64, with or without `sha256=`. Without a secret on the source its URL is the secret.
 */
export const checkSharedSecret = (delivery: Delivery, bodySecret: string | undefined): Refused | undefined => {
  const secret = delivery.source.signingSecret;
  if (secret === undefined || secret === '') return undefined;
  const { headers, query, rawBody } = delivery;
  const signed = [headers['x-signature'], headers['x-hub-signature-256']].filter((value) => value !== undefined);
  const plain = [
    bearer(headers.authorization),
    headers['x-webhook-secret'],
    headers['x-signature'],
    query.secret,
    bodySecret,
  ];
  const given = plain.filter((value) => value !== undefined && value !== '');
  if (given.length === 0 && signed.length === 0) {
    return refuse(
      'signature-missing',
      'This source takes deliveries only with its secret, and none was found. Let the form software send it as "Authorization: Bearer <secret>", in the header X-Webhook-Secret or in a field named secret.',
    );
  }
  const mac = hmac(secret, rawBody);
  const isSigned = signed.some((value) => {
    const text = value.trim().replace(/^sha256=/i, '');
    return sameText(text.toLowerCase(), mac.toString('hex')) || sameText(text, mac.toString('base64'));
  });
  return isSigned || given.some((value) => sameText(value ?? '', secret))
    ? undefined
    : refuse(
        'signature-wrong',
        'The secret or signature of this delivery is not the one of the source. Copy the source’s signing secret into the form software again.',
      );
};
