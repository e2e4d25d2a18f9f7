import { beforeAll, describe, expect, test } from 'vitest';
import { choices, linkIn, openForBusiness, people } from '#test/whole/support/company.ts';
import { lead, post, press } from '#test/whole/support/forms.ts';
import { useProduct } from '#test/whole/support/use-product.ts';

const product = useProduct();
const silent = 'sam.silent@silent.example';
const late = 'lea.late@late.example';
const trimmed = 'tom.trimmed@trimmed.example';
const voiced = 'vic.voiced@voiced.example';

const about = (email: string) => new RegExp(email.split('@')[0]?.split('.').join(' ') ?? '', 'i');
const reviewOf = async (email: string, whom: string = people.boss.email) =>
  linkIn(await product().mailTo(whom, about(email)), 'r');
const eventsOf = async (email: string, type: string) =>
  (await product().timeline((await product().cardOf(email)).id)).filter((event) => event.type === type);

beforeAll(async () => {
  const source = await openForBusiness(product());
  const forms = [silent, late, trimmed, voiced].map((email) => post(source.url, lead(email)));
  for (const answer of await Promise.all(forms)) expect(answer.status).toBe(200);
  for (const email of [silent, late, trimmed, voiced]) await product().cardOf(email, ({ stage }) => stage === 'review');
});

describe('A decision of a manager', () => {
  test('can be a smaller plan', async () => {
    await press(await reviewOf(trimmed), { decision: 'trim-plan' });
    const { timeline } = await product().cardOf(trimmed, ({ stage }) => stage === 'delivery');
    const [plan, asked] = ['PlanMade', 'StrategyChosen'].map((wanted) =>
      timeline.findLast(({ type }) => type === wanted),
    );
    expect(plan?.data.costMinor).toBeLessThanOrEqual(6_760);
    expect(JSON.stringify(asked?.data)).toContain('"plannedCostMinor":13520');
  });

  test('can be people in place of e-mails', async () => {
    await press(await reviewOf(voiced), { decision: 'people-only' });
    const { path } = await product().cardOf(voiced, ({ stage }) => stage === 'delivery');
    expect(path.filter(({ owner }) => owner.kind === 'user').map(({ channel }) => channel)).toEqual([
      'call',
      'call',
      'meeting',
    ]);
  });

  test('is one of those on the page, and of nobody who guesses an address', async () => {
    const link = await reviewOf(silent);
    const wrong = await press(link, { decision: 'dismiss' });
    expect(wrong.status).toBe(422);
    expect((await press(link, { decision: 'sing' })).status).toBe(400);
    expect((await press(link, {})).status).toBe(400);
    for (const page of ['s', 'd', 'p', 'i']) expect((await fetch(link.replace('/r/', `/${page}/`))).status).toBe(404);
    for (const guess of ['0'.repeat(32), 'x', '%00', `${'a'.repeat(500)}`]) {
      const answer = await fetch(`${product().url}/r/${guess}`);
      expect(answer.status).toBe(404);
      expect(answer.headers.get('content-type')).toMatch(/text\/html/);
    }
    expect(choices(await (await fetch(link)).text())).toHaveLength(3);
  });

  test('lies on a page that no cache keeps, no frame shows and no other site learns of', async () => {
    const { headers } = await fetch(await reviewOf(silent));
    expect(headers.get('cache-control')).toContain('no-store');
    expect(headers.get('content-security-policy')).toMatch(/frame-ancestors 'none'/);
    expect(headers.get('referrer-policy')).toBe('no-referrer');
  });
});

describe('A decision that nobody takes', () => {
  test('is reminded of, with the same link', async () => {
    const first = await reviewOf(silent);
    await product().advance('P2DT1H');
    const mail = await product().mailTo(people.boss.email, new RegExp(`Reminder.*${about(silent).source}`, 'i'));
    expect(linkIn(mail, 'r')).toBe(first);
    expect((await product().cardOf(silent)).nextAction).toMatchObject({ owner: { id: people.boss.id } });
  });

  test('is escalated to the manager’s manager, whose link replaces the first one', async () => {
    const first = await reviewOf(late);
    await product().advance('P2D');
    const link = await reviewOf(late, people.chief.email);
    expect(link).not.toBe(first);
    expect((await product().cardOf(late)).nextAction).toMatchObject({ owner: { kind: 'user', id: people.chief.id } });
    expect(choices(await (await fetch(first)).text())).toEqual([]);
    expect(choices(await (await press(first, { decision: 'approve' })).text())).toEqual([]);
    expect(await eventsOf(late, 'ReviewDecided')).toEqual([]);
    expect((await press(link, { decision: 'approve' })).status).toBe(200);
    await product().cardOf(late, ({ stage }) => stage === 'delivery');
    expect(await eventsOf(late, 'ReviewDecided')).toMatchObject([{ by: { id: people.chief.id } }]);
  });

  test('ends with the safe default of the policy, and the manager is told', async () => {
    const link = await reviewOf(silent, people.chief.email);
    await product().advance('P3D');
    const card = await product().cardOf(silent, ({ stage }) => stage === 'delivery');
    expect(await eventsOf(silent, 'ReviewDecided')).toMatchObject([
      { by: { kind: 'system' }, data: { decision: 'approve', how: 'default' } },
    ]);
    const told = await product().mailTo(people.chief.email, new RegExp(`automatic.*${about(silent).source}`, 'i'));
    expect((await product().mail(told.id)).text).toMatch(/approve/i);
    const page = await (await fetch(link)).text();
    expect(choices(page)).toEqual([]);
    expect((await press(link, { decision: 'people-only' })).status).toBe(200);
    expect((await product().card(card.id)).version).toBe(card.version);
  });

  test('is on the timeline with all that was tried', async () => {
    const types = (await product().timeline((await product().cardOf(silent)).id)).map(({ type }) => type);
    expect(types.filter((type) => type.startsWith('Review'))).toEqual([
      'ReviewRequested',
      'ReviewReminded',
      'ReviewEscalated',
      'ReviewDecided',
    ]);
    const mails = [...(await product().mails(people.boss.email)), ...(await product().mails(people.chief.email))];
    expect(mails.filter(({ subject }) => about(silent).test(subject))).toHaveLength(4);
  });
});
