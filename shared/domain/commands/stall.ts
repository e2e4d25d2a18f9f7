import { nextReachable } from '#domain/calendar.ts';
import type { Customer } from '#domain/customer.ts';
import type { CustomerEvent } from '#domain/events.ts';
import { reason } from '#domain/explanation.ts';
import type { HousePurpose } from '#domain/house-purpose.ts';
import type { ActionId, UserId } from '#domain/ids.ts';
import type { VersionedPolicy } from '#domain/policy.ts';
import { addDuration, durationSeconds, type Instant } from '#domain/time.ts';
import { type Context, type Decision, happened } from './context.ts';
import { lapsed } from './lapse.ts';

export type Stall = {
  readonly type: 'stall';
  readonly cycle: number;
  readonly stage: string;
  readonly error: string;
  /** Who looks into it when it goes on. */
  readonly ownerId: UserId;
};

/**
 * A stage failed for good: the card says so and the process starts again on a date, with a plan of its own; each time in a
 * row twice as late, and from some time on a person is asked to look into it.
 */
export function stall(customer: Customer, command: Stall, context: Context): Decision {
  const { cycle, stage, error } = command;
  if (customer.status === 'dismissed' || customer.cycle?.number !== cycle || customer.stage === 'resting') return [];
  const inARow = (customer.stalls ?? 0) + 1;
  const retryAt = retryDate(inARow, context.policy, context.now);
  return [
    ...lapsed(customer, cycle, context),
    happened(context, { type: 'CycleStalled', stage, error, retryAt, inARow }),
    ...told(customer, command, inARow, context),
  ];
}

function retryDate(inARow: number, { cycle }: VersionedPolicy, now: Instant): Instant {
  const first = durationSeconds(cycle.retryAfter);
  const most = Math.max(first, durationSeconds(cycle.retryAtMost));
  return addDuration(now, `PT${Math.min(most, first * 2 ** (inARow - 1))}S`);
}

const purpose = 'look-into-stall' satisfies HousePurpose;

/** Once, as long as it is not done. */
function told(customer: Customer, { stage, error, ownerId }: Stall, inARow: number, context: Context): CustomerEvent[] {
  const { cycle: rules, contact } = context.policy;
  if (inARow < rules.tellAfterStalls || customer.actions.some((action) => action.purpose === purpose)) return [];
  const action = {
    id: `${customer.cycle?.number ?? 0}-${customer.version + 1}-t` as ActionId,
    dueAt: nextReachable(addDuration(context.now, contact.answerWithin), customer, contact.calendar),
    owner: { kind: 'user' as const, id: ownerId },
    channel: 'task' as const,
    purpose,
    why: reason('process.stalled', { times: inARow, stage, error }),
    costMinor: 0,
    moved: 0,
    attempt: 0,
  };
  return [happened(context, { type: 'ActionPlanned', action })];
}
