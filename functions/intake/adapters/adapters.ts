import type { Provider } from '#contracts/provider.ts';
import type { Adapter } from './adapter.ts';
import { contactForm7 } from './contact-form-7.ts';
import { facebook } from './facebook.ts';
import { google } from './google.ts';
import { gravityForms } from './gravity-forms.ts';
import { html } from './html.ts';
import { hubspot } from './hubspot.ts';
import { jotform } from './jotform.ts';
import { json } from './json.ts';
import { standardWebhooks } from './standard-webhooks.ts';
import { tally } from './tally.ts';
import { typeform } from './typeform.ts';
import { webflow } from './webflow.ts';
import { wpforms } from './wpforms.ts';

export const adapters: Readonly<Record<Provider, Adapter>> = {
  typeform,
  tally,
  jotform,
  webflow,
  hubspot,
  facebook,
  google,
  'gravity-forms': gravityForms,
  wpforms,
  'contact-form-7': contactForm7,
  'standard-webhooks': standardWebhooks,
  json,
  html,
};
