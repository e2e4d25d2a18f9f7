import { describe, expect, test } from 'vitest';
import { readDelivery } from '#functions/intake/adapters/read-delivery.ts';
import { mac, post, postJson, secret } from '#test/functions/intake/fixtures/delivery.ts';
import { accepted, refusedFor, submissionsIn } from '#test/functions/intake/fixtures/expectations.ts';

describe('plain JSON', () => {
  test('flat English keys become a submission', async () => {
    const body = {
      full_name: 'Ada Lovelace',
      email: 'ada@lovelace.example.com',
      phone: '+44 20 7946 0958',
      company: 'Lovelace Ltd',
      message: 'Hi',
    };
    expect(await accepted('json', postJson(body))).toMatchObject({
      person: { name: 'Ada Lovelace', email: 'ada@lovelace.example.com', phone: '+442079460958' },
      company: { name: 'Lovelace Ltd' },
      message: 'Hi',
    });
  });

  test.each([
    [{ contatto: { nome: 'Ada', cognome: 'Rossi', email: 'a@b.example', telefono: ['02 12345678'] } }],
    [{ richiedente: { dati: { nome: 'Ada', cognome: 'Rossi', email: 'a@b.example', telefono: '0212345678' } } }],
    [{ name: 'Ada Rossi', opportunity: { buyer: { email: 'a@b.example', mobile: '(+39) 02-12345678' } } }],
  ])('an address is found under the parents of %j', async (body) => {
    expect((await accepted('json', postJson(body))).person).toMatchObject({
      name: 'Ada Rossi',
      email: 'a@b.example',
      phone: '+390212345678',
    });
  });

  test('an address deeper down is no rival of the one at the top', async () => {
    const body = { owner: { email: 'seller@us.example' }, email: 'a@b.example' };
    expect((await accepted('json', postJson(body))).person.email).toBe('a@b.example');
  });

  test('nested objects and lists of label and value are read', async () => {
    const body = {
      form: { id: 'f1', name: 'Contact us' },
      submission: {
        fields: [
          { label: 'E-mail', value: 'a@acme.example' },
          { label: 'Topics', value: ['x', 'y'] },
        ],
      },
      company: { name: 'Acme', website: 'acme.example/it' },
    };
    const { person, company, extra, campaign } = await accepted('json', postJson(body));
    expect({ person, company, extra, campaign }).toEqual({
      person: { email: 'a@acme.example' },
      company: { name: 'Acme', website: 'https://acme.example/it', domain: 'acme.example' },
      extra: { Topics: 'x, y' },
      campaign: { formId: 'f1', formName: 'Contact us' },
    });
  });

  test('a list is a batch, and one unusable form in it refuses the whole', async () => {
    const forms = [{ email: 'a@b.example' }, { email: 'c@d.example' }];
    const result = submissionsIn(await readDelivery('json', postJson(forms)));
    expect(result.map(({ person }) => person.email)).toEqual(['a@b.example', 'c@d.example']);
    expect(new Set(result.map(({ dedupeKey }) => dedupeKey)).size).toBe(2);
    expect(submissionsIn(await readDelivery('json', postJson([forms[0], ...forms])))).toEqual(result);
    expect((await refusedFor('no-usable-address', 'json', postJson([...forms, { name: 'x' }]))).detail).toMatch(
      /^Form 3 of 3: /,
    );
  });

  test('the dedupe key is the Idempotency-Key, else the mapped $id, else an event id, else a hash', async () => {
    const body = { email: 'a@b.example', event_id: 'e-1', ref: 'r-1' };
    const key = async (headers: Record<string, string>, mapping = {}, sent: object = body) =>
      (await accepted('json', postJson(sent, headers, { mapping }))).dedupeKey;
    expect(await key({ 'idempotency-key': 'i-1' })).toBe('json:i-1');
    expect(await key({}, { $id: 'ref' })).toBe('json:r-1');
    expect(await key({})).toBe('json:e-1');
    expect(await key({}, {}, { email: 'a@b.example', id: 17 })).toMatch(/^json:#/);
    expect(await key({ 'idempotency-key': 'x'.repeat(5000) })).toMatch(/^json:.{43}$/);
  });

  test('a signed source takes an HMAC of the body or the bearer secret', async () => {
    const body = { email: 'a@b.example' };
    const source = { signingSecret: secret };
    for (const headers of [
      { 'x-hub-signature-256': `sha256=${mac('hex', JSON.stringify(body))}` },
      { authorization: `bearer ${secret}` },
    ]) {
      expect((await accepted('json', postJson(body, headers, source))).person.email).toBe('a@b.example');
    }
    await refusedFor('signature-missing', 'json', postJson(body, {}, source));
    await refusedFor('signature-wrong', 'json', postJson(body, { 'x-hub-signature-256': 'sha256=00' }, source));
  });

  test('a byte order mark, UTF-16 and text/plain are read as the JSON they are', async () => {
    const text = '{"nome":"Nicolò","email":"n@b.example"}';
    const utf16 = Buffer.from(text, 'utf16le');
    const deliveries = [
      post(`\uFEFF${text}`, { 'content-type': 'application/json' }),
      post(utf16, { 'content-type': 'application/json; charset=utf-16le' }),
      post(text, { 'content-type': 'text/plain;charset=UTF-8' }),
      post(text),
      post(text, { 'content-type': 'application/vnd.acme+json' }),
    ];
    for (const delivery of deliveries) expect((await accepted('json', delivery)).person.name).toBe('Nicolò');
  });

  test('what is no JSON form is refused', async () => {
    const json = { 'content-type': 'application/json' };
    for (const body of ['', '{', 'null', '3', '"text"', '[]', '[1]', '['.repeat(100_000), '{"a":'.repeat(50_000)]) {
      expect((await refusedFor('body-broken', 'json', post(body, json))).status).toBe(400);
    }
    await refusedFor('body-broken', 'json', post(Uint8Array.from([0x7b, 0xff, 0xfe, 0x7d]), json));
    await refusedFor('content-type-unsupported', 'json', post('<a/>', { 'content-type': 'application/xml' }));
    expect(
      (
        await refusedFor(
          'content-type-unsupported',
          'json',
          post('{}', { 'content-type': 'application/json; charset=klingon' }),
        )
      ).status,
    ).toBe(415);
  });

  test('keys that would touch prototypes are plain keys or nothing', async () => {
    const delivery = post('{"email":"a@b.example","__proto__":{"admin":true},"constructor":"c"}', {
      'content-type': 'application/json',
    });
    const submission = await accepted('json', delivery);
    expect(submission.extra.constructor).toBe('c');
    expect(Object.getPrototypeOf(submission.extra)).toBe(Object.prototype);
    expect('admin' in submission.extra).toBe(false);
  });
});
