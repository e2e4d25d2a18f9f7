import { describe, expect, test } from 'vitest';
import type { Customer } from '#domain/customer.ts';
import type { Command } from '#domain/decide.ts';
import { nextAction, systemDueAt } from '#domain/next-action.ts';
import { anna, inDelivery, inReview, owner, resting, sold, steps } from './customers.ts';
import { given, having, monday, the } from './given.ts';

const planned = inDelivery();
const end = { now: '2026-05-25T09:00:00.000Z' };
const next = { now: '2026-05-31T09:00:00.000Z' };
const start: Command = { type: 'start-due-cycle' };
const byHand: Command = {
  type: 'add-action',
  draft: { dueAt: '2026-08-03T09:00:00.000Z', channel: 'call', purpose: 'After the holidays' },
  fallbackOwnerId: owner,
};

describe('feedback', () => {
  test('reads contacts, reactions, margin less cost and satisfaction of the cycle', () => {
    const cycle = { ...planned.cycle, contacts: 5, responses: 2, costMinor: 13_510 } as Customer['cycle'];
    const satisfaction = { score: 8, at: '2026-05-20T09:00:00.000Z' };
    const { events } = given({ ...planned, cycle, satisfaction, sales: sold(3, 100_000) } as Customer, end).when(
      steps.feedback(),
    );
    expect(the(events, 'FeedbackGathered')).toMatchObject({
      responses: 2,
      marginMinor: 30_000 - 13_510,
      satisfaction: 8,
      progress: { code: 'feedback.progress', facts: { contacts: 5, responses: 2, sold: 3 } },
    });
  });

  test('does not take the satisfaction of an earlier cycle for this one’s', () => {
    const satisfaction = { score: 8, at: '2026-01-20T09:00:00.000Z' };
    const { events } = given({ ...planned, satisfaction }, end).when(steps.feedback());
    expect(the(events, 'FeedbackGathered').satisfaction).toBeNull();
  });

  test('lets the rest of the plan lapse, and keeps what a person planned or owes', () => {
    const asked = having(having(planned, byHand), { type: 'click', personId: anna, detail: 'offer' });
    const owing = having(asked, steps.act());
    const { events, after } = given(owing, end).when(steps.feedback());
    expect(events.map(({ type }) => type)).toEqual([...planned.actions.map(() => 'ActionLapsed'), 'FeedbackGathered']);
    expect(after?.actions.map(({ purpose }) => purpose)).toEqual(['After the holidays', 'follow-up-interest']);
  });
});

describe('learning', () => {
  const learnt = (contacts: number, responses: number) => {
    const cycle = { ...planned.cycle, contacts, responses, costMinor: 700 } as Customer['cycle'];
    return having({ ...having(planned, steps.feedback(), end), cycle } as Customer, steps.learn(), end);
  };

  test('keeps the share of contacts that were answered, with rule and policy', () => {
    expect(learnt(4, 1).lesson).toMatchObject({
      response: 0.25,
      explanation: { rule: 'response-of-the-cycle@1', policyVersion: 7, outcome: 'response 0.25' },
    });
    expect(learnt(0, 0).lesson?.response).toBe(0);
    expect(learnt(1, 3).lesson?.response).toBe(1);
  });

  test('counts the cycle and keeps what it cost', () => {
    expect(learnt(4, 1)).toMatchObject({ completedCycles: 1, effortMinor: 700, stage: 'resting' });
  });

  test('puts the next cycle at the cadence, and at least a day ahead when this one overran', () => {
    const fed = having(planned, steps.feedback(), end);
    expect(the(given(fed, end).when(steps.learn()).events, 'CycleLearned').nextAt).toBe(next.now);
    const late = { now: '2026-07-01T09:00:00.000Z' };
    expect(the(given(fed, late).when(steps.learn()).events, 'CycleLearned').nextAt).toBe('2026-07-02T09:00:00.000Z');
  });
});

describe('a customer at rest', () => {
  test('starts its next cycle on the date, and not a moment before', () => {
    given(resting(), { now: '2026-05-31T08:59:59.999Z' }).when(start).thenNothing();
    given(resting(), next)
      .when(start)
      .thenEvents({ type: 'CycleStarted', cycle: 2, endsAt: '2026-08-23T09:00:00.000Z' });
  });

  test('starts it once', () => {
    given(having(resting(), start, next), next)
      .when(start)
      .thenNothing();
  });

  test('begins it with nothing counted yet and remembers where sales stood', () => {
    const { cycle } = having({ ...resting(), sales: sold(2, 5_000) }, start, next);
    expect(cycle).toMatchObject({
      contacts: 0,
      costMinor: 0,
      responses: 0,
      salesAtStart: { won: 2, wonMinor: 5_000 },
    });
  });

  test('is woken for the next cycle, whatever else somebody plans before it', () => {
    const draft = { dueAt: '2026-05-27T09:00:00.000Z', channel: 'email', purpose: 'News', personId: anna } as const;
    const customer = having(resting(), { type: 'add-action', draft, fallbackOwnerId: owner }, end);
    expect(nextAction(customer)).toMatchObject({ purpose: 'News' });
    expect(systemDueAt(customer)).toBe(next.now);
  });

  test('has its second valuation compared with the first', () => {
    let customer = having(resting(), start, next);
    for (const step of [steps.acquire(2), steps.profile(2), steps.value(2)]) customer = having(customer, step, next);
    expect(customer).toMatchObject({ previous: { class: 'gold', level: 'prospect' }, valuation: { class: 'iron' } });
  });
});

describe('a stage that failed for good', () => {
  const stall = steps.stall();

  test('rests until the retry, and says on the card what happened', () => {
    const { events, after } = given(inReview()).when(stall);
    expect(the(events, 'CycleStalled')).toMatchObject({
      stage: 'PlanCommunication',
      error: 'States.Timeout',
      retryAt: '2026-03-03T09:00:00.000Z',
    });
    expect(after).toMatchObject({ stage: 'resting', completedCycles: 0 });
    expect(after?.review).toBeUndefined();
  });

  test('takes its plan back, so that the next cycle does not do everything twice', () => {
    const stalled = having(having(planned, byHand), stall);
    expect(stalled.actions.map(({ purpose }) => purpose)).toEqual(['After the holidays']);
  });

  test('is tried again by a cycle of its own', () => {
    const stalled = having(planned, stall);
    expect(systemDueAt(stalled)).toBe('2026-03-03T09:00:00.000Z');
    given(stalled, { now: '2026-03-03T09:00:00.000Z' }).when(start).thenEvents({ type: 'CycleStarted', cycle: 2 });
  });

  test('means nothing to a customer that has gone on or rests', () => {
    given(resting(), { now: monday }).when(stall).thenNothing();
    given(planned).when(steps.stall(7)).thenNothing();
  });
});
