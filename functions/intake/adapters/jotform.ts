import * as z from 'zod';
import { type Answer, scalars } from '#functions/intake/fields/answer.ts';
import type { Adapter } from './adapter.ts';
import { checked, parseJson } from './body.ts';
import { contentKey, dedupeKey } from './dedupe.ts';
import { fieldValue, formBodies } from './form-body.ts';
import { labelsFrom } from './jotform-labels.ts';
import { jsonAnswers } from './json-answers.ts';
import { refuse } from './refusal.ts';
import { checkSharedSecret } from './shared-secret.ts';
import { isoTime } from './time.ts';

const RawRequest = z.record(z.string(), z.unknown());

const Parts = z.record(z.string(), z.union([z.string(), z.number()]).nullish());

const joined = (...parts: unknown[]): string => scalars(parts).join(' ').trim();

/** Fields of the form are named `q3_email`, uploads are lists of URLs; the rest is Jotform's bookkeeping. */
const isField = ([key, value]: [string, unknown]): boolean =>
  /^q\d+_/.test(key) || (Array.isArray(value) && /^https:/.test(String(value[0])));

/** The text by which an answer stands in `pretty`. */
const shownAs = (value: unknown): string => {
  const { full, first, middle, last } = Parts.safeParse(value).data ?? {};
  return full ? String(full) : joined(first, middle, last) || scalars(value).join(' ');
};

/** Names come as `{first, last}`, phones as `{full}` or `{country, area, phone}`, the rest as text, lists or other objects. */
const answersOf = (key: string, value: unknown, label: string | undefined): Answer[] => {
  const named = label === undefined ? {} : { label };
  const parts = Parts.safeParse(value).data;
  if (parts === undefined) return [{ key, values: scalars(value), ...named }];
  const phone = parts.full ?? (parts.phone ? joined(parts.country, parts.area, parts.phone) : undefined);
  if (phone) return [{ key, values: scalars(phone), hint: 'phone', ...named }];
  if (parts.first === undefined && parts.last === undefined) return jsonAnswers(value, key);
  return [
    { key: `${key}.first`, aliases: ['first name'], values: scalars(joined(parts.first, parts.middle)) },
    { key: `${key}.last`, aliases: ['last name'], values: scalars(joined(parts.last)) },
  ];
};

/**
 * Jotform signs nothing: the URL of the source is the secret, and a signing secret, if set, is expected as its `secret`
 * parameter. The answers are JSON in the field `rawRequest` of a multipart form.
 *
 * https://www.jotform.com/help/245-how-to-setup-a-webhook-with-jotform/
 */
export const jotform: Adapter = async (delivery) => {
  const bodies = await formBodies(delivery);
  if (bodies.kind === 'refused') return bodies;
  const outer = bodies.value[0] ?? [];
  const refused = checkSharedSecret(delivery, fieldValue(outer, 'secret'));
  if (refused !== undefined) return refused;
  const text = fieldValue(outer, 'rawRequest');
  if (text === undefined)
    return refuse(
      'body-broken',
      'The field rawRequest is missing, in which Jotform sends the answers. Check the provider of the source.',
    );
  const json = parseJson(text, 'The field rawRequest');
  if (json.kind === 'refused') return json;
  const raw = checked(json.value, RawRequest);
  if (raw.kind === 'refused') return raw;

  const fields = Object.entries(raw.value).filter(isField).slice(0, 1000);
  const labels = labelsFrom(
    fieldValue(outer, 'pretty') ?? '',
    fields.map(([key, value]) => [key, shownAs(value)]),
  );
  const answers = fields.flatMap(([key, value]) => answersOf(key, value, labels.get(key)));
  const id = fieldValue(outer, 'submissionID', 'submission_id');
  const formId = fieldValue(outer, 'formID');
  const formName = fieldValue(outer, 'formTitle');
  return {
    kind: 'forms',
    forms: [
      {
        dedupeKey: id === undefined ? contentKey('jotform', answers) : dedupeKey('jotform', id),
        submittedAt: isoTime(scalars(raw.value.submitDate)[0]),
        answers,
        campaign: { ...(formId === undefined ? {} : { formId }), ...(formName === undefined ? {} : { formName }) },
      },
    ],
  };
};
