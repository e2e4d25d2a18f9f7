import type { Adapter } from './adapter.ts';
import { flatForms } from './flat-forms.ts';
import { gravityAnswers } from './gravity-entry.ts';

/**
 * Webhooks add-on, JSON or FORM, all fields or chosen keys. Nothing is signed: with a secret on the source the admin adds a
 * request header, `Authorization: Bearer <secret>` or `X-Webhook-Secret`, or a field `secret`.
 *
 * https://docs.gravityforms.com/triggering-webhooks-form-submissions/
 */
export const gravityForms: Adapter = async (delivery) => {
  const forms = await flatForms(delivery, {
    provider: 'gravity-forms',
    idFields: ['entry_id', 'id'],
    shape: gravityAnswers,
  });
  return forms.kind === 'refused' ? forms : { kind: 'forms', forms: forms.value };
};
