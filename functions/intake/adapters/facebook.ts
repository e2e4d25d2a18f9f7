import * as z from 'zod';
import { type Adapter, type Delivery, ignore, type LeadReference, type Reading } from './adapter.ts';
import { jsonBody } from './body.ts';
import { dedupeKey } from './dedupe.ts';
import { refuse } from './refusal.ts';
import { checkHeader, hmac, sameText, secretUnset } from './signature.ts';
import { isoTime } from './time.ts';

const Id = z.union([z.string().min(1), z.number()]).transform(String);

const Lead = z.object({
  leadgen_id: Id,
  page_id: Id.nullish(),
  form_id: Id.nullish(),
  ad_id: Id.nullish(),
  created_time: z.union([z.number(), z.string()]).nullish(),
});

const Change = z.object({ field: z.string(), value: z.unknown().optional() });
const Body = z.object({
  object: z.string(),
  entry: z.array(z.object({ changes: z.array(Change).default([]) })).max(1000),
});

/**
 * The check that Meta makes when the webhook is set up: a GET with our verify token, to be answered with its challenge. It
 * gives nothing away: whoever knows the URL of the source holds its secret already.
 */
const handshake = ({ query, source }: Delivery): Reading => {
  const { 'hub.mode': mode, 'hub.verify_token': token, 'hub.challenge': challenge } = query;
  if (mode !== 'subscribe' || challenge === undefined || !/^[\w.-]{1,200}$/.test(challenge)) {
    return refuse(
      'method-unsupported',
      'A GET is taken only as the subscription handshake, with hub.mode=subscribe and hub.challenge. Send deliveries by POST.',
    );
  }
  const tokens = source.verifyToken ? [source.verifyToken] : [source.signingSecret, source.secret].filter(Boolean);
  if (tokens.length === 0) return secretUnset('the app secret and its verify token to the one entered at Meta');
  if (!tokens.some((known) => sameText(token ?? '', known ?? ''))) {
    return refuse(
      'signature-wrong',
      'The hub.verify_token is not the verify token of the source. Enter the same token at Meta; without one on the source it is the last part of its URL.',
    );
  }
  return { kind: 'handshake', status: 200, body: challenge, headers: { 'content-type': 'text/plain; charset=utf-8' } };
};

const referenceOf = (lead: z.infer<typeof Lead>): LeadReference => ({
  provider: 'facebook',
  id: lead.leadgen_id,
  dedupeKey: dedupeKey('facebook', lead.leadgen_id),
  submittedAt: isoTime(lead.created_time ?? undefined, 1000),
  pageId: lead.page_id ?? undefined,
  formId: lead.form_id ?? undefined,
  adId: lead.ad_id ?? undefined,
});

/**
 * Lead Ads: `X-Hub-Signature-256: sha256=<hex HMAC, by the app secret, of the raw body>`; the body has ids only.
 *
 * https://developers.facebook.com/docs/graph-api/webhooks/getting-started/webhooks-for-leadgen
 */
export const facebook: Adapter = (delivery) => {
  if (delivery.method === 'GET') return handshake(delivery);
  const secret = delivery.source.signingSecret;
  if (secret === undefined || secret === '') return secretUnset('the app secret of the Meta app');
  const expected = `sha256=${hmac(secret, delivery.rawBody).toString('hex')}`;
  const refused = checkHeader(
    delivery,
    'X-Hub-Signature-256',
    expected,
    'Deliver by a Meta app that is subscribed to leadgen.',
  );
  if (refused !== undefined) return refused;
  const body = jsonBody(delivery, Body);
  if (body.kind === 'refused') return body;
  const changes = body.value.entry.flatMap((entry) => entry.changes).filter(({ field }) => field === 'leadgen');
  const leads = changes.map(({ value }) => Lead.safeParse(value).data);
  if (leads.includes(undefined))
    return refuse('body-broken', 'A leadgen change has no leadgen_id. Check the provider of the source.');
  const references = new Map(
    leads.filter((lead) => lead !== undefined).map((lead) => [lead.leadgen_id, referenceOf(lead)]),
  );
  return references.size === 0
    ? ignore('other-event', 'Facebook changes other than leadgen.')
    : { kind: 'fetch', references: [...references.values()] };
};
