import fc from 'fast-check';
import type { Capture } from '#domain/commands/capture.ts';
import type { Customer } from '#domain/customer.ts';
import { type Command, decide } from '#domain/decide.ts';
import { type CustomerEvent, process } from '#domain/events.ts';
import { commit } from '#domain/evolve.ts';
import type { VersionedPolicy } from '#domain/policy.ts';
import { isRefusal } from '#domain/refusal.ts';
import { owner } from './customers.ts';
import { id, monday, policy } from './given.ts';
import { anyCapture, anyMove, type Move } from './moves.ts';

export type Step = {
  readonly before: Customer | undefined;
  readonly command: Command | Capture;
  readonly events: readonly CustomerEvent[];
  readonly after: Customer;
  readonly policy: VersionedPolicy;
  readonly now: string;
};

const policies: readonly VersionedPolicy[] = [
  policy,
  { ...policy, version: 8, contact: { ...policy.contact, cap: { count: 1, per: 'P1M' }, withheldClasses: [] } },
  { ...policy, version: 9, data: { ...policy.data, required: ['consent', 'decision-makers', 'size'] } },
  {
    ...policy,
    version: 10,
    review: { ...policy.review, defaults: { ...policy.review.defaults, dismissal: 'dismiss' } },
  },
];

/** A customer from its capture on, through whatever people, forms, clocks and workflows do to it, right or wrong. */
export const anyLife: fc.Arbitrary<Step[]> = fc
  .record({ capture: anyCapture, moves: fc.array(anyMove, { maxLength: 60, size: 'max' }) })
  .map(({ capture, moves }) => legible(live(capture, moves)));

function live(capture: Capture, moves: readonly Move[]): Step[] {
  let now = monday;
  let customer: Customer | undefined;
  const steps: Step[] = [];
  const all: Move[] = [{ wait: () => monday, policy: 0, command: () => capture }, ...moves];
  for (const move of all) {
    now = move.wait(customer, now);
    const rules = policies[move.policy % policies.length] ?? policy;
    const command = move.command(customer, now);
    const events = decide(customer, command, { policy: rules, now, by: process, fallbackOwnerId: owner }, id);
    if (isRefusal(events) || events.length === 0) continue;
    const after = commit(customer, events, id);
    if (!after) continue;
    steps.push({ before: customer, command, events, after, policy: rules, now });
    customer = after;
  }
  return steps;
}

export function eventsOf(steps: readonly Step[]): CustomerEvent[] {
  return steps.flatMap(({ events }) => events);
}

/** A counterexample is told by its commands. */
function legible(steps: Step[]): Step[] {
  const told = () =>
    steps.map(({ now, policy: rules, command }) => `${now} ${rules.version} ${JSON.stringify(command)}`);
  return Object.assign(steps, { [fc.toStringMethod]: () => told().join('\n') });
}
