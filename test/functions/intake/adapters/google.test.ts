import { describe, expect, test } from 'vitest';
import { readDelivery } from '#functions/intake/adapters/read-delivery.ts';
import { accepted, refusedFor } from '#test/functions/intake/fixtures/expectations.ts';
import { googleBody, googleDelivery } from '#test/functions/intake/fixtures/google.ts';

describe('Google lead form', () => {
  test('a lead with the right google_key becomes a submission that does not show the key', async () => {
    const submission = await accepted('google', googleDelivery());
    expect(submission).toEqual({
      dedupeKey: 'google:CjwKCAiA-lead-7f3',
      person: { name: 'Ada Lovelace', email: 'ada@analytical-engines.co.uk', phone: '+441632960961' },
      company: { name: 'Analytical Engines Ltd', domain: 'analytical-engines.co.uk' },
      extra: { 'What is your preferred dealership?': 'London' },
      consents: [],
      campaign: {
        gclid: 'Cj0KCQ-gclid',
        formId: '40000000001',
        campaignId: '2000001',
        adGroupId: '20000000001',
        adId: '30000000001',
      },
    });
    expect(JSON.stringify(submission)).not.toContain(googleBody.google_key);
  });

  test('another key, or none, is refused when the source has a secret', async () => {
    expect(
      (await refusedFor('signature-wrong', 'google', googleDelivery({ ...googleBody, google_key: 'x' }))).status,
    ).toBe(401);
    const { google_key: _, ...keyless } = googleBody;
    expect((await refusedFor('signature-missing', 'google', googleDelivery(keyless))).status).toBe(401);
  });

  test('without a secret on the source the key does not matter', async () => {
    expect((await accepted('google', googleDelivery({ ...googleBody, google_key: 'any' }, {}))).person.name).toBe(
      'Ada Lovelace',
    );
  });

  test('test data from the Google Ads page is acknowledged and not taken, but only with the right key', async () => {
    expect(await readDelivery('google', googleDelivery({ ...googleBody, is_test: true }))).toMatchObject({
      kind: 'ignored',
      reason: 'test-delivery',
    });
    await refusedFor('signature-wrong', 'google', googleDelivery({ ...googleBody, is_test: true, google_key: 'x' }));
  });

  test('a body without columns is refused', async () => {
    expect((await refusedFor('body-broken', 'google', googleDelivery({ lead_id: '1' }, {}))).detail).toContain(
      'user_column_data',
    );
  });
});
