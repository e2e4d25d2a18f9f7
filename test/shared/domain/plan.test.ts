import { describe, expect, test } from 'vitest';
import { isReachable } from '#domain/calendar.ts';
import type { Customer, Person, Strategy } from '#domain/customer.ts';
import { planCommunication } from '#domain/stages/planning.ts';
import { wallClock } from '#domain/time.ts';
import { anna, newcomer, owner, steps, until } from './customers.ts';
import { given, having, monday, policy, the } from './given.ts';
import { valuedAs } from './valued.ts';

const ready = until('planning', newcomer());
const strategy = ready.strategy as Strategy;
const [person] = ready.people as [Person];

const plan = (changes: Partial<Customer> = {}, now = monday, rule: Partial<Strategy['rule']> = {}) =>
  planCommunication(
    { ...ready, ...changes, strategy: { ...strategy, rule: { ...strategy.rule, ...rule } } },
    owner,
    policy,
    now,
  );
const channels = (...from: Parameters<typeof plan>) => plan(...from).actions.map(({ channel }) => channel);
const unwilling = { ...person, consents: {} };

describe('the value proposition', () => {
  test('says what the customer looks at on the level aimed at, and each person’s own win', () => {
    const people = [
      { ...person, dmuRole: 'decider' as const },
      { ...person, id: anna, personalObjective: 'fewer complaints' },
    ];
    const { events } = given({ ...until('proposition', newcomer()), people }).when(steps.propose());
    expect(the(events, 'PropositionMade').proposition).toMatchObject({
      organisation: { needs: [], benefits: ['continuity-of-results', 'ease-of-integration', 'cost-of-use'] },
      people: [{ personalWin: 'strategic-result' }, { personalWin: 'fewer complaints' }],
      explanation: { rule: 'benefits-by-target-level@1', policyVersion: 7 },
    });
  });
});

describe('the communication plan', () => {
  test('holds the contacts of the strategy, then the survey, and says what it costs and by which rule', () => {
    const { events } = given(ready).when(steps.plan());
    expect(the(events, 'PlanMade')).toMatchObject({
      actions: [
        { id: '1-8-1', channel: 'email', purpose: 'introduce-ourselves', owner: { kind: 'system' }, personId: anna },
        { id: '1-8-2', channel: 'call', owner: { kind: 'user', id: owner }, minutes: 20 },
        { id: '1-8-3', channel: 'meeting', purpose: 'understand-needs', minutes: 60 },
        { id: '1-8-4', channel: 'survey', purpose: 'ask-satisfaction', owner: { kind: 'system' } },
      ],
      costMinor: 13_520,
      left: [],
      explanation: { rule: 'even-spread@2', policyVersion: 7, outcome: '4 actions' },
    });
    expect(having(ready, steps.plan()).stage).toBe('delivery');
  });

  test('gives the reason for each action: strategy, class, level and aim', () => {
    expect(plan().actions[0]?.why).toEqual({
      code: 'action.acquire',
      facts: { class: 'gold', level: 'prospect', target: 'buyer' },
    });
  });

  test('begins on the next working day and reaches evenly to the survey, eight days before the end', () => {
    expect(plan().actions.map(({ dueAt }) => dueAt)).toEqual([
      '2026-03-03T08:30:00.000Z',
      '2026-03-30T08:00:00.000Z',
      '2026-04-22T12:30:00.000Z',
      '2026-05-18T08:30:00.000Z',
    ]);
  });

  test('is made in the time zone and with the holidays of the customer', () => {
    const place = { timeZone: 'America/New_York', country: 'US' };
    for (const { dueAt, channel } of plan(place, '2026-07-02T12:00:00.000Z').actions) {
      expect(isReachable(dueAt, place, policy.contact.calendar)).toBe(true);
      expect(channel === 'email' ? wallClock(dueAt, place.timeZone).time : '09:30:00').toBe('09:30:00');
    }
  });

  test('invites the owner to each meeting and visit', () => {
    const { events } = given(ready).when(steps.plan());
    expect(the(events, 'MailQueued').message).toMatchObject({
      template: 'meeting-invite',
      to: { kind: 'user', id: owner },
      actionId: '1-8-3',
    });
  });

  test('leaves out what no longer fits into the cost limit, and says so; the survey has its place first', () => {
    const { actions, costMinor, left } = plan({}, monday, { budgetMinor: 1_520 });
    expect(actions.map(({ channel }) => channel)).toEqual(['email', 'call', 'survey']);
    expect(costMinor).toBe(1_520);
    expect(left).toEqual([{ code: 'plan.over-limit', facts: { channel: 'meeting', cost: 12_000, limit: 1_520 } }]);
    expect(channels({}, monday, { budgetMinor: 1_519 })).toEqual(['email', 'survey']);
    expect(channels({}, monday, { budgetMinor: 9 })).toEqual([]);
  });

  test('puts a call in the place of a mail that may not be sent', () => {
    const { actions, left } = plan({ people: [unwilling] });
    expect(actions.map(({ channel }) => channel)).toEqual(['call', 'call', 'meeting', 'survey']);
    expect(left).toEqual([{ code: 'plan.mail-not-possible', facts: { instead: 'call' } }]);
  });

  test('writes to whoever consented, also where that is not the first person', () => {
    const bruno = { ...person, id: 'p2' as Person['id'] };
    expect(plan({ people: [unwilling, bruno] }).actions[0]).toMatchObject({ channel: 'email', personId: 'p2' });
  });

  test('puts nothing dearer in the place of mails that the policy withholds from a class', () => {
    const served = { ...having(valuedAs('lead', 'buyer'), steps.strategy()) };
    const kept = having(having(served, steps.default()), steps.propose());
    const made = given(kept).when(steps.plan());
    expect(the(made.events, 'PlanMade')).toMatchObject({
      actions: [{ channel: 'survey' }],
      left: [{ code: 'held.class-policy' }],
    });
  });

  test('of a customer without people sets out to find somebody, and asks nobody for satisfaction', () => {
    const { actions } = plan({ people: [] });
    expect(actions.map(({ channel, purpose }) => `${channel} ${purpose}`)).toEqual([
      'call find-address',
      'call understand-needs',
      'meeting understand-needs',
    ]);
    expect(actions.every(({ personId }) => personId === undefined)).toBe(true);
  });

  test('asks for satisfaction by telephone where no mail arrives', () => {
    const { email: _, ...byPhone } = person;
    expect(plan({ people: [byPhone] }).actions.at(-1)).toMatchObject({ channel: 'call', purpose: 'ask-satisfaction' });
  });

  test('asks nobody whom it lets go', () => {
    expect(channels({}, monday, { model: 'dismiss', contacts: [], budgetMinor: 1_000 })).toEqual([]);
  });

  test('that is made when the cycle is almost over lies in the future all the same', () => {
    const late = '2026-05-24T09:00:00.000Z';
    for (const { dueAt } of plan({}, late).actions) expect(dueAt > late).toBe(true);
  });
});
