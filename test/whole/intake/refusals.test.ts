import { beforeAll, describe, expect, test } from 'vitest';
import { post as fixture, secret } from '#test/functions/intake/fixtures/delivery.ts';
import { htmlDelivery, htmlFields } from '#test/functions/intake/fixtures/html.ts';
import { executionsOf } from '#test/whole/support/everything.ts';
import { lead, post } from '#test/whole/support/forms.ts';
import { multipartForm, providerCases, send, signedBytes, signedJson } from '#test/whole/support/providers.ts';
import { Problem, type Source } from '#test/whole/support/shapes.ts';
import { changePolicy, noContacts } from '#test/whole/support/short-cycle.ts';
import { useProduct } from '#test/whole/support/use-product.ts';

const product = useProduct();
let source: Source;
let page: Source;
const thankYouUrl = 'https://www.company.example/thanks?from=form';

beforeAll(async () => {
  await changePolicy(product(), noContacts);
  source = await product().newSource('json', { signingSecret: secret });
  page = await product().newSource('html', { thankYouUrl });
});

const body = lead('eve.evil@evil.example');
const json = (text: string) => fixture(text, { 'content-type': 'application/json' });
const unsigned = json(JSON.stringify(body));
const refusals = [
  ['a missing signature', 401, 'signature-missing', () => unsigned],
  [
    'a wrong signature',
    401,
    'signature-wrong',
    () => ({ ...signedJson(body), rawBody: unsigned.rawBody.map((byte, index) => (index === 9 ? byte ^ 1 : byte)) }),
  ],
  ['a broken body', 400, 'body-broken', () => signedJson('{"email": "eve@evil.example"')],
  ['bytes that are no UTF-8', 400, 'body-broken', () => signedBytes('{"name": "Zo\u00eb"}')],
  ['no body', 400, 'body-broken', () => signedJson('')],
  [
    'no usable address',
    422,
    'no-usable-address',
    () => signedJson({ name: 'Eve Evil', email: 'eve at evil', phone: '12' }),
  ],
  ['257 KB', 413, 'body-too-large', () => signedJson({ ...body, message: 'x'.repeat(257 * 1024) })],
  ['a header in the name', 422, 'field-injection', () => signedJson({ ...body, name: 'Eve\r\nBcc: all@evil.example' })],
  ['a script in the name', 422, 'field-injection', () => signedJson({ ...body, name: '<script>alert(1)</script>' })],
  [
    'a header in the address',
    422,
    undefined,
    () => signedJson({ ...body, email: 'eve@evil.example\nBcc: all@evil.example' }),
  ],
  [
    'a body of another type',
    415,
    'content-type-unsupported',
    () => ({ ...signedJson(body), headers: { ...signedJson(body).headers, 'content-type': 'image/png' } }),
  ],
] as const;

describe('A delivery that can not be taken is refused, counted, and leaves nothing behind:', () => {
  test.each(refusals)('%s', async (_, status, reason, make) => {
    const before = (await product().source(source.id)).counts;
    const answer = await send(source.url, make());
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    const problem = Problem.parse(await answer.json());
    expect(problem).toMatchObject({ status, ...(reason && { code: `delivery.${reason}` }) });
    expect(answer.status).toBe(status);
    expect(JSON.stringify(problem)).not.toContain('evil.example');
    const counted = `rejected.${problem.code.replace('delivery.', '')}`;
    expect((await product().source(source.id)).counts[counted]).toBe((before[counted] ?? 0) + 1);
  });

  test.each(['webflow', 'hubspot', 'wpforms', 'standard-webhooks'])('an old delivery of %s, replayed', async (name) => {
    const known = providerCases.find(({ provider }) => provider === name);
    const { id, url } = await product().newSource(name, known?.source);
    const now = Date.parse(await product().now()) - 6 * 60_000;
    const answer = known && (await send(url, known.send({ url, now })));
    expect(answer?.status).toBe(401);
    expect(Problem.parse(await answer?.json()).code).toBe('delivery.timestamp-stale');
    expect((await product().source(id)).counts).toEqual({ 'rejected.timestamp-stale': 1 });
  });

  test.each(
    providerCases
      .filter(({ source: { signingSecret } }: { source: { signingSecret?: string } }) => signingSecret)
      .map((one) => [one.provider, one] as const),
  )('a delivery of %s that somebody else has signed', async (_, known) => {
    const other =
      known.provider === 'standard-webhooks'
        ? `whsec_${Buffer.from('another key of 32 bytes, yes, 32').toString('base64')}`
        : 'another secret';
    const { id, url } = await product().newSource(known.provider, { signingSecret: other });
    const answer = await send(url, known.send({ url, now: Date.parse(await product().now()) }));
    expect(answer.status).toBe(401);
    expect((await product().source(id)).counts).toEqual({ 'rejected.signature-wrong': 1 });
  });

  test('a wrong secret in the address, a source that is not there, and one that was closed', async () => {
    const closed = await product().newSource('json');
    expect((await product().call('DELETE', `/sources/${closed.id}`)).status).toBe(204);
    const guesses = [source.url.replace(/.{3}$/, 'abc'), source.url.replace(source.id, '0'.repeat(26)), closed.url];
    for (const url of guesses) {
      const answer = await send(url, signedJson(body));
      expect(answer.status).toBe(404);
      expect(Problem.parse(await answer.json()).code).toBe('source.unknown');
    }
    expect((await product().source(source.id)).counts['rejected.secret-wrong']).toBe(1);
  });

  test('a field that people do not see, which only a robot fills; it learns nothing from the answer', async () => {
    const robot = htmlFields.map(([name, value]): [string, string] => [
      name,
      name === '_gotcha' ? 'http://spam' : value,
    ]);
    const answer = await send(page.url, htmlDelivery(robot), { accept: 'text/html' });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, thankYouUrl]);
    expect((await product().source(page.id)).counts).toEqual({ 'rejected.spam': 1 });
  });

  test('of all of them nobody is a customer, and nothing was started', async () => {
    await product().advance('PT1H');
    expect(await product().customers()).toEqual([]);
    expect(await executionsOf(product().url)).toEqual([]);
  });
});

describe('A form on a page of one’s own', () => {
  test('sends the browser on to the thank-you page', async () => {
    const answer = await send(page.url, htmlDelivery(), { accept: 'text/html,*/*' });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, thankYouUrl]);
    expect((await product().cardOf('mario.rossi@rossi-macchine.it')).name).toBe('Rossi Macchine S.r.l.');
  });

  test('may be multipart, and answers a program with JSON', async () => {
    const form = multipartForm([
      ['nome', 'Multi'],
      ['cognome', 'Parte'],
      ['email', 'multi@parte.example'],
      ['azienda', 'Parte & Figli'],
    ]);
    const answer = await send(page.url, form, { accept: 'application/json' });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ result: 'accepted', count: 1 });
    expect((await product().cardOf('multi@parte.example')).people[0]?.name).toBe('Multi Parte');
  });

  test('of 256 KB is not too large, and a batch is taken whole or not at all', async () => {
    const { url } = await product().newSource('json');
    expect((await post(url, lead('big@big.example', { message: 'x'.repeat(250 * 1024) }))).status).not.toBe(413);
    const two = [lead('one@batch.example'), lead('two@batch.example')];
    expect((await post(url, [...two, { name: 'Nobody' }])).status).toBe(422);
    expect(await product().find('one@batch.example')).toBeUndefined();
    expect(await (await post(url, two)).json()).toEqual({ result: 'accepted', count: 2 });
    expect(await product().find('two@batch.example')).toBeDefined();
  });
});
