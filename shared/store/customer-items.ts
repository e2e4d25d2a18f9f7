import type { Customer } from '#domain/customer.ts';
import { countsOf } from '#domain/event-counts.ts';
import type { Opportunity } from '#domain/events.ts';
import { nextAction } from '#domain/next-action.ts';
import type { Commit, Saving } from '#shared/ports.ts';
import {
  byName,
  commitKey,
  customerKey,
  customersOf,
  customersShard,
  inOrder,
  opportunityKey,
  withoutNextAction,
} from './keys.ts';

/** The state, in the list of all customers by next action and in its owner's by name. */
export function stateItem(customer: Customer) {
  const { id, name, status, ownerId, version } = customer;
  const next = nextAction(customer);
  return {
    ...customerKey(id),
    data: customer,
    version,
    gsi1pk: customersShard(status, id),
    gsi1sk: next ? `${inOrder(next.dueAt)}#${id}` : `${withoutNextAction}${id}`,
    gsi2pk: customersOf(ownerId),
    gsi2sk: byName(name, id),
  };
}
export type StateItem = ReturnType<typeof stateItem>;

/** What happened; `outbox` is there only when something has to follow: the relay listens for items that have it. */
export function commitItem({ after, events, effects }: Saving, at: string) {
  return {
    ...commitKey(after.id, after.version),
    version: after.version,
    at,
    events: [...events],
    counts: countsOf(events),
    ...(Object.keys(effects.outbox).length > 0 && { outbox: { ...effects.outbox, customerId: after.id } }),
  };
}
export type CommitItem = Commit & ReturnType<typeof commitItem>;

export function opportunityItem(customerId: string, opportunity: Opportunity) {
  return { ...opportunityKey(customerId, opportunity.id), data: opportunity };
}
export type OpportunityItem = ReturnType<typeof opportunityItem>;
