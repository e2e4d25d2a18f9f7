import { describe, expect, test } from 'vitest';
import type { Customer } from '#domain/customer.ts';
import { lawOfTheNextAction, nextAction, path, processStep } from '#domain/next-action.ts';
import { Stage } from '#domain/relationship.ts';
import {
  inDelivery,
  inFeedback,
  inReview,
  manager,
  newcomer,
  owner,
  resting,
  steps,
  stranger,
  until,
} from './customers.ts';
import { having, monday } from './given.ts';

describe('the next action', () => {
  test.each<[string, Customer, string, object]>([
    ['acquisition', newcomer(), 'acquire-data', { kind: 'system' }],
    ['acquisition', having(stranger(), steps.acquire()), 'complete-data', { kind: 'user', id: owner }],
    ['profiling', until('profiling', newcomer()), 'profile-customer', { kind: 'system' }],
    ['valuation', until('valuation', newcomer()), 'value-relationship', { kind: 'system' }],
    ['strategy', until('strategy', newcomer()), 'choose-strategy', { kind: 'system' }],
    ['review', inReview(), 'decide-review', { kind: 'user', id: manager }],
    ['proposition', until('proposition', newcomer()), 'make-proposition', { kind: 'system' }],
    ['planning', until('planning', newcomer()), 'plan-communication', { kind: 'system' }],
    ['delivery', inDelivery(), 'gather-feedback', { kind: 'system' }],
    ['feedback', inFeedback(), 'gather-feedback', { kind: 'system' }],
    ['learning', having(inDelivery(), steps.feedback()), 'learn', { kind: 'system' }],
    ['resting', resting(), 'start-cycle', { kind: 'system' }],
  ])('in %s the process itself has to %3$s', (stage, customer, purpose, by) => {
    expect(customer.stage).toBe(stage);
    expect(processStep(customer)).toMatchObject({ purpose, owner: by, dueAt: expect.any(String) });
    expect(nextAction(customer)).toBeDefined();
  });

  test('is the earliest of the path, and the path shows everything after it', () => {
    const planned = inDelivery();
    expect(nextAction(planned)).toMatchObject({ channel: 'email', dueAt: planned.actions[0]?.dueAt });
    expect(path(planned).map(({ purpose }) => purpose)).toEqual([
      'introduce-ourselves',
      'understand-needs',
      'understand-needs',
      'ask-satisfaction',
      'gather-feedback',
    ]);
  });

  test('is there in every stage that an active customer can be in', () => {
    for (const stage of Stage.options.filter((one) => one !== 'dismissed')) {
      const customer = { ...inReview(), stage };
      expect([stage, lawOfTheNextAction(customer)]).toEqual([stage, undefined]);
    }
  });

  test('missing, breaks the law: the state is refused with the customer and the stage', () => {
    const { review: _, ...broken } = inReview();
    expect(lawOfTheNextAction(broken)).toMatchObject({
      code: 'customer.no-next-action',
      message: expect.stringContaining('acme active without a next action (stage review)'),
    });
  });

  test('may lie in the past, which shows that somebody is late', () => {
    expect(nextAction({ ...inDelivery() })?.dueAt).toBeDefined();
    expect(processStep(until('planning', newcomer()))?.dueAt).toBe(monday);
  });
});
