import { createServer } from 'node:http';
import { beforeAll, describe, expect, test } from 'vitest';
import { executionsOf } from '#test/whole/support/everything.ts';
import { lead, post } from '#test/whole/support/forms.ts';
import { leadAt, type ProviderCase, providerCases, send } from '#test/whole/support/providers.ts';
import type { Card } from '#test/whole/support/shapes.ts';
import { changePolicy, noContacts } from '#test/whole/support/short-cycle.ts';
import { useProduct } from '#test/whole/support/use-product.ts';

const product = useProduct();
const sources = new Map<string, string>();
const fetched: (string | undefined)[] = [];

/** Stands for the providers that send ids only and are asked for the rest. */
const leads = createServer((req, res) => {
  fetched.push(req.headers.authorization);
  const found = leadAt(req.url ?? '');
  res.writeHead(found ? 200 : 404, { 'content-type': 'application/json' }).end(JSON.stringify(found ?? {}));
});

beforeAll(async () => {
  await new Promise<void>((listening) => leads.listen(0, '127.0.0.1', listening));
  const address = leads.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  Object.assign(process.env, { FACEBOOK_URL: url, FACEBOOK_TOKEN: 'page', HUBSPOT_URL: url, HUBSPOT_TOKEN: 'app' });
  await changePolicy(product(), noContacts);
  for (const { provider, source } of providerCases)
    sources.set(provider, (await product().newSource(provider, source)).url);
  return () => void leads.close();
});

const deliver = async ({ provider, send: make }: ProviderCase, times: number) => {
  const url = sources.get(provider) ?? '';
  const delivery = make({ url, now: Date.parse(await product().now()) });
  const answers = await Promise.all(Array.from({ length: times }, () => send(url, delivery)));
  return answers.map(({ status }) => status);
};
const interactions = ({ timeline }: Card) => timeline.filter(({ type }) => type === 'InteractionRecorded').length;

describe('A form of each provider, delivered twenty times at once, is one prospect and one workflow:', () => {
  test.each(providerCases.map((one) => [one.provider, one] as const))('%s', async (_, provider) => {
    expect(await deliver(provider, 20)).toEqual(Array(20).fill(200));
    const card = await product().cardOf(provider.email, ({ stage }) => stage === 'delivery');
    expect(card).toMatchObject({ name: provider.company ?? expect.any(String), status: 'active', cycle: 1 });
    expect(card.people).toMatchObject([{ name: provider.name, email: provider.email }]);
    expect(interactions(card)).toBe(1);
  });

  test('and there are no others', async () => {
    const customers = await product().customers();
    expect(customers).toHaveLength(providerCases.length);
    const executions = await executionsOf(product().url);
    expect(executions.map(({ name }) => name).sort()).toEqual(customers.map(({ id }) => `${id}-1`).sort());
    expect(new Set(fetched)).toEqual(new Set(['Bearer page', 'Bearer app']));
  });
});

describe('What was delivered before,', () => {
  test('and comes again days later, signed anew, changes nothing', async () => {
    const before = await Promise.all(providerCases.map(({ email }) => product().cardOf(email)));
    await product().advance('P5D');
    for (const provider of providerCases) expect(await deliver(provider, 2)).toEqual([200, 200]);
    const after = await Promise.all(providerCases.map(({ email }) => product().cardOf(email)));
    expect(after).toEqual(before);
  });

  test('by a person who now fills another form, is an interaction on the card that exists', async () => {
    const { url } = await product().newSource('json');
    const [typeform, webflow] = ['niccolo.dellorto@officine-orto.it', 'zaphod@heartofgold.example.com'];
    const before = await product().cardOf(typeform);
    const sameMail = { email: ' Niccolo.DellOrto@OFFICINE-ORTO.it ', message: 'By another form' };
    const samePhone = { name: 'N. Dell’Orto', phone: '0039 347-1234567', message: 'By telephone number' };
    for (const form of [sameMail, samePhone]) expect((await post(url, form)).status).toBe(200);
    const sameName = {
      name: 'Zaphod Beeblebrox',
      email: 'z@heartofgold.example.com',
      website: 'heartofgold.example.com',
    };
    expect((await post(url, sameName)).status).toBe(200);
    const card = await product().cardOf(typeform);
    expect(card.id).toBe(before.id);
    expect(interactions(card)).toBe(interactions(before) + 2);
    expect(card.people).toHaveLength(1);
    expect(interactions(await product().cardOf(webflow))).toBe(2);
    expect(await product().customers()).toHaveLength(providerCases.length);
  });

  test('by forms of the same new person at the same moment, is one customer with every one of them', async () => {
    const urls = await Promise.all(['json', 'json', 'json'].map(async (one) => (await product().newSource(one)).url));
    const forms = urls.map((url, index) =>
      post(url, lead('pia.parallel@parallel.example', { message: `No. ${index}` })),
    );
    expect((await Promise.all(forms)).map(({ status }) => status)).toEqual([200, 200, 200]);
    const card = await product().cardOf('pia.parallel@parallel.example', (one) => interactions(one) === 3);
    expect(card.people).toHaveLength(1);
    expect(await product().customers()).toHaveLength(providerCases.length + 1);
  });
});
