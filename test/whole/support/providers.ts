import type { Delivery } from '#functions/intake/adapters/adapter.ts';
import { post as fixture, mac, postMultipart, secret } from '#test/functions/intake/fixtures/delivery.ts';
import { facebookBody, facebookDelivery, facebookLead } from '#test/functions/intake/fixtures/facebook.ts';
import { googleDelivery } from '#test/functions/intake/fixtures/google.ts';
import { htmlDelivery, htmlFields } from '#test/functions/intake/fixtures/html.ts';
import {
  hubspotContact,
  hubspotDelivery,
  hubspotEvents,
  signHubspot,
} from '#test/functions/intake/fixtures/hubspot.ts';
import { jotformDelivery } from '#test/functions/intake/fixtures/jotform.ts';
import {
  signStandard,
  standardBody,
  standardDelivery,
  standardSecret,
} from '#test/functions/intake/fixtures/standard-webhooks.ts';
import { tallyDelivery } from '#test/functions/intake/fixtures/tally.ts';
import { typeformDelivery } from '#test/functions/intake/fixtures/typeform.ts';
import { signWebflow, webflowBody, webflowDelivery } from '#test/functions/intake/fixtures/webflow.ts';
import {
  contactForm7Delivery,
  gravityDelivery,
  signWpforms,
  wpformsDelivery,
} from '#test/functions/intake/fixtures/wordpress.ts';

/** Where a delivery goes and when it is signed: providers sign the address or the moment. */
export type Sending = { readonly url: string; readonly now: number };

export type ProviderCase = {
  readonly provider: string;
  /** What `POST /sources` is told besides name and provider. */
  readonly source: object;
  readonly email: string;
  readonly name: string;
  readonly company?: string;
  readonly send: (sending: Sending) => Delivery;
};

const signed = { signingSecret: secret };

/** The recorded shapes share two telephone numbers, by which the product would take two people for one. */
const { 'Phone Number': _phone, ...webflowFields } = webflowBody.payload.data;
const webflowWithoutPhone = { ...webflowBody, payload: { ...webflowBody.payload, data: webflowFields } };

/** One delivery of each provider, in its recorded shape, signed as it signs. */
export const providerCases: readonly ProviderCase[] = [
  {
    provider: 'typeform',
    source: signed,
    email: 'niccolo.dellorto@officine-orto.it',
    name: 'Niccolò Dell’Orto',
    company: 'Officine Orto S.r.l.',
    send: () => typeformDelivery(),
  },
  {
    provider: 'tally',
    source: signed,
    email: 'grace@navy.example.org',
    name: 'Grace Hopper',
    send: () => tallyDelivery(),
  },
  {
    provider: 'jotform',
    source: {},
    email: 'lucia@cantinadesantis.it',
    name: 'Lucia De Santis',
    company: 'Cantina De Santis, dal 1921',
    send: () => jotformDelivery(),
  },
  {
    provider: 'webflow',
    source: signed,
    email: 'zaphod@heartofgold.example.com',
    name: 'Zaphod Beeblebrox',
    company: 'Heart of Gold Ltd',
    send: ({ now }) => signWebflow(webflowDelivery(webflowWithoutPhone), String(now)),
  },
  {
    provider: 'hubspot',
    source: signed,
    email: 'anna.bianchi@tessituracomo.it',
    name: 'Anna Bianchi',
    company: 'Tessitura Como S.p.A.',
    send: ({ url, now }) => signHubspot(hubspotDelivery([hubspotEvents[0]]), url, String(now)),
  },
  {
    provider: 'facebook',
    source: signed,
    email: 'chiara.moretti@gmail.com',
    name: 'Chiara Moretti',
    company: 'Moretti Design',
    send: () => facebookDelivery(facebookBody),
  },
  {
    provider: 'google',
    source: signed,
    email: 'ada@analytical-engines.co.uk',
    name: 'Ada Lovelace',
    company: 'Analytical Engines Ltd',
    send: () => googleDelivery(),
  },
  {
    provider: 'gravity-forms',
    source: { mapping: { phone: '3', message: '7' } },
    email: 'marco@ferrari-serramenti.it',
    name: 'Marco Ferrari',
    send: () => gravityDelivery(),
  },
  {
    provider: 'wpforms',
    source: signed,
    email: 'giulia.rizzo@studiorizzo.it',
    name: 'Giulia Rizzo',
    company: 'Studio Rizzo & Associati',
    send: ({ now }) => signWpforms(wpformsDelivery(), String(Math.floor(now / 1000))),
  },
  {
    provider: 'contact-form-7',
    source: {},
    email: 'soren@xn--bcher-kva.example.org',
    name: 'Søren Ångström',
    send: () => contactForm7Delivery(),
  },
  {
    provider: 'standard-webhooks',
    source: { signingSecret: standardSecret },
    email: 'yuki@tanaka.example.jp',
    name: 'Yuki 田中',
    company: '田中製作所',
    send: ({ now }) => signStandard(standardDelivery(standardBody), new Date(now)),
  },
  {
    provider: 'json',
    source: signed,
    email: 'ulrich@json.example',
    name: 'Ulrich Utiger',
    company: 'Json GmbH',
    send: () => signedJson({ name: 'Ulrich Utiger', email: 'Ulrich@JSON.example', company: 'Json GmbH' }),
  },
  {
    provider: 'html',
    source: {},
    email: 'mario.rossi@rossi-macchine.it',
    name: 'Mario Rossi',
    company: 'Rossi Macchine S.r.l.',
    send: () => htmlDelivery(htmlFields.filter(([name]) => name !== 'telefono')),
  },
];

export const signedJson = (body: unknown): Delivery =>
  withSignature(typeof body === 'string' ? body : JSON.stringify(body));

/** A text whose letters are sent as one byte each, which is no UTF-8 where one has an accent. */
export const signedBytes = (text: string): Delivery => withSignature(Buffer.from(text, 'latin1'));

const withSignature = (body: string | Uint8Array): Delivery =>
  fixture(body, { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${mac('hex', body)}` });

export const multipartForm = (fields: readonly (readonly [string, string])[]): Delivery => postMultipart(fields);

/** Sends what a fixture holds to a real address. */
export const send = (url: string, { headers, rawBody }: Delivery, more: Record<string, string> = {}) =>
  fetch(url, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      ...Object.fromEntries(Object.entries(headers).filter((one): one is [string, string] => one[1] !== undefined)),
      ...more,
    },
    body: Buffer.from(rawBody),
  });

/** What the providers' own APIs answer when a lead is fetched. */
export const leadAt = (path: string): object | undefined =>
  path.includes('/contacts/123') ? hubspotContact : path.includes('/123123123123') ? facebookLead : undefined;
