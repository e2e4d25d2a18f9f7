import { beforeAll, describe, expect, test } from 'vitest';
import { PortfolioReport } from '#contracts/http/reports.ts';
import { openForBusiness } from '#test/whole/support/company.ts';
import { allMails } from '#test/whole/support/everything.ts';
import { lead, post } from '#test/whole/support/forms.ts';
import { Problem } from '#test/whole/support/shapes.ts';
import { changePolicy } from '#test/whole/support/short-cycle.ts';
import { useProduct } from '#test/whole/support/use-product.ts';

const product = useProduct();
const report = (query = '') => product().get(PortfolioReport, `/reports/portfolio${query}`);
const total = (counts: Record<string, number>) => Object.values(counts).reduce((sum, count) => sum + count, 0);
const days: string[] = [];

beforeAll(async () => {
  const { url } = await openForBusiness(product());
  await changePolicy(product(), { review: { importantClasses: ['platinum', 'gold', 'iron', 'lead'] } });
  for (const name of ['anna', 'bruno', 'carla'])
    expect((await post(url, lead(`${name}@form.example`))).status).toBe(200);
  for (const name of ['anna', 'bruno', 'carla']) await product().cardOf(`${name}@form.example`);
  const { id } = await product().cardOf('anna@form.example');
  const dueAt = new Date(Date.parse(await product().now()) + 2 * 86_400_000).toISOString();
  const call = { body: { dueAt, channel: 'call', purpose: 'Say hello' } };
  expect((await product().call('POST', `/customers/${id}/actions`, call)).status).toBe(201);
  days.push((await product().now()).slice(0, 10));
  await product().advance('P20D');
  days.push((await product().now()).slice(0, 10));
});

describe('The report on the portfolio', () => {
  test('counts each mail that left once, by its kind', async () => {
    const mails = await allMails(product());
    const { sent } = await report();
    expect(total(sent)).toBe(mails.length);
    const byTemplate = Object.groupBy(mails, ({ tags }) => tags.template?.[0] ?? '');
    for (const [template, list = []] of Object.entries(byTemplate)) {
      const kinds = Object.entries(sent).filter(([kind]) => kind.split('/')[0] === template);
      expect([template, total(Object.fromEntries(kinds))]).toEqual([template, list.length]);
    }
    expect(sent).toMatchObject({ review: 3, 'review/reminder': expect.any(Number), digest: expect.any(Number) });
  });

  test('counts what was done, decided and sent in the days that are asked for', async () => {
    const [first = '', last = ''] = days;
    const [all, whole, before, after] = [
      await report(),
      await report(`?from=${first}&until=${last}`),
      await report(`?until=${first}`),
      await report(`?from=${last}`),
    ];
    expect(whole).toEqual({ ...all, at: whole.at, period: { from: first, until: last } });
    expect(before.done.CustomerCaptured).toBe(3);
    expect(after.done.CustomerCaptured).toBeUndefined();
    expect(total(before.sent)).toBeLessThan(total(all.sent));
    expect(all.decisions).not.toEqual(before.decisions);
    expect(before.customers).toEqual(all.customers);
  });

  test.each(['from=yesterday', 'until=2026-13-01', 'from=2026-11-02&until=2026-11-01'])('refuses %s', async (query) => {
    const answer = await product().call('GET', `/reports/portfolio?${query}`);
    expect([answer.status, Problem.parse(await answer.json()).code]).toEqual([400, 'request.invalid']);
  });
});
