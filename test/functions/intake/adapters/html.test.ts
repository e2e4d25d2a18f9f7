import { Buffer } from 'node:buffer';
import { describe, expect, test } from 'vitest';
import { readDelivery } from '#functions/intake/adapters/read-delivery.ts';
import { post, postForm, postMultipart } from '#test/functions/intake/fixtures/delivery.ts';
import { accepted, refusedFor } from '#test/functions/intake/fixtures/expectations.ts';
import { htmlDelivery, htmlFields } from '#test/functions/intake/fixtures/html.ts';

const urlencoded = { 'content-type': 'application/x-www-form-urlencoded' };

describe('plain HTML forms', () => {
  test('an Italian form becomes a submission, with the browser’s language and the campaign of the page', async () => {
    const { dedupeKey, ...submission } = await accepted('html', htmlDelivery());
    expect(dedupeKey).toMatch(/^html:#[\w-]{43}$/);
    expect(submission).toEqual({
      person: {
        name: 'Mario Rossi',
        givenName: 'Mario',
        familyName: 'Rossi',
        email: 'mario.rossi@rossi-macchine.it',
        phone: '+390212345678',
      },
      company: { name: 'Rossi Macchine S.r.l.', domain: 'rossi-macchine.it' },
      locale: 'it',
      message: 'Buongiorno,\nvorrei un’offerta.',
      extra: { interessi: 'torni, frese' },
      consents: [{ purpose: 'privacy-notice', text: 'privacy', granted: true }],
      campaign: { pageUrl: 'https://www.rossi-macchine.it/contatti?utm_source=fiera', utmSource: 'fiera' },
    });
  });

  test('multipart carries the same form; a file leaves its name only', async () => {
    const fields = [
      ['nome', 'Zoë Nuñez 株式会社'],
      ['email', 'zoe@nunez.example'],
      ['allegato"; filename="listino è.pdf', '%PDF-1.7 …'],
    ] as const;
    expect(await accepted('html', postMultipart(fields))).toMatchObject({
      person: { name: 'Zoë Nuñez 株式会社', email: 'zoe@nunez.example' },
      extra: { allegato: 'listino è.pdf' },
    });
  });

  test('pages in windows-1252 keep their accents, urlencoded and multipart', async () => {
    const body = 'nome=Nicol%F2+Sar%E0&email=n%40b.example';
    expect((await accepted('html', post(body, urlencoded))).person.name).toBe('Nicolò Sarà');
    const delivery = postMultipart([
      ['nome', 'NICOL_'],
      ['email', 'n@b.example'],
    ]);
    const rawBody = Buffer.from(
      Buffer.from(delivery.rawBody).toString('latin1').replace('NICOL_', 'Nicol\xf2'),
      'latin1',
    );
    expect((await accepted('html', { ...delivery, rawBody })).person.name).toBe('Nicolò');
  });

  test('a charset that the form names is used', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded; charset=shift_jis' };
    expect((await accepted('html', post('name=%93c%92%86&email=n%40b.example', headers))).person.name).toBe('田中');
  });

  test('half-broken escapes and odd pairs are taken as they stand', async () => {
    expect((await accepted('html', post('email=a%40b.example&note=100%&&=x&flag', urlencoded))).message).toBe('100%');
  });

  test('a filled honeypot is spam; an empty one is not', async () => {
    expect(
      (await refusedFor('spam', 'html', htmlDelivery([...htmlFields.slice(0, -1), ['_gotcha', 'buy now']]))).status,
    ).toBe(422);
    const mapping = { $honeypot: 'fax' };
    await refusedFor('spam', 'html', htmlDelivery([...htmlFields, ['fax', '1']], { mapping }));
    expect((await accepted('html', htmlDelivery([...htmlFields, ['fax', '']], { mapping }))).person.givenName).toBe(
      'Mario',
    );
  });

  test('a nonce of the page is the dedupe key and no answer', async () => {
    const submission = await accepted('html', htmlDelivery([...htmlFields, ['_nonce', 'n-42']]));
    expect(submission).toMatchObject({ dedupeKey: 'html:n-42', extra: { interessi: 'torni, frese' } });
  });

  test('the text that was shown beside a box comes from the mapping or from a hidden field next to it', async () => {
    const base: [string, string][] = [
      ['email', 'a@b.example'],
      ['newsletter', 'on'],
    ];
    const mapped = await accepted(
      'html',
      htmlDelivery(base, { mapping: { '$text.marketing': 'Voglio la newsletter' } }),
    );
    const hidden = await accepted('html', htmlDelivery([...base, ['newsletter_text', 'Sì, mandatemi la newsletter']]));
    expect([...mapped.consents, ...hidden.consents]).toEqual([
      { purpose: 'marketing', text: 'Voglio la newsletter', granted: true },
      { purpose: 'marketing', text: 'Sì, mandatemi la newsletter', granted: true },
    ]);
  });

  test('other content types and compressed bodies are refused', async () => {
    expect(
      (await refusedFor('content-type-unsupported', 'html', post('<x/>', { 'content-type': 'text/html' }))).status,
    ).toBe(415);
    await refusedFor('content-type-unsupported', 'html', post('x', { ...urlencoded, 'content-encoding': 'gzip' }));
    const many = Array.from({ length: 501 }, (_, index): [string, string] => [`f${index}`, '1']);
    expect((await refusedFor('body-broken', 'html', postForm(many))).detail).toContain('500');
  });

  test('only POST is taken', async () => {
    const result = await readDelivery('html', { ...htmlDelivery(), method: 'GET' });
    expect(result).toMatchObject({ kind: 'refused', reason: 'method-unsupported', status: 405 });
  });
});
