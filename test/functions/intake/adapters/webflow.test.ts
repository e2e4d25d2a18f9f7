import { describe, expect, test } from 'vitest';
import { readDelivery } from '#functions/intake/adapters/read-delivery.ts';
import { nowMs, postJson, secret } from '#test/functions/intake/fixtures/delivery.ts';
import { accepted, refusedFor } from '#test/functions/intake/fixtures/expectations.ts';
import { signWebflow, webflowBody, webflowDelivery } from '#test/functions/intake/fixtures/webflow.ts';

const unsigned = () => postJson(webflowBody, {}, { signingSecret: secret });

describe('Webflow', () => {
  test('a signed submission becomes ours, numbers and lists included', async () => {
    expect(await accepted('webflow', webflowDelivery())).toEqual({
      dedupeKey: 'webflow:6321ca84df3949bfc6752327',
      submittedAt: '2026-11-20T08:59:20.000Z',
      person: {
        name: 'Zaphod Beeblebrox',
        givenName: 'Zaphod',
        familyName: 'Beeblebrox',
        email: 'zaphod@heartofgold.example.com',
        phone: '+390669821234',
      },
      company: { name: 'Heart of Gold Ltd', domain: 'example.com' },
      extra: { 'Favourite colours': 'red, blue' },
      consents: [{ purpose: 'marketing', text: 'Newsletter opt-in', granted: true }],
      campaign: { formId: '65429eadebe8a9f3a30f62d0', formName: 'Contact Us' },
    });
  });

  test('version 1 of the payload, which hooks of old sites send, is read too', async () => {
    const body = {
      name: 'Sample Form',
      site: '62749158efef318abc8d5a0f',
      data: { name: 'Some One', email: 'some.one@home.example' },
      d: '2026-11-14T12:35:16.117Z',
      _id: '6321ca84',
    };
    expect(await accepted('webflow', postJson(body))).toMatchObject({
      dedupeKey: 'webflow:6321ca84',
      submittedAt: '2026-11-14T12:35:16.117Z',
      person: { name: 'Some One', email: 'some.one@home.example' },
    });
  });

  test.each([
    ['five minutes old', -5 * 60_000],
    ['five minutes early', 5 * 60_000],
  ])('a timestamp %s is still taken', async (_, away) => {
    expect((await accepted('webflow', signWebflow(unsigned(), String(nowMs + away)))).person.givenName).toBe('Zaphod');
  });

  test.each([
    ['older', -5 * 60_000 - 1],
    ['more in the future', 5 * 60_000 + 1],
  ])('a signed delivery %s than five minutes is refused', async (_, away) => {
    expect((await refusedFor('timestamp-stale', 'webflow', signWebflow(unsigned(), String(nowMs + away)))).status).toBe(
      401,
    );
  });

  test('signature and timestamp must both be there, and fit', async () => {
    await refusedFor('signature-missing', 'webflow', unsigned());
    const signed = webflowDelivery();
    await refusedFor('signature-wrong', 'webflow', {
      ...signed,
      headers: { ...signed.headers, 'x-webflow-timestamp': String(nowMs + 1) },
    });
    const timeless = signWebflow(unsigned(), '');
    expect((await refusedFor('timestamp-missing', 'webflow', timeless)).status).toBe(401);
  });

  test('another trigger is acknowledged and not taken', async () => {
    const result = await readDelivery(
      'webflow',
      webflowDelivery({ triggerType: 'site_publish', payload: { site: '1' } }),
    );
    expect(result).toMatchObject({ kind: 'ignored', reason: 'other-event' });
  });

  test('a submission without data is refused', async () => {
    expect(
      (
        await refusedFor(
          'body-broken',
          'webflow',
          webflowDelivery({ triggerType: 'form_submission', payload: { id: 'x' } }),
        )
      ).detail,
    ).toContain('data');
  });
});
