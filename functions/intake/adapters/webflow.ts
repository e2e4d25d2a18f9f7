import * as z from 'zod';
import { type Answer, scalars } from '#functions/intake/fields/answer.ts';
import { type Adapter, type Delivery, ignore } from './adapter.ts';
import { checked, jsonBody } from './body.ts';
import { contentKey, dedupeKey } from './dedupe.ts';
import type { Refused } from './refusal.ts';
import { checkHeader, checkTimestamp, hmac } from './signature.ts';
import { isoTime } from './time.ts';

const Payload = z.object({
  name: z.string().nullish(),
  id: z.string().nullish(),
  formId: z.string().nullish(),
  submittedAt: z.string().nullish(),
  data: z.record(z.string(), z.unknown()),
  schema: z.array(z.object({ fieldName: z.string().nullish(), fieldType: z.string().nullish() })).nullish(),
  /** Names in version 1 of Webflow's API. */
  _id: z.string().nullish(),
  d: z.string().nullish(),
});

const Envelope = z.object({ triggerType: z.string(), payload: z.unknown() });
const Body = z.union([Envelope, Payload]);

/**
 * `x-webflow-signature`: hex HMAC of `<timestamp>:<raw body>`, with `x-webflow-timestamp` in milliseconds, at most five
 * minutes away. Hooks made in Webflow's dashboard may be unsigned: leave the source without a secret for those.
 */
const check = (delivery: Delivery): Refused | undefined => {
  const secret = delivery.source.signingSecret;
  if (secret === undefined || secret === '') return undefined;
  const timestamp = delivery.headers['x-webflow-timestamp'];
  const expected = hmac(secret, `${timestamp ?? ''}:`, delivery.rawBody).toString('hex');
  return (
    checkHeader(
      delivery,
      'X-Webflow-Signature',
      expected,
      'Create the webhook by Webflow’s API or app, which sign, or remove the secret of the source.',
    ) ?? checkTimestamp(timestamp, 1, delivery.now, 'The header X-Webflow-Timestamp')
  );
};

const answersOf = ({ data, schema }: z.infer<typeof Payload>): Answer[] =>
  Object.entries(data).map(([key, value]) => {
    const type = schema?.find(({ fieldName }) => fieldName === key)?.fieldType ?? '';
    return { key, values: scalars(value), ...(/checkbox/i.test(type) ? { hint: 'checkbox' as const } : {}) };
  });

/** https://developers.webflow.com/data/reference/webhooks/events/form-submission */
export const webflow: Adapter = (delivery) => {
  const refused = check(delivery);
  if (refused !== undefined) return refused;
  const body = jsonBody(delivery, Body);
  if (body.kind === 'refused') return body;
  if ('triggerType' in body.value && body.value.triggerType !== 'form_submission') {
    return ignore('other-event', 'Webflow event other than form_submission.');
  }
  const payload =
    'triggerType' in body.value ? checked(body.value.payload, Payload) : { kind: 'parsed' as const, value: body.value };
  if (payload.kind === 'refused') return payload;
  const { id, _id, name, formId, submittedAt, d } = payload.value;
  const answers = answersOf(payload.value);
  const key = id ?? _id;
  return {
    kind: 'forms',
    forms: [
      {
        dedupeKey: key ? dedupeKey('webflow', key) : contentKey('webflow', answers),
        submittedAt: isoTime(submittedAt ?? d ?? undefined),
        answers,
        campaign: { ...(formId ? { formId } : {}), ...(name ? { formName: name } : {}) },
      },
    ],
  };
};
