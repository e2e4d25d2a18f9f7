import type { Adapter } from './adapter.ts';
import { flatForms } from './flat-forms.ts';

/**
 * Contact Form 7 has no webhook of its own; its plugins post the form's tags (`your-name`, `your-email`, `acceptance-12`) as
 * JSON or urlencoded. A secret of the source is expected as for Gravity Forms, in a header or as a hidden tag `secret`.
 */
export const contactForm7: Adapter = async (delivery) => {
  const forms = await flatForms(delivery, { provider: 'contact-form-7', idFields: ['submission_id'] });
  return forms.kind === 'refused' ? forms : { kind: 'forms', forms: forms.value };
};
