import { describe, expect, test } from 'vitest';
import { choices, linkIn, openForBusiness, people } from '#test/whole/support/company.ts';
import { lead, post, press } from '#test/whole/support/forms.ts';
import { until } from '#test/whole/support/product.ts';
import { changePolicy } from '#test/whole/support/short-cycle.ts';
import { useProduct } from '#test/whole/support/use-product.ts';

const product = useProduct();
const ada = 'ada.byron@engines.example';
const known = { id: '', review: '' };

const hourInRome = (at: string) =>
  Number(new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Rome', hour: '2-digit' }).format(new Date(at)));

describe('From a web form to the next cycle:', () => {
  test('a posted form is a prospect with an owner, a next action and one workflow', async () => {
    const source = await openForBusiness(product());
    await changePolicy(product(), { cycle: { length: 'P30D', cadence: 'P34D', surveyBefore: 'P8D' } });
    const answer = await post(source.url, lead(ada));
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ result: 'accepted', count: 1 });
    const card = await product().cardOf(ada, ({ stage }) => stage === 'review');
    known.id = card.id;
    expect(card).toMatchObject({ level: 'prospect', class: 'gold', cycle: 1, ownerId: people.rep.id });
    expect(card.people[0]?.consents.marketing).toMatchObject({ granted: true, text: expect.stringMatching(/agree/) });
    expect(card.nextAction).toMatchObject({
      owner: { kind: 'user', id: people.boss.id },
      channel: 'review',
      purpose: 'decide-review',
      why: expect.stringMatching(/\w+ \w+/),
    });
    await until('a workflow that waits', async () => {
      const execution = await product().execution(card.id);
      return execution.status === 'waiting' ? execution : undefined;
    });
    expect(await product().execution(card.id)).toMatchObject({ name: `${card.id}-1`, waitsFor: { what: 'review' } });
  });

  test('the manager gets one e-mail with the evidence and two to four named decisions', async () => {
    const mail = await product().mailTo(people.boss.email, /decision/i);
    known.review = linkIn(mail, 'r');
    const { text } = await product().mail(mail.id);
    for (const said of ['Gold', 'Prospect', '25,000']) expect(text).toMatch(new RegExp(said, 'i'));
    expect(await product().mails(people.boss.email)).toHaveLength(1);
  });

  test('looking at the decision page, however often, shows it and changes nothing', async () => {
    const before = await product().card(known.id);
    const looks = await Promise.all(['GET', 'HEAD', 'GET', 'HEAD'].map((method) => fetch(known.review, { method })));
    expect(looks.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const offered = choices((await looks[0]?.text()) ?? '');
    expect(offered).toEqual(['approve', 'trim-plan', 'people-only']);
    const query = `${known.review}?decision=approve`;
    expect((await fetch(query)).status).toBe(200);
    expect(await product().card(known.id)).toEqual(before);
  });

  test('the pressed button decides, and the workflow goes on within a second', async () => {
    const page = await press(known.review, { decision: 'approve', comment: 'Go ahead' });
    expect(page.status).toBe(200);
    expect(await page.text()).toContain(people.boss.name);
    const { timeline } = await product().cardOf(ada, ({ stage }) => stage === 'delivery');
    const at = (type: string) => Date.parse(timeline.find((event) => event.type === type)?.at ?? '');
    expect(at('PropositionMade') - at('ReviewDecided')).toBeLessThan(1_000);
    expect(timeline.find(({ type }) => type === 'ReviewDecided')).toMatchObject({
      by: { kind: 'user', id: people.boss.id },
      data: { decision: 'approve', how: 'decided', comment: 'Go ahead' },
    });
  });

  test('opened again, the page says what was decided, and a second press decides nothing', async () => {
    const again = await (await fetch(known.review)).text();
    expect(again).toContain(people.boss.name);
    expect(choices(again)).toEqual([]);
    const second = await press(known.review, { decision: 'people-only' });
    expect(await second.text()).toBe(again);
    const decided = (await product().timeline(known.id)).filter(({ type }) => type === 'ReviewDecided');
    expect(decided).toHaveLength(1);
  });

  test('the plan is dated actions within the cost limit, each with an owner and a reason', async () => {
    const { path, timeline } = await product().card(known.id);
    expect(path.map(({ channel }) => channel)).toEqual(['email', 'call', 'meeting', 'survey', 'workflow']);
    for (const { dueAt, owner, why } of path) {
      expect(Date.parse(dueAt)).toBeGreaterThan(Date.parse(await product().now()));
      expect(['user', 'system']).toContain(owner.kind);
      expect(why.length).toBeGreaterThan(10);
    }
    const plan = timeline.find(({ type }) => type === 'PlanMade');
    expect(plan?.data.costMinor).toBeLessThanOrEqual(30_000);
  });

  test('the proposal reaches the customer in the daytime of their country, and can be left with one click', async () => {
    await product().advance('P6D');
    const mail = await product().mailTo(ada, /proposal/i);
    expect(hourInRome(mail.at)).toBeGreaterThanOrEqual(8);
    expect(hourInRome(mail.at)).toBeLessThan(19);
    const { headers, tags } = await product().mail(mail.id);
    const header = (name: string) => headers.find((one) => one.name.toLowerCase() === name)?.value;
    expect(header('list-unsubscribe')).toContain(linkIn(mail, 'p'));
    expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    expect(tags.template).toEqual(['proposition']);
  });

  test('a scanner that follows the proposal’s links does nothing; a pressed button is an action for the account manager', async () => {
    const link = linkIn(await product().mailTo(ada, /proposal/i), 'i');
    const before = await product().card(known.id);
    for (const method of ['GET', 'HEAD']) expect((await fetch(link, { method })).status).toBe(200);
    expect((await product().card(known.id)).version).toBe(before.version);
    await Promise.all([press(link, {}), press(link, {})]);
    const follow = (card: typeof before) => card.path.filter(({ purpose }) => purpose === 'follow-up-interest');
    const card = await product().cardOf(ada, (one) => follow(one).length > 0);
    expect(follow(card)).toMatchObject([{ owner: { kind: 'user', id: people.rep.id }, channel: 'call' }]);
    expect(await (await press(link, {})).text()).toMatch(/Thank you/);
    await product().advance('PT0S');
    const heard = (await product().timeline(known.id)).filter(({ type }) => type === 'SignalReceived');
    expect(heard).toHaveLength(1);
  });

  test('a survey closes the cycle and is answered once', async () => {
    await product().advance('P21D');
    const link = linkIn(await product().mailTo(ada, /question/i), 's');
    expect(await product().card(known.id)).toMatchObject({
      stage: 'feedback',
      nextAction: { dueAt: expect.any(String) },
    });
    const asked = await (await fetch(`${link}?score=9`)).text();
    expect(asked).toMatch(/value="9" required checked/);
    expect((await product().card(known.id)).satisfaction).toBeUndefined();
    for (const score of ['eleven', '11', '-1', '0x5', ' 1e1 ']) expect((await press(link, { score })).status).toBe(200);
    expect((await product().card(known.id)).satisfaction).toBeUndefined();
    expect((await press(link, { score: '9', comment: 'Very good' })).status).toBe(200);
    await press(link, { score: '1' });
    expect((await product().card(known.id)).satisfaction).toMatchObject({ score: 9 });
    expect((await product().mails(ada)).map(({ subject }) => subject)).toHaveLength(2);
  });

  test('the cycle is learnt from and the next one starts at its date', async () => {
    await product().advance('P9D');
    const card = await product().cardOf(ada, ({ cycle }) => cycle === 2);
    expect(Date.parse(card.cycleDetails?.startedAt ?? '')).toBeGreaterThan(Date.now() + 33 * 86_400_000);
    const types = (await product().timeline(known.id)).map(({ type }) => type);
    const story = [
      'CustomerCaptured',
      'CycleStarted',
      'CustomerProfiled',
      'RelationshipValued',
      'StrategyChosen',
      'ReviewRequested',
      'ReviewDecided',
      'PropositionMade',
      'PlanMade',
      'FeedbackOpened',
      'SurveyAnswered',
      'FeedbackGathered',
      'CycleLearned',
    ];
    expect(types.filter((type, index) => story.includes(type) && types.indexOf(type) === index)).toEqual(story);
    expect(card.explanations.map(({ decision }) => decision)).toContain('lesson');
    expect(await product().execution(known.id)).toMatchObject({ name: `${known.id}-2`, cycle: 2 });
  });
});
