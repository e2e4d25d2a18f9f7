import type { Adapter } from './adapter.ts';
import { flatForms } from './flat-forms.ts';

/**
 * Any program that posts JSON: one object, or a list of at most 100. Flat or nested, `{label, value}` lists as well. A bare
 * `id` is not taken for the delivery's id, because it is as often the person's.
 */
export const json: Adapter = async (delivery) => {
  const idFields = ['idempotencyKey', 'eventId', 'event_id', 'submissionId', 'submission_id'];
  const forms = await flatForms(delivery, { provider: 'json', idFields });
  return forms.kind === 'refused' ? forms : { kind: 'forms', forms: forms.value };
};
