import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { linkIn, openForBusiness, people } from '#test/whole/support/company.ts';
import { lead, post, press } from '#test/whole/support/forms.ts';
import { until } from '#test/whole/support/product.ts';
import type { Card } from '#test/whole/support/shapes.ts';
import { changePolicy, shortCycle } from '#test/whole/support/short-cycle.ts';
import { useProduct } from '#test/whole/support/use-product.ts';

const product = useProduct();
const early = 'early@bird.example';
const later = 'later@bird.example';
const links = { form: '' };
const Versions = z.object({ items: z.array(z.object({ version: z.number(), by: z.string() })) });
const Worth = z.looseObject({ version: z.number(), worth: z.object({ goldFrom: z.number() }) });
const versionsOf = ({ explanations }: Card) => [...new Set(explanations.map(({ policyVersion }) => policyVersion))];

const stands = (email: string, what: string, status = 'waiting') =>
  until(`${email} at ${what}`, async () => {
    const found = await product().find(email);
    const execution = found && (await product().execution(found.id));
    return execution?.status === status && execution.waitsFor?.what === what ? execution : undefined;
  });

describe('A policy', () => {
  test('is named by every decision that was taken under it', async () => {
    links.form = (await openForBusiness(product())).url;
    expect(await changePolicy(product(), shortCycle)).toBe(1);
    expect((await post(links.form, lead(early))).status).toBe(200);
    const first = await product().cardOf(early, ({ stage }) => stage === 'review');
    expect([first.class, versionsOf(first)]).toEqual(['gold', [1]]);

    expect(await changePolicy(product(), { worth: { goldFrom: 9_000_000 } })).toBe(2);
    expect((await post(links.form, lead(later))).status).toBe(200);
    const second = await product().cardOf(later, ({ stage }) => stage === 'delivery');
    expect([second.class, versionsOf(second)]).toEqual(['iron', [2]]);
    expect(versionsOf(await product().card(first.id))).toEqual([1]);
  });

  test('is kept for ever, with who wrote it', async () => {
    expect((await product().get(Versions, '/policy/versions')).items).toMatchObject([
      { version: 2, by: 'admin@crm.example' },
      { version: 1, by: 'admin@crm.example' },
    ]);
    const goldFrom = async (path: string) => (await product().get(Worth, path)).worth.goldFrom;
    expect(await goldFrom('/policy/versions/0')).toBe(2_000_000);
    expect(await goldFrom('/policy/versions/2')).toBe(9_000_000);
    expect(await goldFrom('/policy')).toBe(9_000_000);
  });

  test('that makes no sense is refused field by field', async () => {
    const answer = await product().call('PUT', '/policy', {
      body: { ...(await product().get(Worth, '/policy')), marginRate: 7, cycle: { length: 'a while' } },
    });
    expect(answer.status).toBe(400);
    const { fields } = z.object({ fields: z.record(z.string(), z.string()) }).parse(await answer.json());
    expect(Object.keys(fields)).toEqual(expect.arrayContaining(['body.marginRate', 'body.cycle.length']));
  });

  test('with a field that there is not, however deep, is refused with its name; the version that was read may come along', async () => {
    const Whole = z.looseObject({ version: z.number(), cycle: z.looseObject({}), strategies: z.looseObject({}) });
    const policy = await product().get(Whole, '/policy');
    const put = (body: object) => product().call('PUT', '/policy', { body });
    const wrong = await put({ ...policy, margin: 1, cycle: { ...policy.cycle, lenght: 'P90D' } });
    expect(wrong.status).toBe(400);
    const { fields } = z.object({ fields: z.record(z.string(), z.string()) }).parse(await wrong.json());
    expect(fields).toEqual({ 'body.margin': 'there is no such field', 'body.cycle.lenght': 'there is no such field' });
    const kept = await put(policy);
    expect([kept.status, Whole.parse(await kept.json()).version]).toEqual([200, policy.version + 1]);
  });
});

describe('Where the process stands is told in each stage:', () => {
  test('it waits for data, of the owner', async () => {
    expect((await post(links.form, { name: 'No Mail', phone: '+39 347 000 1234', language: 'en' })).status).toBe(200);
    const mail = await product().mailTo(people.rep.email, /missing/i);
    const { items } = await product().get(
      z.object({ items: z.array(z.object({ id: z.string() })) }),
      '/customers?phone=%2B393470001234',
    );
    const id = items[0]?.id ?? '';
    await until('a wait for data', async () =>
      (await product().execution(id)).waitsFor?.what === 'data' ? true : undefined,
    );
    expect(await product().execution(id)).toMatchObject({ status: 'waiting', stage: 'acquisition', name: `${id}-1` });
    await press(linkIn(mail, 'd'), { email: 'no@mail.example' });
    await stands('no@mail.example', 'next');
  });

  test('for a decision, of the manager, until its date', async () => {
    const execution = await stands(early, 'review');
    expect(execution.stage).toBe('review');
    expect(Date.parse(execution.waitsFor?.until ?? '')).toBeGreaterThan(Date.parse(await product().now()));
    const mail = await product().mailTo(people.boss.email, /early/i);
    await press(linkIn(mail, 'r'), { decision: 'approve' });
  });

  test('for the next step of the plan, until it is due', async () => {
    const execution = await stands(early, 'next');
    const { path } = await product().cardOf(early);
    expect(execution).toMatchObject({ stage: 'delivery' });
    expect(execution.waitsFor?.until).toBe(path.find(({ owner }) => owner.kind === 'system')?.dueAt);
  });

  test('for the next cycle, with no execution that is kept open', async () => {
    await product().advance('P12DT1H');
    const execution = await stands(later, 'the next cycle', 'resting');
    const card = await product().cardOf(later);
    expect(execution).toMatchObject({ stage: 'resting', name: null, waitsFor: { until: card.cycleDetails?.nextAt } });
    expect(card.nextAction?.purpose).toBe('start-cycle');
  });
});
