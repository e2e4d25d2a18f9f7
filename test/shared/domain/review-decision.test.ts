import { describe, expect, test } from 'vitest';
import type { Customer } from '#domain/customer.ts';
import type { Command } from '#domain/decide.ts';
import type { ReviewDecision } from '#domain/policy.ts';
import { director, inReview, link, manager, phoneOnly, resting, steps } from './customers.ts';
import { given, having, policy, the } from './given.ts';
import { valuedAs } from './valued.ts';

const decide = (decision: ReviewDecision, changes: object = {}): Command => ({
  type: 'decide-review',
  linkId: link('review'),
  decision,
  ...changes,
});
const by = { kind: 'user', id: manager } as const;
const dismissal = having(valuedAs('lead', 'buyer'), steps.strategy());
const changedClass = having(
  valuedAs('iron', 'prospect', { completedCycles: 1, previous: { class: 'gold', level: 'prospect' } }),
  steps.strategy(),
);
const first = inReview();

describe('a decision', () => {
  test('to approve lets the process go on as it was planned', () => {
    given(first, { by })
      .when(decide('approve', { comment: 'Go.' }))
      .thenEvents({ type: 'ReviewDecided', decision: 'approve', how: 'decided', comment: 'Go.', by });
    expect(having(first, decide('approve')).stage).toBe('proposition');
  });

  test.each<[ReviewDecision, Customer, object]>([
    ['trim-plan', first, { mode: 'trimmed', rule: { budgetMinor: 6_760 } }],
    ['people-only', first, { mode: 'people-only', rule: { contacts: ['call', 'call', 'meeting'] } }],
    ['self-service', dismissal, { mode: 'self-service', rule: { model: 'serve-efficiently', contacts: ['email'] } }],
    ['keep-serving', dismissal, { mode: 'full', rule: { model: 'serve-efficiently', budgetMinor: 5_000 } }],
  ])('to %s changes the strategy', (decision, customer, strategy) => {
    const { events, after } = given(customer).when(decide(decision));
    expect(events.map(({ type }) => type)).toEqual(['ReviewDecided', 'StrategyChosen']);
    expect(the(events, 'StrategyChosen').strategy).toMatchObject(strategy);
    expect(after).toMatchObject({ stage: 'proposition', strategy });
  });

  test('to keep the class takes the strategy of the class before', () => {
    const { events, after } = given(changedClass).when(decide('keep-class'));
    expect(events.map(({ type }) => type)).toEqual(['ReviewDecided', 'RelationshipValued', 'StrategyChosen']);
    expect(after).toMatchObject({
      stage: 'proposition',
      valuation: {
        class: 'gold',
        worth: { rule: 'kept-by-manager@1', policyVersion: 7, outcome: 'gold', runnerUp: { outcome: 'iron' } },
      },
      strategy: { rule: { model: 'acquire' } },
    });
  });

  test('to dismiss ends the process and leaves nothing open', () => {
    const { events, after } = given(dismissal).when(decide('dismiss'));
    expect(events.map(({ type }) => type)).toEqual(['ReviewDecided', 'CustomerDismissed']);
    expect(after).toMatchObject({ status: 'dismissed', stage: 'dismissed', actions: [] });
    expect(after?.review).toBeUndefined();
  });

  test('that was not offered is refused, with those that were', () => {
    given(first).when(decide('dismiss')).thenRefused('review.unknown-decision');
  });

  test('is taken once', () => {
    given(having(first, decide('approve')))
      .when(decide('approve'))
      .thenRefused('review.closed');
  });

  test('comes too late when the stage failed meanwhile: the next cycle asks again', () => {
    const stalled = having(first, steps.stall());
    given(stalled).when(decide('approve')).thenRefused('review.closed');
  });

  test('comes too late in the next cycle', () => {
    const next = having(resting(), { type: 'start-due-cycle' }, { now: '2026-05-31T09:00:00.000Z' });
    given(next).when(decide('approve')).thenRefused('review.closed');
  });
});

