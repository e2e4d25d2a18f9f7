import type { Customer } from '#domain/customer.ts';
import { type Explanation, facts, type Reason, reason } from '#domain/explanation.ts';
import type { VersionedPolicy } from '#domain/policy.ts';
import { addDuration, type Instant } from '#domain/time.ts';

export type Feedback = { responses: number; marginMinor: number; satisfaction: number | null; progress: Reason };

/** Oversight of the cycle: reactions, margin less cost in minor units, satisfaction 0 to 10 where a survey came back. */
export function gatherFeedback(customer: Customer, policy: VersionedPolicy): Feedback {
  const cycle = customer.cycle;
  const soldMinor = customer.sales.wonMinor - (cycle?.salesAtStart.wonMinor ?? 0);
  const sold = customer.sales.won - (cycle?.salesAtStart.won ?? 0);
  const inThisCycle = customer.satisfaction && cycle && customer.satisfaction.at >= cycle.startedAt;
  return {
    responses: cycle?.responses ?? 0,
    marginMinor: Math.round(soldMinor * policy.marginRate) - (cycle?.costMinor ?? 0),
    satisfaction: inThisCycle ? (customer.satisfaction?.score ?? null) : null,
    progress: reason('feedback.progress', { contacts: cycle?.contacts ?? 0, responses: cycle?.responses ?? 0, sold }),
  };
}

/** Share of contacts that were answered, and when the next cycle starts: at the cadence, never in the past. */
export function learn(customer: Customer, policy: VersionedPolicy, now: Instant) {
  const { responses, marginMinor, satisfaction } = gatherFeedback(customer, policy);
  const contacts = customer.cycle?.contacts ?? 0;
  const response = contacts === 0 ? 0 : Math.min(1, responses / contacts);
  const planned = addDuration(customer.cycle?.startedAt ?? now, policy.cycle.cadence);
  const nextAt = planned > now ? planned : addDuration(now, 'P1D');
  const explanation: Explanation = {
    rule: 'response-of-the-cycle@1',
    policyVersion: policy.version,
    facts: facts({ contacts, responses, marginMinor, satisfaction }),
    outcome: `response ${response.toFixed(2)}`,
  };
  return { response, marginMinor, explanation, nextAt };
}
