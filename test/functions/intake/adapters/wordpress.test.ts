import { describe, expect, test } from 'vitest';
import { mac, nowMs, postForm, postJson, postMultipart, secret } from '#test/functions/intake/fixtures/delivery.ts';
import { accepted, refusedFor } from '#test/functions/intake/fixtures/expectations.ts';
import {
  contactForm7Body,
  contactForm7Delivery,
  gravityDelivery,
  gravityEntry,
  signWpforms,
  wpformsDelivery,
  wpformsFields,
} from '#test/functions/intake/fixtures/wordpress.ts';

describe('Gravity Forms', () => {
  test('an entry with all fields becomes a submission: name and address parts, boxes, consent text, campaign of the page', async () => {
    expect(await accepted('gravity-forms', gravityDelivery())).toEqual({
      dedupeKey: 'gravity-forms:1471',
      submittedAt: '2026-11-20T08:59:10.000Z',
      person: {
        name: 'Marco Ferrari',
        givenName: 'Marco',
        familyName: 'Ferrari',
        email: 'marco@ferrari-serramenti.it',
        phone: '+390131234567',
        city: 'Alessandria',
        country: 'Italia',
      },
      company: { domain: 'ferrari-serramenti.it' },
      message: 'Buongiorno,\nvorrei un sopralluogo.',
      extra: { '6': 'Porte, Finestre, Persiane', Address: 'Via Roma 1', Province: 'AL', 'Postal code': '15121' },
      consents: [{ purpose: 'privacy-notice', text: 'Ho letto l’informativa sulla privacy.', granted: true }],
      campaign: {
        pageUrl: 'https://www.ferrari-serramenti.it/contatti/?utm_source=google&utm_campaign=infissi&gclid=abc',
        utmSource: 'google',
        utmCampaign: 'infissi',
        gclid: 'abc',
      },
    });
  });

  test('keys that the admin chose are recognised like any others, in FORM format too', async () => {
    const fields = {
      first_name: 'Marco',
      last_name: 'Ferrari',
      email_address: 'marco@ferrari.example',
      entry_id: '12',
    };
    expect(await accepted('gravity-forms', postForm(fields))).toMatchObject({
      dedupeKey: 'gravity-forms:12',
      person: { name: 'Marco Ferrari' },
    });
  });

  test.each([
    ['a bearer token', { authorization: `Bearer ${secret}` }],
    ['the header X-Webhook-Secret', { 'x-webhook-secret': secret }],
    ['the header X-Signature', { 'x-signature': secret }],
    ['an HMAC of the body in X-Signature', { 'x-signature': `sha256=${mac('hex', JSON.stringify(gravityEntry))}` }],
  ])('the secret of the source is taken as %s', async (_, headers) => {
    expect(
      (await accepted('gravity-forms', postJson(gravityEntry, headers, { signingSecret: secret }))).person.givenName,
    ).toBe('Marco');
  });

  test('the secret as a field is taken and not kept', async () => {
    const submission = await accepted(
      'gravity-forms',
      postJson({ email: 'a@b.it', secret }, {}, { signingSecret: secret }),
    );
    expect(submission.extra).toEqual({});
  });

  test('no secret, or a wrong one, is refused when the source has one', async () => {
    const source = { signingSecret: secret };
    expect((await refusedFor('signature-missing', 'gravity-forms', postJson(gravityEntry, {}, source))).status).toBe(
      401,
    );
    expect(
      (
        await refusedFor(
          'signature-wrong',
          'gravity-forms',
          postJson(gravityEntry, { authorization: 'Bearer x' }, source),
        )
      ).status,
    ).toBe(401);
  });
});

describe('WPForms', () => {
  test('a form signed by the add-on becomes a submission', async () => {
    expect(await accepted('wpforms', wpformsDelivery())).toEqual({
      dedupeKey: 'wpforms:88',
      person: { name: 'Giulia Rizzo', email: 'giulia.rizzo@studiorizzo.it', phone: '+390212345678' },
      company: { name: 'Studio Rizzo & Associati', domain: 'studiorizzo.it' },
      message: 'When could we meet?',
      extra: {},
      consents: [
        {
          purpose: 'privacy-notice',
          text: 'I consent to having this website store my submitted information.',
          granted: true,
        },
      ],
    });
  });

  test('a wrong or stale signature is refused, also beside the right shared secret', async () => {
    const wrong = { ...wpformsDelivery(), source: { signingSecret: 'other' } };
    await refusedFor('signature-wrong', 'wpforms', wrong);
    await refusedFor('signature-wrong', 'wpforms', {
      ...wrong,
      headers: { ...wrong.headers, authorization: 'Bearer other' },
    });
    const stale = signWpforms(postForm(wpformsFields, {}, { signingSecret: secret }), String(nowMs / 1000 - 301));
    expect((await refusedFor('timestamp-stale', 'wpforms', stale)).status).toBe(401);
    await refusedFor('signature-wrong', 'wpforms', {
      ...stale,
      headers: { ...stale.headers, 'x-wpforms-webhook-signature': 'abc' },
    });
  });

  test('a shared secret in a header is enough where the add-on does not sign', async () => {
    const delivery = postJson(wpformsFields, { authorization: `Bearer ${secret}` }, { signingSecret: secret });
    expect((await accepted('wpforms', delivery)).person.name).toBe('Giulia Rizzo');
    await refusedFor('signature-missing', 'wpforms', postJson(wpformsFields, {}, { signingSecret: secret }));
  });
});

describe('Contact Form 7', () => {
  test('tags become a submission; the plugin’s own fields and numbers at the end of names do not matter', async () => {
    expect(await accepted('contact-form-7', contactForm7Delivery())).toMatchObject({
      person: { name: 'Søren Ångström', email: 'soren@xn--bcher-kva.example.org', phone: '+46812345678' },
      message: 'Ciao!\nA presto.',
      extra: { 'your-subject': 'Offerta', 'checkbox-12': 'Fiere, Eventi' },
      consents: [{ purpose: 'privacy-notice', granted: true }],
    });
  });

  test('the text that was shown beside an acceptance box comes from the mapping', async () => {
    const mapping = { '$text.acceptance-617': 'Ho letto l’informativa e acconsento al trattamento dei dati' };
    expect((await accepted('contact-form-7', contactForm7Delivery(contactForm7Body, { mapping }))).consents).toEqual([
      { purpose: 'privacy-notice', text: 'Ho letto l’informativa e acconsento al trattamento dei dati', granted: true },
    ]);
  });

  test('JSON, urlencoded and multipart of the same form have the same dedupe key', async () => {
    const fields = { 'your-name': 'Ada', 'your-email': 'ada@example.org' };
    const keys = await Promise.all(
      [postJson(fields), postForm(fields), postMultipart(Object.entries(fields))].map(
        async (delivery) => (await accepted('contact-form-7', delivery)).dedupeKey,
      ),
    );
    expect(new Set(keys).size).toBe(1);
  });

  test('the version of the plugin does not change the dedupe key', async () => {
    const one = await accepted('contact-form-7', contactForm7Delivery());
    const other = await accepted(
      'contact-form-7',
      contactForm7Delivery({ ...contactForm7Body, _wpcf7_version: '6.1' }),
    );
    expect(other.dedupeKey).toBe(one.dedupeKey);
  });
});
