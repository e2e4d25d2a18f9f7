import type { Customer, Review } from '#domain/customer.ts';
import { type Reason, reason } from '#domain/explanation.ts';
import type { LinkId, UserId } from '#domain/ids.ts';
import { type ReviewDecision, type ReviewReason, safeDefaults, type VersionedPolicy } from '#domain/policy.ts';
import { recentScore } from '#domain/satisfaction.ts';
import { addDuration, type Instant } from '#domain/time.ts';

/** The decisions that are offered, by the gravest reason; the policy's default is always among them: it is a safe one. */
const offers: Record<ReviewReason, readonly ReviewDecision[]> = {
  dismissal: ['dismiss', 'self-service', 'keep-serving'],
  'plan-over-limit': ['approve', 'trim-plan', 'people-only'],
  'class-change': ['approve', 'keep-class', 'people-only'],
  'first-plan-of-important-customer': ['approve', 'trim-plan', 'people-only'],
};

/** Gravest first: it decides which decisions are offered and what the default is. */
const gravity: readonly ReviewReason[] = [
  'dismissal',
  'plan-over-limit',
  'class-change',
  'first-plan-of-important-customer',
];

/** Which of the policy's rules make this strategy a manager's decision. */
export function reviewReasons(customer: Customer, policy: VersionedPolicy): ReviewReason[] {
  const { valuation, previous, strategy, completedCycles } = customer;
  if (!valuation || !strategy) return [];
  const holds: Record<ReviewReason, boolean> = {
    dismissal: strategy.rule.model === 'dismiss',
    'plan-over-limit': strategy.plannedCostMinor > policy.review.planLimit[valuation.class],
    'class-change': previous !== undefined && previous.class !== valuation.class,
    'first-plan-of-important-customer':
      completedCycles === 0 && policy.review.importantClasses.includes(valuation.class),
  };
  return gravity.filter((one) => holds[one]);
}

export function requestReview(
  customer: Customer,
  reasons: readonly ReviewReason[],
  to: { reviewerId: UserId; linkId: LinkId },
  policy: VersionedPolicy,
  now: Instant,
): Review {
  const gravest = reasons[0] ?? 'first-plan-of-important-customer';
  return {
    reasons: [...reasons],
    decisions: [...offers[gravest]],
    default: defaultOf(gravest, policy),
    ...to,
    requestedAt: now,
    dueAt: addDuration(now, policy.review.wait),
    status: 'open',
    evidence: evidence(customer, policy, now),
  };
}

/** A policy that was written when more was allowed may name a default that is not safe: the first safe one takes its place. */
function defaultOf(gravest: ReviewReason, { review }: VersionedPolicy): ReviewDecision {
  const wanted = review.defaults[gravest];
  return safeDefaults[gravest].find((one) => one === wanted) ?? safeDefaults[gravest][0];
}

/** What a manager has to know to decide: figures and explanations as codes. */
function evidence(customer: Customer, policy: VersionedPolicy, now: Instant): Reason[] {
  const { valuation, previous, strategy, sales } = customer;
  const score = recentScore(customer, policy, now);
  if (!valuation || !strategy) return [];
  const currency = policy.currency;
  return [
    reason('evidence.class', { class: valuation.class, level: valuation.level }),
    ...(previous ? [reason('evidence.previous', { class: previous.class, level: previous.level })] : []),
    reason('evidence.margin', { minor: valuation.marginMinor, currency }),
    reason('evidence.potential', { minor: valuation.potentialMinor, currency }),
    reason('evidence.sales', { won: sales.won, lost: sales.lost, open: sales.open }),
    reason('evidence.plan', { model: strategy.rule.model, minor: strategy.plannedCostMinor, currency }),
    ...(score === undefined ? [] : [reason('evidence.satisfaction', { score })]),
    ...(valuation.worth.runnerUp
      ? [
          reason('evidence.runner-up', {
            class: valuation.worth.runnerUp.outcome,
            distance: valuation.worth.runnerUp.distance,
          }),
        ]
      : []),
  ];
}
