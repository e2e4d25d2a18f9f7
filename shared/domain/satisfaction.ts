import type { Customer } from './customer.ts';
import type { VersionedPolicy } from './policy.ts';
import { addDuration, daysBetween, type Instant, isLater } from './time.ts';

/** Of ten: up to here a customer is dissatisfied. */
const dissatisfiedUpTo = 6;

export function isDissatisfied(score: number | undefined): boolean {
  return score !== undefined && score <= dissatisfiedUpTo;
}

/**
 * The score of the last survey, 0 to 10, as long as it is recent: for so many cycles as the policy says. A newer one takes
 * its place at once; without one an old grudge, or an old praise, no longer decides.
 */
export function recentScore(
  { satisfaction }: Pick<Customer, 'satisfaction'>,
  { cycle }: VersionedPolicy,
  now: Instant,
): number | undefined {
  if (!satisfaction) return undefined;
  let until = satisfaction.at;
  for (let cycles = 0; cycles < cycle.scoreCycles; cycles++) until = addDuration(until, cycle.cadence);
  return isLater(until, now) ? satisfaction.score : undefined;
}

/** For explanations: the score that counted and how old the last one is, whether it counted or not. */
export function scoreFacts(customer: Pick<Customer, 'satisfaction'>, policy: VersionedPolicy, now: Instant) {
  const { satisfaction } = customer;
  return {
    satisfaction: recentScore(customer, policy, now),
    daysSinceScore: satisfaction && Math.round(daysBetween(satisfaction.at, now)),
  };
}
