import type { Customer, Review } from '#domain/customer.ts';
import { type CustomerEvent, process } from '#domain/events.ts';
import { type Reason, reason } from '#domain/explanation.ts';
import type { LinkId, UserId } from '#domain/ids.ts';
import type { ReviewDecision } from '#domain/policy.ts';
import { isRefusal, refuse } from '#domain/refusal.ts';
import { chooseStrategy } from '#domain/stages/strategy.ts';
import { value } from '#domain/stages/valuation.ts';
import { addDuration } from '#domain/time.ts';
import { type Context, type Decision, happened, turnOf } from './context.ts';
import { cancellations, queueToUser } from './mail.ts';

type InCycle = { readonly cycle: number };
export type RemindReviewer = InCycle & { readonly type: 'remind-reviewer' };
export type EscalateReview = InCycle & {
  readonly type: 'escalate-review';
  readonly to: UserId;
  readonly linkId: LinkId;
};
export type TakeDefault = InCycle & { readonly type: 'take-default' };
export type DecideReview = {
  readonly type: 'decide-review';
  /** The link that the review was sent with: an older one has been superseded by an escalation. */
  readonly linkId: LinkId;
  readonly decision: ReviewDecision;
  readonly comment?: string;
};

/** An open review, or nothing to do any more. */
function open(customer: Customer, cycle: number) {
  const turn = turnOf(customer, cycle, 'review');
  if (isRefusal(turn)) return turn;
  return turn === 'todo' ? customer.review : undefined;
}

export function remindReviewer(customer: Customer, { cycle }: RemindReviewer, context: Context): Decision {
  const review = open(customer, cycle);
  if (!review || isRefusal(review)) return review ?? [];
  if (review.status !== 'open') return [];
  const { reviewerId, linkId } = review;
  const dueAt = addDuration(context.now, context.policy.review.reminderWait);
  return [
    happened(context, { type: 'ReviewReminded', reviewerId, dueAt }),
    queueToUser(customer, 'review', reviewerId, context, { linkId, variant: 'reminder' }),
  ];
}

/** To whoever stands above; where nobody does, the one who did not decide is not asked again: the default holds at once. */
export function escalateReview(customer: Customer, { cycle, to, linkId }: EscalateReview, context: Context): Decision {
  const review = open(customer, cycle);
  if (!review || isRefusal(review)) return review ?? [];
  if (review.status === 'escalated') return [];
  if (to === review.reviewerId) return byDefault(customer, review, reason('review.nobody-above'), context);
  const dueAt = addDuration(context.now, context.policy.review.escalationWait);
  return [
    happened(context, { type: 'ReviewEscalated', from: review.reviewerId, to, linkId, dueAt }),
    queueToUser(customer, 'review', to, context, { linkId, variant: 'escalation' }),
  ];
}

/** Nobody decided in time: the policy's default, and the manager is told. */
export function takeDefault(customer: Customer, { cycle }: TakeDefault, context: Context): Decision {
  const review = open(customer, cycle);
  if (!review || isRefusal(review)) return review ?? [];
  return byDefault(customer, review, reason('review.default-taken'), context);
}

function byDefault(customer: Customer, review: Review, why: Reason, context: Context): CustomerEvent[] {
  const { default: decision, reviewerId, linkId } = review;
  return [
    happened(context, { type: 'ReviewDecided', decision, how: 'default', reviewerId, why }),
    ...consequences(customer, decision, { agreedMinor: 0, letGo: 'dismissed.by-default' }, { ...context, by: process }),
    queueToUser(customer, 'review-closed', reviewerId, context, { linkId }),
  ];
}

export function decideReview(
  customer: Customer,
  { linkId, decision, comment }: DecideReview,
  context: Context,
): Decision {
  const review = customer.review;
  if (!review)
    return refuse('review.closed', `The review of ${customer.id} has been decided already, or its time is over.`);
  if (review.linkId !== linkId)
    return refuse('review.superseded', 'This review has been handed on to somebody else, who decides it now.');
  if (!review.decisions.includes(decision)) {
    return refuse('review.unknown-decision', `This review can be decided as ${review.decisions.join(', ')}.`, {
      decision,
    });
  }
  return [
    happened(context, {
      type: 'ReviewDecided',
      decision,
      how: 'decided',
      reviewerId: review.reviewerId,
      ...(comment && { comment }),
    }),
    ...consequences(
      customer,
      decision,
      { agreedMinor: customer.strategy?.plannedCostMinor ?? 0, letGo: 'dismissed.by-review' },
      context,
    ),
  ];
}

/** What the plan that was put before the manager would cost, which nobody agreed to by default; and why somebody is let go. */
type Agreed = { readonly agreedMinor: number; readonly letGo: 'dismissed.by-review' | 'dismissed.by-default' };

/** A customer that is not let go is served as an iron one. */
function consequences(
  customer: Customer,
  decision: ReviewDecision,
  { agreedMinor, letGo }: Agreed,
  context: Context,
): CustomerEvent[] {
  const { policy, now } = context;
  const chosen = (strategy: ReturnType<typeof chooseStrategy>) => [
    happened(context, { type: 'StrategyChosen', strategy }),
  ];
  switch (decision) {
    case 'approve':
      return [];
    case 'trim-plan':
      return chosen(chooseStrategy(customer, policy, now, { mode: 'trimmed' }));
    case 'people-only':
      return chosen(chooseStrategy(customer, policy, now, { mode: 'people-only', agreedMinor }));
    case 'self-service':
      return chosen(chooseStrategy(customer, policy, now, { mode: 'self-service', as: 'iron', agreedMinor }));
    case 'keep-serving':
      return chosen(chooseStrategy(customer, policy, now, { as: 'iron', agreedMinor }));
    case 'keep-class':
      return keepClass(customer, agreedMinor, context);
    case 'dismiss':
      return [
        happened(context, { type: 'CustomerDismissed', why: reason(letGo) }),
        ...cancellations(customer, customer.actions, context),
      ];
    default:
      return decision satisfies never;
  }
}

/** What the rule said becomes the second choice. */
function keepClass(customer: Customer, agreedMinor: number, context: Context): CustomerEvent[] {
  const { policy, now } = context;
  const kept = customer.previous?.class;
  if (!kept) return [];
  const valued = value(customer, policy, now);
  const runnerUp = { outcome: valued.class, distance: 'a manager’s decision' };
  const valuation = {
    ...valued,
    class: kept,
    worth: { ...valued.worth, rule: 'kept-by-manager@1', outcome: kept, runnerUp },
  };
  const strategy = chooseStrategy({ ...customer, valuation }, policy, now, { agreedMinor });
  return [
    happened(context, { type: 'RelationshipValued', valuation }),
    happened(context, { type: 'StrategyChosen', strategy }),
  ];
}
