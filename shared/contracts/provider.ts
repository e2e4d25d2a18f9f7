import * as z from 'zod';

/** Who sends the deliveries of a source. The name picks the adapter in `functions/intake/adapters/adapters.ts`. */
export const Provider = z.enum([
  'typeform',
  'tally',
  'jotform',
  'webflow',
  'hubspot',
  'facebook',
  'google',
  'gravity-forms',
  'wpforms',
  'contact-form-7',
  'standard-webhooks',
  'json',
  'html',
]);
export type Provider = z.infer<typeof Provider>;
