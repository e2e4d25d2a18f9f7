import type { Action } from '#domain/action.ts';
import { nextReachable } from '#domain/calendar.ts';
import type { Customer, Signal } from '#domain/customer.ts';
import type { CustomerEvent } from '#domain/events.ts';
import { reason } from '#domain/explanation.ts';
import type { HousePurpose } from '#domain/house-purpose.ts';
import type { ActionId, UserId } from '#domain/ids.ts';
import { isDelivering } from '#domain/relationship.ts';
import { addDuration } from '#domain/time.ts';
import { type Context, happened } from './context.ts';

/**
 * Something came in. During delivery it waits in the mailbox for the execution, once however often it is said. At any other
 * time the process would not look for weeks, or never again, so that a person is asked at once.
 */
export function hear(customer: Customer, signal: Signal, context: Context): CustomerEvent[] {
  if (customer.mailbox.some((one) => one.kind === signal.kind && one.personId === signal.personId)) return [];
  const received = happened(context, { type: 'SignalReceived', signal });
  const ownerId = customer.ownerId ?? context.fallbackOwnerId;
  if (!isDelivering(customer) && ownerId) {
    return [received, ...takeIn({ ...customer, mailbox: [...customer.mailbox, signal] }, ownerId, context)];
  }
  return customer.status === 'active' ? [received] : [];
}

/** Empties the mailbox: what somebody wrote, or complained of, is answered by a person; the rest changes only what may be sent. */
export function takeIn(customer: Customer, ownerId: UserId, context: Context): CustomerEvent[] {
  if (customer.mailbox.length === 0) return [];
  const answers: Action[] = [];
  for (const signal of customer.mailbox) {
    const purpose = purposeOf(signal);
    const known = [...customer.actions, ...answers].some(
      (action) => action.purpose === purpose && action.personId === signal.personId,
    );
    if (purpose && !known) answers.push(answer(customer, signal, purpose, answers.length, ownerId, context));
  }
  return [
    happened(context, { type: 'SignalsTaken', count: customer.mailbox.length }),
    ...answers.map((action) => happened(context, { type: 'ActionPlanned', action })),
  ];
}

function answer(
  customer: Customer,
  signal: Signal,
  purpose: HousePurpose,
  index: number,
  ownerId: UserId,
  { now, policy }: Context,
): Action {
  return {
    id: `${customer.cycle?.number ?? 0}-${customer.version + 1}-s${index + 1}` as ActionId,
    dueAt: nextReachable(addDuration(now, policy.contact.answerWithin), customer, policy.contact.calendar),
    owner: { kind: 'user', id: ownerId },
    channel: 'call',
    purpose,
    why: reason(`signal.${signal.kind}`, { detail: signal.detail ?? '' }),
    costMinor: policy.contactCosts.call,
    moved: 0,
    attempt: 0,
    minutes: 20,
    ...(signal.personId && { personId: signal.personId }),
  };
}

function purposeOf({ kind, detail }: Signal): HousePurpose | undefined {
  switch (kind) {
    case 'interaction':
      return 'answer-contact';
    case 'click':
      return 'follow-up-interest';
    case 'complaint':
      return 'repair-relationship';
    case 'bounce':
      return detail === 'survey' ? 'ask-satisfaction' : 'find-address';
    case 'answer':
    case 'unsubscribed':
    case 'plan-changed':
      return undefined;
    default:
      return kind satisfies never;
  }
}
