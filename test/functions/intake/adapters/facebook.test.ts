import { describe, expect, test } from 'vitest';
import { readDelivery } from '#functions/intake/adapters/read-delivery.ts';
import { readFetchedLead } from '#functions/intake/adapters/read-fetched-lead.ts';
import { post, postJson, secret } from '#test/functions/intake/fixtures/delivery.ts';
import { refusedFor, submissionsIn } from '#test/functions/intake/fixtures/expectations.ts';
import {
  facebookBody,
  facebookDelivery,
  facebookHandshake,
  facebookLead,
  signFacebook,
} from '#test/functions/intake/fixtures/facebook.ts';

const reference = { provider: 'facebook', id: '123123123123', dedupeKey: 'facebook:123123123123' } as const;
const challenge = { 'hub.mode': 'subscribe', 'hub.challenge': '1158201444', 'hub.verify_token': 'meatyhamhock' };

describe('Facebook Lead Ads', () => {
  test('a signed delivery gives the leads to fetch', async () => {
    expect(await readDelivery('facebook', facebookDelivery())).toEqual({
      kind: 'fetch',
      references: [
        {
          ...reference,
          submittedAt: '2026-11-20T08:59:00.000Z',
          pageId: '123123123',
          formId: '12312312312',
          adId: '4444',
        },
      ],
    });
  });

  test('an id too large for a double keeps all its digits', async () => {
    const text =
      '{"object":"page","entry":[{"changes":[{"field":"leadgen","value":{"leadgen_id":12345678901234567891}}]}]}';
    const result = await readDelivery(
      'facebook',
      signFacebook(post(text, { 'content-type': 'application/json' }, { signingSecret: secret })),
    );
    expect(result).toMatchObject({ references: [{ id: '12345678901234567891' }] });
  });

  test('the fetched lead becomes a submission; its boxes carry the texts of the form', async () => {
    expect(submissionsIn(await readFetchedLead(reference, facebookLead, {}))).toEqual([
      {
        dedupeKey: reference.dedupeKey,
        submittedAt: '2026-11-20T08:59:00.000Z',
        person: { name: 'Chiara Moretti', email: 'chiara.moretti@gmail.com', phone: '+393331234567' },
        company: { name: 'Moretti Design' },
        extra: { 'quando_vuoi_iniziare?': 'entro_un_mese' },
        consents: [
          { purpose: 'marketing', text: 'Acconsento a ricevere la newsletter', granted: true },
          { purpose: 'profiling', text: 'Acconsento alla profilazione', granted: false },
        ],
        campaign: { formId: '12312312312', adId: '4444', campaignId: '777', utmCampaign: 'Autunno 2026' },
      },
    ]);
  });

  test('the mapping supplies purpose and text of a box that the lead names by key only', async () => {
    const { legal_content: _, ...lead } = facebookLead;
    const mapping = {
      'consent.marketing': 'optional_1',
      '$text.marketing': 'Sì, scrivetemi',
      'consent.profiling': 'optional_2',
    };
    const [submission] = submissionsIn(await readFetchedLead(reference, lead, { mapping }));
    expect(submission?.consents).toEqual([
      { purpose: 'marketing', text: 'Sì, scrivetemi', granted: true },
      { purpose: 'profiling', text: 'optional_2', granted: false },
    ]);
  });

  test('a lead of Meta’s testing tool is not taken', async () => {
    const lead = {
      ...facebookLead,
      field_data: [
        { name: 'email', values: ['test@meta.com'] },
        { name: 'full_name', values: ['<test lead: dummy data for full_name>'] },
      ],
    };
    expect(await readFetchedLead(reference, lead, {})).toMatchObject({ kind: 'ignored', reason: 'test-delivery' });
  });

  test('the handshake is answered with the challenge, given the right verify token', async () => {
    expect(await readDelivery('facebook', facebookHandshake(challenge))).toEqual({
      kind: 'handshake',
      status: 200,
      body: '1158201444',
      headers: { 'content-type': 'text/plain; charset=utf-8' },
    });
  });

  test.each(['app secret', 'k3y'])(
    'without a verify token, the signing secret or that of the URL is one: %s',
    async (token) => {
      const source = { signingSecret: 'app secret', secret: 'k3y' };
      const asked = facebookHandshake({ ...challenge, 'hub.verify_token': token }, source);
      expect(await readDelivery('facebook', asked)).toMatchObject({ kind: 'handshake', body: '1158201444' });
      await refusedFor('signature-wrong', 'facebook', facebookHandshake(challenge, source));
    },
  );

  test('a handshake with another token, without one on the source, or with markup for a challenge is refused', async () => {
    expect(
      (await refusedFor('signature-wrong', 'facebook', facebookHandshake({ ...challenge, 'hub.verify_token': 'x' })))
        .status,
    ).toBe(401);
    await refusedFor('secret-unset', 'facebook', facebookHandshake(challenge, {}));
    await refusedFor(
      'method-unsupported',
      'facebook',
      facebookHandshake({ ...challenge, 'hub.challenge': '<script>' }),
    );
    expect((await refusedFor('method-unsupported', 'facebook', facebookHandshake({}))).status).toBe(405);
  });

  test('missing and wrong signatures, and a source without the app secret, are refused', async () => {
    await refusedFor('signature-missing', 'facebook', postJson(facebookBody, {}, { signingSecret: secret }));
    await refusedFor('signature-wrong', 'facebook', { ...facebookDelivery(), source: { signingSecret: 'other' } });
    expect((await refusedFor('secret-unset', 'facebook', facebookDelivery(facebookBody, {}))).detail).toContain(
      'app secret',
    );
  });

  test('changes of other fields are acknowledged; a leadgen change without an id is broken', async () => {
    const body = (changes: unknown[]) => ({ object: 'page', entry: [{ id: '1', changes }] });
    expect(await readDelivery('facebook', facebookDelivery(body([{ field: 'feed', value: {} }])))).toMatchObject({
      kind: 'ignored',
    });
    await refusedFor('body-broken', 'facebook', facebookDelivery(body([{ field: 'leadgen', value: {} }])));
    expect((await refusedFor('body-broken', 'facebook', facebookDelivery({ object: 'page' }))).detail).toContain(
      'entry',
    );
  });
});
