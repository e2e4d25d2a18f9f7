import * as z from 'zod';
import { type Answer, scalars } from '#functions/intake/fields/answer.ts';
import { type Adapter, type Delivery, ignore } from './adapter.ts';
import { jsonBody } from './body.ts';
import { contentKey, dedupeKey } from './dedupe.ts';
import type { Refused } from './refusal.ts';
import { checkHeader, hmac } from './signature.ts';
import { isoTime } from './time.ts';

const Option = z.looseObject({ id: z.string(), text: z.string().nullish(), name: z.string().nullish() });

const Field = z.object({
  key: z.string(),
  label: z.string().nullish(),
  type: z.string(),
  value: z.unknown().optional(),
  options: z.array(Option).nullish(),
});
type Field = z.infer<typeof Field>;

const Body = z.object({
  eventId: z.string().nullish(),
  eventType: z.string(),
  createdAt: z.string().nullish(),
  data: z
    .object({
      responseId: z.string().nullish(),
      submissionId: z.string().nullish(),
      formId: z.string().nullish(),
      formName: z.string().nullish(),
      createdAt: z.string().nullish(),
      fields: z.array(Field).default([]),
    })
    .optional(),
});

const hints: Readonly<Record<string, NonNullable<Answer['hint']>>> = {
  INPUT_EMAIL: 'email',
  INPUT_PHONE_NUMBER: 'phone',
  INPUT_LINK: 'website',
  CHECKBOXES: 'checkbox',
};

/** Choices come as option ids; uploads as objects, of which the name is kept. */
const valuesOf = (field: Field): string[] => {
  const texts = new Map((field.options ?? []).map((option) => [option.id, option.text ?? option.name ?? option.id]));
  const uploads = z.array(z.object({ name: z.string() })).safeParse(field.value);
  if (uploads.success) return uploads.data.map(({ name }) => name);
  return scalars(field.value).map((value) => texts.get(value) ?? value);
};

const answerOf = (field: Field): Answer => {
  const hint = hints[field.type];
  const choices = (field.options ?? []).map((option) => option.text ?? option.name ?? '').filter(Boolean);
  return {
    key: field.key,
    values: valuesOf(field),
    ...(field.label ? { label: field.label } : {}),
    ...(choices.length > 0 ? { choices } : {}),
    ...(hint === undefined ? {} : { hint }),
  };
};

/** Tally repeats each box of a CHECKBOXES field as a field of its own with a boolean: those say nothing new. */
const isRepeated = (field: Field, fields: readonly Field[]): boolean =>
  field.type === 'CHECKBOXES' &&
  typeof field.value === 'boolean' &&
  fields.some((other) => other !== field && other.type === 'CHECKBOXES' && field.key.startsWith(`${other.key}_`));

/** `Tally-Signature: <base64 HMAC of the raw body>`, only when the webhook has a signing secret. */
const check = (delivery: Delivery): Refused | undefined => {
  const secret = delivery.source.signingSecret;
  if (secret === undefined || secret === '') return undefined;
  const expected = hmac(secret, delivery.rawBody).toString('base64');
  return checkHeader(delivery, 'Tally-Signature', expected, 'Set the same signing secret on the webhook in Tally.');
};

/** https://tally.so/help/webhooks */
export const tally: Adapter = (delivery) => {
  const refused = check(delivery);
  if (refused !== undefined) return refused;
  const body = jsonBody(delivery, Body);
  if (body.kind === 'refused') return body;
  const { eventType, eventId, createdAt, data } = body.value;
  if (eventType !== 'FORM_RESPONSE' || data === undefined)
    return ignore('other-event', 'Tally event other than FORM_RESPONSE.');
  const answers = data.fields.filter((field) => !isRepeated(field, data.fields)).map(answerOf);
  const id = eventId ?? data.responseId ?? data.submissionId;
  return {
    kind: 'forms',
    forms: [
      {
        dedupeKey: id ? dedupeKey('tally', id) : contentKey('tally', answers),
        submittedAt: isoTime(data.createdAt ?? createdAt ?? undefined),
        answers,
        campaign: {
          ...(data.formId ? { formId: data.formId } : {}),
          ...(data.formName ? { formName: data.formName } : {}),
        },
      },
    ],
  };
};
