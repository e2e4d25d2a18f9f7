import { Buffer } from 'node:buffer';
import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { now, nowMs, postJson } from '#test/functions/intake/fixtures/delivery.ts';
import { accepted, refusedFor } from '#test/functions/intake/fixtures/expectations.ts';
import {
  signStandard,
  standardBody,
  standardDelivery,
  standardSecret,
} from '#test/functions/intake/fixtures/standard-webhooks.ts';

const unsigned = () => postJson(standardBody, {}, { signingSecret: standardSecret });

const withHeaders = (headers: Record<string, string | undefined>) => {
  const delivery = standardDelivery();
  return { ...delivery, headers: { ...delivery.headers, ...headers } };
};

describe('Standard Webhooks', () => {
  test('a message that the published library signed becomes a submission, from nested fields', async () => {
    expect(await accepted('standard-webhooks', standardDelivery())).toEqual({
      dedupeKey: 'standard-webhooks:msg_2KWPBgLlAfxdpx2AI54pPJ85f4W',
      submittedAt: '2026-11-20T08:59:59.000Z',
      person: {
        name: 'Yuki 田中',
        givenName: 'Yuki',
        familyName: '田中',
        email: 'yuki@tanaka.example.jp',
        phone: '+81312345678',
      },
      company: { name: '田中製作所', domain: 'example.jp', vat: 'JP123456' },
      locale: 'en',
      message: 'Call me\nafter five',
      extra: {},
      consents: [{ purpose: 'marketing', text: 'newsletter', granted: true }],
    });
  });

  test('one right signature among several is enough while the sender changes keys', async () => {
    const right = standardDelivery().headers['webhook-signature'];
    const signatures = `v1,bm9uc2Vuc2U= ${right} v1a,bm9uc2Vuc2U=`;
    expect(
      (await accepted('standard-webhooks', withHeaders({ 'webhook-signature': signatures }))).person.givenName,
    ).toBe('Yuki');
  });

  test('an ed25519 signature is checked with the sender’s public key', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const signingSecret = `whpk_${Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url').toString('base64')}`;
    const delivery = { ...withHeaders({}), source: { signingSecret } };
    const content = `msg_2KWPBgLlAfxdpx2AI54pPJ85f4W.${nowMs / 1000}.${Buffer.from(delivery.rawBody)}`;
    const signature = `v1a,${sign(null, Buffer.from(content), privateKey).toString('base64')}`;
    const signed = { ...delivery, headers: { ...delivery.headers, 'webhook-signature': signature } };
    expect((await accepted('standard-webhooks', signed)).person.givenName).toBe('Yuki');
    await refusedFor('signature-wrong', 'standard-webhooks', {
      ...signed,
      headers: { ...signed.headers, 'webhook-id': 'msg_other' },
    });
    await refusedFor('signature-wrong', 'standard-webhooks', delivery);
  });

  test('all three headers must be there and belong together', async () => {
    await refusedFor('signature-missing', 'standard-webhooks', withHeaders({ 'webhook-signature': undefined }));
    await refusedFor('signature-missing', 'standard-webhooks', withHeaders({ 'webhook-id': undefined }));
    await refusedFor('signature-wrong', 'standard-webhooks', withHeaders({ 'webhook-id': 'msg_other' }));
    await refusedFor(
      'signature-wrong',
      'standard-webhooks',
      withHeaders({ 'webhook-timestamp': String(nowMs / 1000 + 1) }),
    );
    expect(
      (await refusedFor('signature-wrong', 'standard-webhooks', withHeaders({ 'webhook-signature': 'v1,' }))).status,
    ).toBe(401);
  });

  test.each([-301, 301])('a message signed %i seconds from now is refused', async (seconds) => {
    const at = new Date(Date.parse(now) + seconds * 1000);
    expect((await refusedFor('timestamp-stale', 'standard-webhooks', signStandard(unsigned(), at))).status).toBe(401);
  });

  test('a source without a key takes nothing and says what to set', async () => {
    expect(
      (await refusedFor('secret-unset', 'standard-webhooks', standardDelivery(standardBody, {}))).detail,
    ).toContain('whsec_');
  });

  test('without "data" the whole body is the form', async () => {
    const delivery = standardDelivery({ email: 'a@b.example' });
    expect((await accepted('standard-webhooks', delivery)).person).toEqual({ email: 'a@b.example' });
  });
});
