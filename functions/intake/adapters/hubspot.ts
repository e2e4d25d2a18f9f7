import * as z from 'zod';
import { type Adapter, type Delivery, ignore, type LeadReference } from './adapter.ts';
import { jsonBody } from './body.ts';
import { contentKey, dedupeKey } from './dedupe.ts';
import { Contact, formOfContact } from './hubspot-contact.ts';
import type { Refused } from './refusal.ts';
import { checkHeader, checkTimestamp, hmac, secretUnset } from './signature.ts';
import { isoTime } from './time.ts';

const Id = z.union([z.string(), z.number()]).transform(String);

const Event = z.object({
  eventId: Id.nullish(),
  subscriptionType: z.string(),
  objectId: Id.nullish(),
  objectTypeId: z.string().nullish(),
  portalId: Id.nullish(),
  occurredAt: z.number().nullish(),
  propertyName: z.string().nullish(),
});
type Event = z.infer<typeof Event>;

const Body = z.union([z.array(Event).max(100), Contact]);

/** The characters that HubSpot decodes in the URI before it signs; all other escapes stay. */
const decoded = (url: string): string =>
  url.replace(/%(3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)/gi, (code) => decodeURIComponent(code));

/**
 * `X-HubSpot-Signature-v3`: base64 HMAC, by the app's client secret, of method, URI, raw body and the timestamp in
 * milliseconds that `X-HubSpot-Request-Timestamp` holds, at most five minutes away.
 *
 * https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/request-validation
 */
const check = (delivery: Delivery): Refused | undefined => {
  const secret = delivery.source.signingSecret;
  if (secret === undefined || secret === '') return secretUnset('the client secret of the HubSpot app');
  const timestamp = delivery.headers['x-hubspot-request-timestamp'];
  const expected = hmac(secret, delivery.method, decoded(delivery.url), delivery.rawBody, timestamp ?? '').toString(
    'base64',
  );
  return (
    checkHeader(delivery, 'X-HubSpot-Signature-v3', expected, 'Deliver by a HubSpot app with webhook subscriptions.') ??
    checkTimestamp(timestamp, 1, delivery.now, 'The header X-HubSpot-Request-Timestamp')
  );
};

/** A contact is new, or a known contact filled in a form again (which raises `num_conversion_events`). */
const isLead = (event: Event): boolean => {
  const isContact = event.objectTypeId === '0-1' || event.subscriptionType.startsWith('contact.');
  const isCreation = event.subscriptionType.endsWith('.creation');
  return (
    isContact &&
    (isCreation ||
      (event.subscriptionType.endsWith('.propertyChange') && event.propertyName === 'num_conversion_events'))
  );
};

/** HubSpot does not promise that event ids are unique, therefore portal and contact stand beside them. */
const referenceOf = (event: Event): LeadReference[] =>
  event.objectId
    ? [
        {
          provider: 'hubspot',
          id: event.objectId,
          dedupeKey: dedupeKey(
            'hubspot',
            event.portalId ?? '0',
            event.objectId,
            event.eventId ?? event.occurredAt ?? 0,
          ),
          submittedAt: isoTime(event.occurredAt ?? undefined),
          portalId: event.portalId ?? undefined,
        },
      ]
    : [];

/** Batches of events with contact ids, or the contact itself from the webhook action of a HubSpot workflow. */
export const hubspot: Adapter = (delivery) => {
  const refused = check(delivery);
  if (refused !== undefined) return refused;
  const body = jsonBody(delivery, Body);
  if (body.kind === 'refused') return body;
  if (!Array.isArray(body.value)) {
    const form = formOfContact(body.value, '', undefined);
    return { kind: 'forms', forms: [{ ...form, dedupeKey: contentKey('hubspot', form.answers) }] };
  }
  const references = new Map(
    body.value
      .filter(isLead)
      .flatMap(referenceOf)
      .map((reference) => [reference.dedupeKey, reference]),
  );
  return references.size === 0
    ? ignore('other-event', 'HubSpot events that neither create a contact nor fill in a form.')
    : { kind: 'fetch', references: [...references.values()] };
};