describe('without a decision', () => {
  const remind: Command = { type: 'remind-reviewer', cycle: 1 };
  const escalate: Command = { type: 'escalate-review', cycle: 1, to: director, linkId: link('second') };
  const late = { now: '2026-03-04T09:00:00.000Z' };
  const escalated = having(having(first, remind, late), escalate, { now: '2026-03-06T09:00:00.000Z' });

  test('the reviewer is reminded, once and with the same link', () => {
    given(first, late)
      .when(remind)
      .thenEvents(
        { type: 'ReviewReminded', reviewerId: manager, dueAt: '2026-03-06T09:00:00.000Z' },
        { type: 'MailQueued', message: { variant: 'reminder', linkId: link('review'), to: { id: manager } } },
      );
    given(having(first, remind, late), late)
      .when(remind)
      .thenNothing();
  });

  test('the manager above gets it, once and with a link of their own', () => {
    given(first, late)
      .when(escalate)
      .thenEvents(
        { type: 'ReviewEscalated', from: manager, to: director, dueAt: '2026-03-07T09:00:00.000Z' },
        { type: 'MailQueued', message: { variant: 'escalation', linkId: link('second'), to: { id: director } } },
      );
    given(escalated).when(escalate).thenNothing();
    given(escalated).when(remind).thenNothing();
  });

  test('one who has nobody above is not asked a second time: the default holds at once, and the timeline says why', () => {
    const { events, after } = given(having(first, remind, late), late).when({ ...escalate, to: manager });
    expect(events).toMatchObject([
      { type: 'ReviewDecided', decision: 'approve', how: 'default', why: { code: 'review.nobody-above' } },
      { type: 'MailQueued', message: { template: 'review-closed', to: { id: manager } } },
    ]);
    expect(after).toMatchObject({ stage: 'proposition' });
    given(after)
      .when({ ...escalate, to: manager })
      .thenNothing();
  });

  test('the link of the first reviewer is void after that, the new one decides', () => {
    given(escalated).when(decide('approve')).thenRefused('review.superseded');
    given(escalated)
      .when(decide('approve', { linkId: link('second') }))
      .thenEvents({ type: 'ReviewDecided', reviewerId: director });
  });

  test('the default of the policy is taken, and whoever had to decide is told', () => {
    given(escalated)
      .when(steps.default())
      .thenEvents(
        { type: 'ReviewDecided', how: 'default', reviewerId: director, why: { code: 'review.default-taken' } },
        { type: 'MailQueued', message: { template: 'review-closed', to: { id: director } } },
      );
  });

  test('a customer that was to be dismissed is served at low cost instead', () => {
    const { events, after } = given(dismissal).when(steps.default());
    expect(events.map(({ type }) => type)).toEqual(['ReviewDecided', 'StrategyChosen', 'MailQueued']);
    expect(after).toMatchObject({ status: 'active', strategy: { mode: 'self-service' } });
  });

  test('a customer is let go only where the policy says so of a dismissal, and the card does not call it a decision', () => {
    const rules = {
      ...policy,
      review: { ...policy.review, defaults: { ...policy.review.defaults, dismissal: 'dismiss' } },
    };
    const asked = having(valuedAs('lead', 'buyer'), steps.strategy(), { policy: rules as typeof policy });
    const { events } = given(asked).when(steps.default());
    expect(the(events, 'CustomerDismissed').why.code).toBe('dismissed.by-default');
    expect(the(given(asked).when(decide('dismiss')).events, 'CustomerDismissed').why.code).toBe('dismissed.by-review');
  });

  test('what would cost more than the limit is not spent, whatever the default', () => {
    const dear = valuedAs('gold', 'partner', { completedCycles: 1, ...phoneOnly });
    for (const wanted of ['trim-plan', 'people-only'] as const) {
      const defaults = { ...policy.review.defaults, 'plan-over-limit': wanted };
      const rules = { ...policy, review: { ...policy.review, defaults } };
      const asked = having(dear, steps.strategy(), { policy: rules });
      expect(asked.review?.default).toBe(wanted);
      const taken = having(asked, steps.default(), { policy: rules });
      expect(taken.strategy?.plannedCostMinor).toBeLessThanOrEqual(policy.review.planLimit.gold);
      const made = given(having(taken, steps.propose())).when(steps.plan());
      expect(the(made.events, 'PlanMade').costMinor).toBe(taken.strategy?.plannedCostMinor);
      expect(the(made.events, 'PlanMade').left).toContainEqual(expect.objectContaining({ code: 'plan.over-limit' }));
    }
  });

  test('a plan that a manager approved may cost what it was said to cost, and no more', () => {
    const asked = having(valuedAs('gold', 'partner', { completedCycles: 1, ...phoneOnly }), steps.strategy());
    const approved = having(asked, decide('approve'));
    expect(approved.strategy?.rule.budgetMinor).toBe(28_500);
    expect(the(given(having(approved, steps.propose())).when(steps.plan()).events, 'PlanMade').costMinor).toBe(28_500);
  });

  test('nothing is reminded, escalated or taken once it is decided', () => {
    const decided = having(first, decide('approve'));
    for (const command of [remind, escalate, steps.default()]) given(decided).when(command).thenNothing();
    expect(decided.review).toBeUndefined();
  });
});
