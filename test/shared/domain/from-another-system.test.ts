import { describe, expect, test } from 'vitest';
import { ActionId } from '#domain/ids.ts';
import { nextAction, systemDueAt } from '#domain/next-action.ts';
import { addDuration } from '#domain/time.ts';
import { capture, inDelivery, owner, steps, stranger } from './customers.ts';
import { given, having, monday } from './given.ts';

const later = addDuration(monday, 'PT10M');

describe('a customer that comes from another system', () => {
  const imported = having(undefined, { ...capture, startAfter: 'PT10M' });

  test('waits a little for its people and deals, and has a next action meanwhile', () => {
    expect(imported).toMatchObject({ status: 'active', stage: 'resting', cycle: { number: 0 } });
    expect(nextAction(imported)).toMatchObject({ dueAt: later, purpose: 'start-cycle', owner: { kind: 'system' } });
    expect(systemDueAt(imported)).toBe(later);
  });

  test('starts its first cycle on that date and not before', () => {
    given(imported).when({ type: 'start-due-cycle' }).thenNothing();
    given(imported, { now: later }).when({ type: 'start-due-cycle' }).thenEvents({ type: 'CycleStarted', cycle: 1 });
  });
});

describe('what somebody writes on the card while its owner is asked for it', () => {
  const asked = having(stranger(), steps.acquire());

  test('answers the request when nothing is missing any more', () => {
    given(asked)
      .when({ type: 'add-person', person: { name: 'Anna Rossi', email: 'anna@acme.example' } })
      .thenEvents({ type: 'PersonAdded' }, { type: 'DataClosed', how: 'complete', missing: [] });
  });

  test('leaves the request open while something is missing', () => {
    given(asked)
      .when({ type: 'add-person', person: { name: 'Anna Rossi' } })
      .thenEvents({ type: 'PersonAdded' });
    given(asked)
      .when({ type: 'change-details', changes: { sector: 'retail' } })
      .thenEvents({ type: 'DetailsChanged' });
  });
});

describe('a meeting that will not take place', () => {
  const draft = { dueAt: addDuration(monday, 'P7D'), channel: 'meeting' as const, purpose: 'See the plant' };
  const customer = having(inDelivery(), { type: 'add-action', draft, fallbackOwnerId: owner });
  const actionId = ActionId.parse(customer.actions.find(({ purpose }) => purpose === draft.purpose)?.id);

  test('goes out of the calendar of whoever owned it', () => {
    const calledOff = { id: actionId, dueAt: draft.dueAt, moved: 1 };
    given(customer)
      .when({ type: 'fail-action', actionId, note: 'ill', fallbackOwnerId: owner })
      .thenEvents(
        { type: 'ActionFailed', actionId },
        {
          type: 'MailQueued',
          message: { template: 'meeting-invite', variant: 'cancelled', to: { id: owner }, calledOff },
        },
      );
  });

  test('is not called off when its time has passed', () => {
    const events = given(customer, { now: addDuration(monday, 'P8D') }).when({
      type: 'fail-action',
      actionId,
      note: 'nobody came',
      fallbackOwnerId: owner,
    }).events;
    expect(events.map(({ type }) => type)).toEqual(['ActionFailed']);
  });
});
