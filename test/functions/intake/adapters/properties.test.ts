import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Provider } from '#contracts/provider.ts';
import type { AdapterResult, Delivery } from '#functions/intake/adapters/adapter.ts';
import { readDelivery } from '#functions/intake/adapters/read-delivery.ts';
import { post, postForm, postJson, secret } from '#test/functions/intake/fixtures/delivery.ts';
import { accepted, submissionsIn, withFlippedBit } from '#test/functions/intake/fixtures/expectations.ts';
import { facebookDelivery } from '#test/functions/intake/fixtures/facebook.ts';
import { htmlFields } from '#test/functions/intake/fixtures/html.ts';
import { hubspotDelivery } from '#test/functions/intake/fixtures/hubspot.ts';
import { jotformAnswers, jotformDelivery } from '#test/functions/intake/fixtures/jotform.ts';
import { standardDelivery } from '#test/functions/intake/fixtures/standard-webhooks.ts';
import { tallyDelivery } from '#test/functions/intake/fixtures/tally.ts';
import { typeformDelivery } from '#test/functions/intake/fixtures/typeform.ts';
import { webflowDelivery } from '#test/functions/intake/fixtures/webflow.ts';
import { wpformsDelivery } from '#test/functions/intake/fixtures/wordpress.ts';

const kinds: AdapterResult['kind'][] = ['delivery', 'fetch', 'handshake', 'ignored', 'refused'];

const signed: [Provider, Delivery][] = [
  ['typeform', typeformDelivery()],
  ['tally', tallyDelivery()],
  ['webflow', webflowDelivery()],
  ['hubspot', hubspotDelivery()],
  ['facebook', facebookDelivery()],
  ['wpforms', wpformsDelivery()],
  ['standard-webhooks', standardDelivery()],
];

const contentType = fc.constantFrom(
  undefined,
  'application/json',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=b',
  'multipart/form-data',
  'text/plain; charset=utf-16le',
  'x;;=',
);

const body = fc.oneof(
  fc.uint8Array({ maxLength: 400 }),
  fc.json({ maxDepth: 6 }).map((text) => new TextEncoder().encode(text)),
  fc.string({ unit: 'binary', maxLength: 200 }).map((text) => new TextEncoder().encode(`email=a%40b.example&${text}`)),
  fc
    .string({ unit: 'binary', maxLength: 200 })
    .map((text) =>
      new TextEncoder().encode(`--b\r\nContent-Disposition: form-data; name="${text}"\r\n\r\n${text}\r\n--b--`),
    ),
);

describe('any delivery', () => {
  test.each(Provider.options)(
    'whatever bytes come to %s, the answer is a result and never an exception',
    async (provider) => {
      await fc.assert(
        fc.asyncProperty(
          body,
          contentType,
          fc.option(fc.string(), { nil: undefined }),
          async (rawBody, type, signingSecret) => {
            const headers = type === undefined ? {} : { 'content-type': type };
            const result = await readDelivery(provider, post(rawBody, headers, { signingSecret }));
            expect(kinds).toContain(result.kind);
            if (result.kind === 'delivery') submissionsIn(result);
          },
        ),
        { numRuns: 150 },
      );
    },
  );

  test.each(signed)('one changed bit in a signed body of %s is refused', async (provider, delivery) => {
    expect((await readDelivery(provider, delivery)).kind).not.toBe('refused');
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.nat(7), async (position, bit) => {
        expect(await readDelivery(provider, withFlippedBit(delivery, position, bit))).toMatchObject({
          kind: 'refused',
          reason: 'signature-wrong',
        });
      }),
      { numRuns: 200 },
    );
  });

  test.each(signed)(
    'a delivery of %s that is repeated gives the same answer, key included',
    async (provider, delivery) => {
      const first = await readDelivery(provider, delivery);
      expect(await readDelivery(provider, { ...delivery, rawBody: Uint8Array.from(delivery.rawBody) })).toEqual(first);
    },
  );
});

describe('any form', () => {
  test('the order of the fields does not matter, neither to what is read nor to the key', async () => {
    const expected = await accepted('html', postForm(htmlFields));
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(htmlFields, { minLength: htmlFields.length }), async (fields) => {
        const [torni, frese] = htmlFields.filter(([name]) => name === 'interessi[]');
        let next = [torni, frese];
        const inOrder = fields.map((field) => {
          if (field[0] !== 'interessi[]') return field;
          const [value, ...rest] = next;
          next = rest;
          return value ?? field;
        });
        expect(await accepted('html', postForm(inOrder))).toEqual(expected);
      }),
      { numRuns: 50 },
    );
  });

  test('the order of the keys of a JSON form, and of Jotform’s answers, does not change the key', async () => {
    const entries = Object.entries(jotformAnswers);
    const keyOf = async (shuffled: [string, unknown][]): Promise<string[]> => [
      (await accepted('json', postJson({ email: 'a@b.example', ...Object.fromEntries(shuffled) }))).dedupeKey,
      (await accepted('jotform', jotformDelivery(Object.fromEntries(shuffled)))).dedupeKey,
    ];
    const expected = await keyOf(entries);
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(entries, { minLength: entries.length }), async (shuffled) => {
        expect(await keyOf(shuffled)).toEqual(expected);
      }),
      { numRuns: 50 },
    );
  });

  test('a form that differs in one answer has another key', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ maxLength: 20 }), fc.string({ maxLength: 20 }), async (one, other) => {
        fc.pre(one !== other);
        const keys = await Promise.all(
          [one, other].map(
            async (note) => (await accepted('json', postJson({ email: 'a@b.example', note }))).dedupeKey,
          ),
        );
        expect(keys[0]).not.toBe(keys[1]);
      }),
      { numRuns: 100 },
    );
  });

  test('every address that is taken is one line of ASCII, whatever was typed', async () => {
    const typed = fc.oneof(
      fc.emailAddress(),
      fc.string({ unit: 'binary' }),
      fc.tuple(fc.string(), fc.domain()).map(([local, domain]) => `${local}@${domain}`),
    );
    await fc.assert(
      fc.asyncProperty(typed, async (email) => {
        const result = await readDelivery(
          'json',
          postJson({ email, phone: '+390212345678' }, { 'x-webhook-secret': secret }, { signingSecret: secret }),
        );
        if (result.kind === 'delivery')
          expect(result.submissions[0]?.person.email ?? 'none@none.example').toMatch(/^[!-~]+@[a-z0-9.-]+$/);
        else expect(result).toMatchObject({ kind: 'refused', reason: 'field-injection' });
      }),
      { numRuns: 300 },
    );
  });
});
