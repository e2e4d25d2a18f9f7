import { describe, expect, test } from 'vitest';
import type { Customer } from '#domain/customer.ts';
import { lawOfTheNextAction, nextAction } from '#domain/next-action.ts';
import { daysBetween } from '#domain/time.ts';
import { inDelivery, newcomer, owner, resting, steps } from './customers.ts';
import { given, having, monday, policy, type Situation, the } from './given.ts';

/** Stalls in every cycle that starts: what each stall led to, and the state after the last. */
function stalled(times: number, situation: Situation = {}) {
  let customer: Customer = newcomer();
  let now = monday;
  const all = Array.from({ length: times }, () => {
    const { events, after } = given(customer, { ...situation, now }).when(steps.stall(customer.cycle?.number));
    const { retryAt, inARow } = the(events, 'CycleStalled');
    const days = daysBetween(now, retryAt);
    now = retryAt;
    customer = after as Customer;
    const at = { customer, days, inARow, told: events.filter(({ type }) => type === 'ActionPlanned') };
    customer = having(customer, { type: 'start-due-cycle' }, { ...situation, now });
    return at;
  });
  return { all, customer, now };
}

describe('a customer whose cycles stall one after the other', () => {
  test('is tried again each time after twice as long, up to the longest time of the policy', () => {
    expect(stalled(8).all.map(({ days }) => days)).toEqual([1, 2, 4, 8, 16, 32, 32, 32]);
    expect(stalled(3).all.map(({ inARow }) => inARow)).toEqual([1, 2, 3]);
  });

  test('is tried again as the policy says', () => {
    const rules = (cycle: object) => ({ policy: { ...policy, cycle: { ...policy.cycle, ...cycle } } });
    const days = (cycle: object) => stalled(4, rules(cycle)).all.map((one) => one.days);
    expect(days({ retryAfter: 'PT12H', retryAtMost: 'P1D' })).toEqual([0.5, 1, 1, 1]);
    expect(days({ retryAfter: 'P7D', retryAtMost: 'P1D' })).toEqual([7, 7, 7, 7]);
  });

  test('is shown to its owner from the third time on, once as long as nothing was done about it', () => {
    const { all } = stalled(6);
    expect(all.map(({ told }) => told.length)).toEqual([0, 0, 1, 0, 0, 0]);
    expect(all[2]?.told[0]).toMatchObject({
      action: {
        owner: { kind: 'user', id: owner },
        channel: 'task',
        purpose: 'look-into-stall',
        why: { code: 'process.stalled', facts: { times: 3, stage: 'PlanCommunication', error: 'States.Timeout' } },
      },
    });
  });

  test('is shown again when it goes on after somebody looked', () => {
    const { customer, now } = stalled(3);
    const [action] = customer.actions;
    const looked = having(
      customer,
      { type: 'complete-action', actionId: action?.id ?? ('' as never), outcome: 'done', fallbackOwnerId: owner },
      { now },
    );
    const { events } = given(looked, { now }).when(steps.stall(4));
    expect(events.map(({ type }) => type)).toEqual(['CycleStalled', 'ActionPlanned']);
  });

  test('has a next action all the time', () => {
    for (const { customer } of stalled(8).all) {
      expect(lawOfTheNextAction(customer)).toBeUndefined();
      expect(nextAction(customer)?.dueAt).toEqual(expect.any(String));
    }
  });

  test('starts anew with the count when a cycle came to its end', () => {
    const stumbled = inDelivery({ stalls: 2 });
    expect(resting(stumbled).stalls).toBeUndefined();
    const again = having(resting(stumbled), { type: 'start-due-cycle' }, { now: '2026-05-31T09:00:00.000Z' });
    expect(the(given(again).when(steps.stall(2)).events, 'CycleStalled').inARow).toBe(1);
  });
});
