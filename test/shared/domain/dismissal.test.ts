import { describe, expect, test } from 'vitest';
import type { Command } from '#domain/decide.ts';
import { nextAction } from '#domain/next-action.ts';
import { anna, contact, dismissed, inDelivery, newcomer, owner, resting, steps, stranger } from './customers.ts';
import { given, having, monday, the } from './given.ts';

const writes: Command = { type: 'record-contact', contact };
const reactivate: Command = { type: 'reactivate', note: 'A new buyer.' };
const gone = dismissed();

describe('a dismissed customer', () => {
  test('has an end with a reason, no open actions and no next action', () => {
    given(inDelivery(), { by: { kind: 'user', id: owner } })
      .when({ type: 'dismiss', note: 'closed down' })
      .thenEvents(
        { type: 'CustomerDismissed', why: { code: 'dismissed.by-user', facts: { note: 'closed down' } } },
        { type: 'MailQueued', message: { template: 'meeting-invite', variant: 'cancelled', calledOff: { moved: 1 } } },
      );
    expect(gone).toMatchObject({ status: 'dismissed', stage: 'dismissed', actions: [], mailbox: [] });
    expect(nextAction(gone)).toBeUndefined();
  });

  test('is dismissed once', () => {
    given(gone).when({ type: 'dismiss', note: '' }).thenRefused('customer.dismissed');
  });

  test('is left alone by every step of the process', () => {
    for (const step of [
      steps.acquire(),
      steps.profile(),
      steps.value(),
      steps.strategy(),
      steps.propose(),
      steps.plan(),
      steps.feedback(),
      steps.learn(),
      steps.default(),
    ])
      given(gone).when(step).thenRefused('customer.dismissed');
    for (const step of [steps.act(), { type: 'start-due-cycle' } as const]) given(gone).when(step).thenNothing();
    given(gone).when(steps.stall()).thenNothing();
  });

  test('that writes again is not lost: the owner is asked to answer, the process stays ended', () => {
    const { events, after } = given(gone).when(writes);
    expect(events.map(({ type }) => type)).toEqual([
      'InteractionRecorded',
      'SignalReceived',
      'SignalsTaken',
      'ActionPlanned',
    ]);
    expect(the(events, 'ActionPlanned').action).toMatchObject({
      purpose: 'answer-contact',
      owner: { kind: 'user', id: owner },
      personId: anna,
    });
    expect(after).toMatchObject({ status: 'dismissed', mailbox: [] });
    expect(after && nextAction(after)).toMatchObject({ purpose: 'answer-contact' });
  });

  test('that writes ten times is answered once', () => {
    let customer = gone;
    for (let time = 0; time < 10; time++) customer = having(customer, writes);
    expect(customer.actions).toHaveLength(1);
    expect(customer.interactions.count).toBe(11);
  });

  test('whose answer was given has no next action again', () => {
    const asked = having(gone, writes);
    const answers = asked.actions.map(
      ({ id }): Command => ({ type: 'complete-action', actionId: id, outcome: 'answered', fallbackOwnerId: owner }),
    );
    expect(answers).toHaveLength(1);
    expect(nextAction(answers.reduce((customer, command) => having(customer, command), asked))).toBeUndefined();
  });

  test('without an owner goes to whoever stands in', () => {
    const unowned = having(stranger(), { type: 'dismiss', note: '' });
    expect(having(unowned, writes, { fallbackOwnerId: owner }).actions).toHaveLength(1);
    expect(having(unowned, writes).interactions.count).toBe(2);
  });

  test('can still withdraw a consent', () => {
    const state = having(gone, {
      type: 'record-consent',
      personId: anna,
      purpose: 'marketing',
      granted: false,
      text: 'x',
      source: 'preferences',
    });
    expect(state.people[0]?.consents.marketing?.granted).toBe(false);
    expect(state.mailbox).toEqual([]);
  });
});

describe('a customer that is taken back', () => {
  test('starts a cycle with the next number, and a fresh count of efforts', () => {
    const old = having({ ...resting(), completedCycles: 5 }, { type: 'dismiss', note: '' });
    given(old, { now: '2027-01-11T09:00:00.000Z' })
      .when(reactivate)
      .thenEvents(
        { type: 'CustomerReactivated', why: { facts: { note: 'A new buyer.' } } },
        { type: 'CycleStarted', cycle: 2, endsAt: '2027-04-05T09:00:00.000Z' },
      );
    expect(having(old, reactivate)).toMatchObject({ status: 'active', stage: 'acquisition', completedCycles: 0 });
  });

  test('is not lead again before it had its chance', () => {
    const old = having({ ...resting(), completedCycles: 5 }, { type: 'dismiss', note: '' });
    let customer = having(old, reactivate, { now: monday });
    for (const step of [steps.acquire(2), steps.profile(2), steps.value(2)]) customer = having(customer, step);
    expect(customer.valuation?.class).toBe('gold');
  });

  test('was dismissed before', () => {
    given(newcomer()).when(reactivate).thenRefused('customer.active');
  });
});
