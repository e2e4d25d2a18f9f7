import { describe, expect, test } from 'vitest';
import { readDelivery } from '#functions/intake/adapters/read-delivery.ts';
import { postJson, secret } from '#test/functions/intake/fixtures/delivery.ts';
import { accepted, refusedFor } from '#test/functions/intake/fixtures/expectations.ts';
import { tallyBody, tallyDelivery } from '#test/functions/intake/fixtures/tally.ts';

describe('Tally', () => {
  test('a signed response becomes a submission: choice ids as their texts, uploads as names, boxes as consents', async () => {
    expect(await accepted('tally', tallyDelivery())).toEqual({
      dedupeKey: 'tally:a4cb511e-d513-4fa5-baee-b815d718dfd1',
      submittedAt: '2026-11-20T08:58:21.000Z',
      person: {
        name: 'Grace Hopper',
        givenName: 'Grace',
        familyName: 'Hopper',
        email: 'grace@navy.example.org',
        phone: '+12025550143',
      },
      company: { domain: 'example.org', website: 'https://www.cobol.example.org/about', size: '11-50' },
      extra: { Brief: 'brief.pdf' },
      consents: [
        { purpose: 'privacy-notice', text: 'I have read the privacy policy', granted: true },
        { purpose: 'marketing', text: 'I agree to receive marketing emails', granted: false },
      ],
      campaign: { formId: 'VwbNEw', formName: 'Request a quote', utmMedium: 'cpc' },
    });
  });

  test('a missing and a wrong signature are refused when the source has a secret', async () => {
    expect(
      (await refusedFor('signature-missing', 'tally', postJson(tallyBody, {}, { signingSecret: secret }))).status,
    ).toBe(401);
    expect(
      (await refusedFor('signature-wrong', 'tally', { ...tallyDelivery(), source: { signingSecret: 'other' } })).status,
    ).toBe(401);
  });

  test('another kind of event is acknowledged and not taken', async () => {
    const result = await readDelivery('tally', tallyDelivery({ eventId: 'e', eventType: 'FORM_UPDATED' }));
    expect(result).toMatchObject({ kind: 'ignored', reason: 'other-event' });
  });

  test('a field that is no field is refused with its place', async () => {
    const body = {
      ...tallyBody,
      data: { ...tallyBody.data, fields: [{ label: 'E-mail', type: 'INPUT_EMAIL', value: 'a@b.it' }] },
    };
    expect((await refusedFor('body-broken', 'tally', tallyDelivery(body))).detail).toContain('data.fields[0].key');
  });
});
