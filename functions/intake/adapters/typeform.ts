import * as z from 'zod';
import { type Answer, scalars } from '#functions/intake/fields/answer.ts';
import { type Adapter, type Delivery, ignore } from './adapter.ts';
import { jsonBody } from './body.ts';
import { contentKey, dedupeKey } from './dedupe.ts';
import type { Refused } from './refusal.ts';
import { checkHeader, hmac } from './signature.ts';
import { isoTime } from './time.ts';

const Field = z.object({ id: z.string(), type: z.string().optional(), ref: z.string().nullish() });

const FormAnswer = z.looseObject({ type: z.string(), field: Field });

const Definition = z.object({
  fields: z
    .array(
      Field.extend({
        title: z.string().nullish(),
        choices: z.array(z.object({ label: z.string().nullish() })).nullish(),
      }),
    )
    .default([]),
});

const Body = z.object({
  event_id: z.string().nullish(),
  event_type: z.string(),
  form_response: z
    .object({
      form_id: z.string().nullish(),
      token: z.string().nullish(),
      submitted_at: z.string().nullish(),
      hidden: z.record(z.string(), z.unknown()).nullish(),
      definition: Definition.default({ fields: [] }),
      answers: z.array(FormAnswer).default([]),
    })
    .optional(),
});

const Choice = z.object({ label: z.string().nullish(), other: z.string().nullish() });
const Choices = z.object({ labels: z.array(z.string()).nullish(), other: z.string().nullish() });

/** The value stands under the key that `type` names: `{type: "email", email: "…"}`. */
const valuesOf = (answer: z.infer<typeof FormAnswer>): string[] => {
  const value = answer[answer.type];
  if (answer.type === 'choice') {
    const { label, other } = Choice.safeParse(value).data ?? {};
    return scalars([label ?? other]);
  }
  if (answer.type === 'choices') {
    const { labels, other } = Choices.safeParse(value).data ?? {};
    return scalars([...(labels ?? []), other]);
  }
  return scalars(value);
};

const hints: Readonly<Record<string, NonNullable<Answer['hint']>>> = {
  email: 'email',
  phone_number: 'phone',
  website: 'website',
  legal: 'consent',
};

const answerOf = (answer: z.infer<typeof FormAnswer>, definition: z.infer<typeof Definition>): Answer => {
  const asked = definition.fields.find(({ id }) => id === answer.field.id);
  const choices = (asked?.choices ?? []).map(({ label }) => label).filter((label) => typeof label === 'string');
  const hint = hints[answer.field.type ?? ''] ?? hints[answer.type];
  return {
    key: answer.field.ref ?? answer.field.id,
    aliases: [answer.field.id],
    values: valuesOf(answer),
    ...(asked?.title ? { label: asked.title } : {}),
    ...(choices.length > 0 ? { choices } : {}),
    ...(hint === undefined ? {} : { hint }),
  };
};

/** `Typeform-Signature: sha256=<base64 HMAC of the raw body>`, without a timestamp; a form without a secret sends none. */
const check = (delivery: Delivery): Refused | undefined => {
  const secret = delivery.source.signingSecret;
  if (secret === undefined || secret === '') return undefined;
  const expected = `sha256=${hmac(secret, delivery.rawBody).toString('base64')}`;
  return checkHeader(delivery, 'Typeform-Signature', expected, 'Set the same secret on the webhook in Typeform.');
};

/** https://www.typeform.com/developers/webhooks/example-payload/ */
export const typeform: Adapter = (delivery) => {
  const refused = check(delivery);
  if (refused !== undefined) return refused;
  const body = jsonBody(delivery, Body);
  if (body.kind === 'refused') return body;
  const { event_type: event, event_id: eventId, form_response: response } = body.value;
  if (event !== 'form_response' || response === undefined)
    return ignore('other-event', 'Typeform event other than form_response.');
  const hidden = Object.entries(response.hidden ?? {}).map(([key, value]): Answer => ({ key, values: scalars(value) }));
  const id = eventId ?? response.token;
  const answers = [...response.answers.map((answer) => answerOf(answer, response.definition)), ...hidden];
  return {
    kind: 'forms',
    forms: [
      {
        dedupeKey: id ? dedupeKey('typeform', id) : contentKey('typeform', answers),
        submittedAt: isoTime(response.submitted_at ?? undefined),
        answers,
        campaign: response.form_id ? { formId: response.form_id } : undefined,
      },
    ],
  };
};
