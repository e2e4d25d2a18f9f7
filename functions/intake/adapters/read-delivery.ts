import type { Provider } from '#contracts/provider.ts';
import type { Submission } from '#contracts/submission.ts';
import type { FilledForm } from '#functions/intake/fields/filled-form.ts';
import type { Mapping } from '#functions/intake/fields/mapping.ts';
import { toSubmission } from '#functions/intake/fields/to-submission.ts';
import type { AdapterResult, Delivery } from './adapter.ts';
import { adapters } from './adapters.ts';
import { contentTypeOf, unsupported } from './body.ts';
import { type Refused, refuse } from './refusal.ts';

/** Bytes of the largest body that is read. */
export const largestBody = 262_144;

/**
 * Reads one delivery to a source of `provider`: size, authenticity, fields, in this order. Never throws, stores nothing.
 *
 * A batch is all or nothing: one unusable form refuses it, so that the sender can correct and repeat it whole.
 */
export const readDelivery = async (provider: Provider, delivery: Delivery): Promise<AdapterResult> => {
  const unread = unreadable(provider, delivery);
  if (unread !== undefined) return unread;
  const reading = await adapters[provider](delivery);
  return reading.kind === 'forms' ? submissionsOf(reading.forms, delivery.source.mapping) : reading;
};

const unreadable = (provider: Provider, delivery: Delivery): Refused | undefined => {
  const { method, rawBody, headers } = delivery;
  if (rawBody.length > largestBody) {
    return refuse(
      'body-too-large',
      `The body has ${rawBody.length} bytes; at most ${largestBody} are taken. Send the form without its files.`,
    );
  }
  if (method !== 'POST' && !(method === 'GET' && provider === 'facebook')) {
    return refuse('method-unsupported', `A source takes POST, not ${method.slice(0, 10)}.`);
  }
  const encoding = headers['content-encoding']?.trim().toLowerCase() ?? '';
  if (encoding !== '' && encoding !== 'identity')
    return unsupported(`${contentTypeOf(delivery).media} (${encoding})`, 'the body uncompressed');
  return method === 'POST' && rawBody.length === 0
    ? refuse('body-broken', 'The body is empty. Send the fields of the form in it.')
    : undefined;
};

/** Filled forms in our words, for whoever else has read them: all of them, equal ones once, or the refusal of the first unusable one. */
export const submissionsOf = async (
  forms: readonly FilledForm[],
  mapping: Mapping | undefined,
): Promise<AdapterResult> => {
  const submissions = new Map<string, Submission>();
  for (const [index, form] of forms.entries()) {
    const read = await toSubmission(form, mapping);
    if (!('kind' in read)) submissions.set(read.dedupeKey, read);
    else return forms.length === 1 ? read : { ...read, detail: `Form ${index + 1} of ${forms.length}: ${read.detail}` };
  }
  return { kind: 'delivery', submissions: [...submissions.values()] };
};
