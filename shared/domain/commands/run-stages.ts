import type { Customer } from '#domain/customer.ts';
import type { LinkId, UserId } from '#domain/ids.ts';
import { isRefusal } from '#domain/refusal.ts';
import { missingData } from '#domain/stages/acquisition.ts';
import { gatherFeedback, learn } from '#domain/stages/learning.ts';
import { planCommunication } from '#domain/stages/planning.ts';
import { profile } from '#domain/stages/profiling.ts';
import { proposeValue } from '#domain/stages/proposition.ts';
import { requestReview, reviewReasons } from '#domain/stages/review.ts';
import { chooseStrategy } from '#domain/stages/strategy.ts';
import { value } from '#domain/stages/valuation.ts';
import { addDuration, isDue } from '#domain/time.ts';
import { startCycle } from './capture.ts';
import { type Context, type Decision, happened, turnOf } from './context.ts';
import { lapsed } from './lapse.ts';
import { invitations, queueToUser } from './mail.ts';

type InCycle = { readonly cycle: number };
export type StartDueCycle = { readonly type: 'start-due-cycle' };
export type AcquireData = InCycle & {
  readonly type: 'acquire-data';
  readonly recipientId: UserId;
  readonly linkId: LinkId;
};
export type RemindData = InCycle & { readonly type: 'remind-data' };
export type ProfileCustomer = InCycle & { readonly type: 'profile-customer' };
export type ValueRelationship = InCycle & { readonly type: 'value-relationship' };
export type ChooseStrategy = InCycle & {
  readonly type: 'choose-strategy';
  readonly reviewerId: UserId;
  readonly linkId: LinkId;
};
export type MakeProposition = InCycle & { readonly type: 'make-proposition' };
export type PlanCommunication = InCycle & { readonly type: 'plan-communication'; readonly ownerId: UserId };
export type GatherFeedback = InCycle & { readonly type: 'gather-feedback' };
export type Learn = InCycle & { readonly type: 'learn' };

/** The date of the next cycle has come: a new execution takes the customer up. */
export function startDueCycle(customer: Customer, _command: StartDueCycle, context: Context): Decision {
  const due = customer.stage === 'resting' && customer.cycle && isDue(customer.cycle.nextAt, context.now);
  return due ? [startCycle(customer, context)] : [];
}

export function acquireData(customer: Customer, command: AcquireData, context: Context): Decision {
  const turn = turnOf(customer, command.cycle, 'acquisition');
  if (isRefusal(turn)) return turn;
  if (turn === 'done' || customer.dataRequest) return [];
  const missing = missingData(customer, context.policy);
  if (missing.length === 0) return [happened(context, { type: 'DataClosed', how: 'complete', missing })];
  const { recipientId, linkId } = command;
  const dueAt = addDuration(context.now, context.policy.data.wait);
  return [
    happened(context, { type: 'DataRequested', request: { missing, recipientId, linkId, dueAt, reminded: false } }),
    queueToUser(customer, 'data-request', recipientId, context, { linkId }),
  ];
}

export function remindData(customer: Customer, command: RemindData, context: Context): Decision {
  const turn = turnOf(customer, command.cycle, 'acquisition');
  if (isRefusal(turn)) return turn;
  const request = customer.dataRequest;
  if (turn === 'done' || !request || request.reminded) return [];
  const dueAt = addDuration(context.now, context.policy.data.reminderWait);
  return [
    happened(context, { type: 'DataReminded', dueAt }),
    queueToUser(customer, 'data-request', request.recipientId, context, {
      linkId: request.linkId,
      variant: 'reminder',
    }),
  ];
}

/** Without an answer the process goes on with what there is. */
export function profileCustomer(customer: Customer, command: ProfileCustomer, context: Context): Decision {
  const waiting = customer.stage === 'acquisition';
  const turn = turnOf(customer, command.cycle, waiting ? 'acquisition' : 'profiling');
  if (isRefusal(turn)) return turn;
  if (turn === 'done') return [];
  const missing = missingData(customer, context.policy);
  return [
    ...(waiting
      ? [happened(context, { type: 'DataClosed', how: missing.length === 0 ? 'complete' : 'went-on', missing })]
      : []),
    happened(context, { type: 'CustomerProfiled', profile: profile(customer, context.policy) }),
  ];
}

export function valueRelationship(customer: Customer, command: ValueRelationship, context: Context): Decision {
  const turn = turnOf(customer, command.cycle, 'valuation');
  if (isRefusal(turn)) return turn;
  if (turn === 'done') return [];
  return [happened(context, { type: 'RelationshipValued', valuation: value(customer, context.policy, context.now) })];
}

export function strategyStage(customer: Customer, command: ChooseStrategy, context: Context): Decision {
  const turn = turnOf(customer, command.cycle, 'strategy');
  if (isRefusal(turn)) return turn;
  if (turn === 'done') return [];
  const strategy = chooseStrategy(customer, context.policy, context.now);
  const chosen = happened(context, { type: 'StrategyChosen', strategy });
  const after = { ...customer, strategy };
  const reasons = reviewReasons(after, context.policy);
  if (reasons.length === 0) return [chosen];
  const { reviewerId, linkId } = command;
  const review = requestReview(after, reasons, { reviewerId, linkId }, context.policy, context.now);
  return [
    chosen,
    happened(context, { type: 'ReviewRequested', review }),
    queueToUser(customer, 'review', reviewerId, context, { linkId }),
  ];
}

export function makeProposition(customer: Customer, command: MakeProposition, context: Context): Decision {
  const turn = turnOf(customer, command.cycle, 'proposition');
  if (isRefusal(turn)) return turn;
  if (turn === 'done') return [];
  return [happened(context, { type: 'PropositionMade', proposition: proposeValue(customer, context.policy) })];
}

export function planStage(customer: Customer, command: PlanCommunication, context: Context): Decision {
  const turn = turnOf(customer, command.cycle, 'planning');
  if (isRefusal(turn)) return turn;
  if (turn === 'done') return [];
  const plan = planCommunication(customer, command.ownerId, context.policy, context.now);
  return [happened(context, { type: 'PlanMade', ...plan }), ...invitations(customer, plan.actions, context)];
}

/** What is left of the plan lapses with the cycle; the next plan is made anew. */
export function feedbackStage(customer: Customer, command: GatherFeedback, context: Context): Decision {
  const turn = turnOf(customer, command.cycle, customer.stage === 'feedback' ? 'feedback' : 'delivery');
  if (isRefusal(turn)) return turn;
  if (turn === 'done') return [];
  return [
    ...lapsed(customer, command.cycle, context),
    happened(context, { type: 'FeedbackGathered', ...gatherFeedback(customer, context.policy) }),
  ];
}

export function learnStage(customer: Customer, command: Learn, context: Context): Decision {
  if (customer.stage === 'resting' && customer.cycle?.number === command.cycle) return [];
  const turn = turnOf(customer, command.cycle, 'learning');
  if (isRefusal(turn)) return turn;
  return turn === 'done'
    ? []
    : [happened(context, { type: 'CycleLearned', ...learn(customer, context.policy, context.now) })];
}
