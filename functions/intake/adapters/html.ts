import { acceptedLocale } from '#functions/intake/fields/locale.ts';
import type { Adapter } from './adapter.ts';
import { flatForms } from './flat-forms.ts';

/**
 * A page's own `<form method="post">`, urlencoded or multipart. A hidden field `_nonce` or `submission_id`, new for each page
 * view, makes the dedupe key; without one it is a hash of the answers. Browser language and page come from the headers.
 */
export const html: Adapter = async (delivery) => {
  const forms = await flatForms(delivery, { provider: 'html', idFields: ['_nonce', 'nonce', 'submission_id'] });
  if (forms.kind === 'refused') return forms;
  const locale = acceptedLocale(delivery.headers['accept-language']);
  const pageUrl = delivery.headers.referer;
  return {
    kind: 'forms',
    forms: forms.value.map((form) => ({ ...form, locale, campaign: pageUrl ? { pageUrl } : undefined })),
  };
};
