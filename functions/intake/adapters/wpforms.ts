import type { Adapter, Delivery } from './adapter.ts';
import { flatForms } from './flat-forms.ts';
import { type Refused, refuse } from './refusal.ts';
import { checkTimestamp, hmac, sameText, wrong } from './signature.ts';

const header = 'x-wpforms-webhook-signature';

/** `X-WPForms-Webhook-Signature: t=<unix seconds>,v=<hex HMAC of "t.body">`, which the add-on sends when its Secret is set. */
const check = (delivery: Delivery, secret: string, signature: string): Refused | undefined => {
  const parts = new Map([...signature.matchAll(/\b([tv])=(\w+)/g)].map(([, name, value]) => [name, value]));
  const time = parts.get('t');
  const given = parts.get('v');
  if (time === undefined || given === undefined) {
    return refuse(
      'signature-wrong',
      `The header ${header} is not of the form t=<seconds>,v=<hex>. Update the Webhooks add-on.`,
    );
  }
  if (!sameText(given.toLowerCase(), hmac(secret, `${time}.`, delivery.rawBody).toString('hex')))
    return wrong(`the header ${header}`);
  return checkTimestamp(time, 1000, delivery.now, `The time t of the header ${header}`);
};

/**
 * Webhooks add-on, JSON or FORM, keys chosen by the admin. With a secret on the source the add-on's signature is checked
 * where there is one; otherwise the secret is expected as for Gravity Forms.
 *
 * https://wpforms.com/docs/how-to-install-and-use-the-webhooks-addon-with-wpforms/
 */
export const wpforms: Adapter = async (delivery) => {
  const signature = delivery.headers[header];
  const secret = delivery.source.signingSecret;
  const isSigned = Boolean(secret) && signature !== undefined;
  const refused = secret && signature !== undefined ? check(delivery, secret, signature) : undefined;
  if (refused !== undefined) return refused;
  const forms = await flatForms(delivery, {
    provider: 'wpforms',
    idFields: ['entry_id', 'entryId'],
    isChecked: isSigned,
  });
  return forms.kind === 'refused' ? forms : { kind: 'forms', forms: forms.value };
};
