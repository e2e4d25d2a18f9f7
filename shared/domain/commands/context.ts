import type { Customer } from '#domain/customer.ts';
import type { Actor, CustomerEvent } from '#domain/events.ts';
import type { UserId } from '#domain/ids.ts';
import type { VersionedPolicy } from '#domain/policy.ts';
import { type Refusal, refuse } from '#domain/refusal.ts';
import type { Instant } from '#domain/time.ts';

/** What every command is decided under: time and identity come in as data. */
export type Context = {
  readonly policy: VersionedPolicy;
  readonly now: Instant;
  readonly by: Actor;
  /** Who answers for a customer that has no owner. */
  readonly fallbackOwnerId?: UserId;
};

export type Decision = CustomerEvent[] | Refusal;

type Body = CustomerEvent extends infer E ? (E extends CustomerEvent ? Omit<E, 'at' | 'by'> : never) : never;

export function happened({ now, by }: Context, body: Body): CustomerEvent {
  return { ...body, at: now, by } as CustomerEvent;
}

const order: readonly Customer['stage'][] = [
  'acquisition',
  'profiling',
  'valuation',
  'strategy',
  'review',
  'proposition',
  'planning',
  'delivery',
  'feedback',
  'learning',
  'resting',
];

/**
 * A workflow step is repeated when its answer got lost. `todo`: it is this stage's turn; `done`: it was, nothing more happens;
 * a refusal when the customer has gone on without this execution.
 */
export function turnOf(customer: Customer, cycle: number, stage: Customer['stage']): 'todo' | 'done' | Refusal {
  if (customer.status === 'dismissed') {
    return refuse('customer.dismissed', `${customer.id} has been dismissed; its process has ended.`);
  }
  if (customer.cycle?.number !== cycle || customer.stage === 'resting') {
    return refuse(
      'customer.superseded',
      `${customer.id} is no longer in cycle ${cycle}; this execution has nothing left to do.`,
    );
  }
  const at = order.indexOf(customer.stage);
  const wanted = order.indexOf(stage);
  if (at < wanted) {
    return refuse('customer.too-early', `${customer.id} is at ${customer.stage}; ${stage} has its turn later.`);
  }
  return at === wanted ? 'todo' : 'done';
}

export function unknownPerson(customer: Customer, personId: string) {
  return refuse(
    'person.unknown',
    `${customer.id} has no person ${personId}; read the card for the ids of its people.`,
    { personId },
  );
}
