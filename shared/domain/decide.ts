import { type Act, act } from './commands/act.ts';
import { type Capture, capture, type RecordContact, recordContact } from './commands/capture.ts';
import type { Context, Decision } from './commands/context.ts';
import * as review from './commands/decide-review.ts';
import * as card from './commands/keep-card.ts';
import * as path from './commands/keep-path.ts';
import { type KeepPerson, keepPerson } from './commands/keep-person.ts';
import { type ReportMail, reportMail } from './commands/mail.ts';
import * as stages from './commands/run-stages.ts';
import { type Stall, stall } from './commands/stall.ts';
import * as answers from './commands/take-answers.ts';
import type { Customer } from './customer.ts';
import type { CustomerEvent } from './events.ts';
import { commit } from './evolve.ts';
import type { CustomerId } from './ids.ts';
import { lawOfTheNextAction } from './next-action.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';

export type Command =
  | RecordContact
  | card.AddPerson
  | KeepPerson
  | card.ChangeDetails
  | card.AssignOwner
  | card.RecordConsent
  | card.RecordInteraction
  | card.RecordOpportunities
  | card.Dismiss
  | card.Reactivate
  | path.AddAction
  | path.CompleteAction
  | path.MoveAction
  | path.ReplaceAction
  | path.FailAction
  | stages.StartDueCycle
  | stages.AcquireData
  | stages.RemindData
  | stages.ProfileCustomer
  | stages.ValueRelationship
  | stages.ChooseStrategy
  | stages.MakeProposition
  | stages.PlanCommunication
  | stages.GatherFeedback
  | stages.Learn
  | Stall
  | review.RemindReviewer
  | review.EscalateReview
  | review.TakeDefault
  | review.DecideReview
  | answers.CompleteData
  | answers.AnswerSurvey
  | answers.Click
  | ReportMail
  | Act;

type Handlers = {
  readonly [T in Command['type']]: (
    customer: Customer,
    command: Extract<Command, { type: T }>,
    context: Context,
  ) => Decision;
};

const handlers: Handlers = {
  'record-contact': recordContact,
  'add-person': card.addPerson,
  'keep-person': keepPerson,
  'change-details': card.changeDetails,
  'assign-owner': card.assignOwner,
  'record-consent': card.recordConsent,
  'record-interaction': card.recordInteraction,
  'record-opportunities': card.recordOpportunities,
  dismiss: card.dismiss,
  reactivate: card.reactivate,
  'add-action': path.addAction,
  'complete-action': path.completeAction,
  'move-action': path.moveAction,
  'replace-action': path.replaceAction,
  'fail-action': path.failAction,
  'start-due-cycle': stages.startDueCycle,
  'acquire-data': stages.acquireData,
  'remind-data': stages.remindData,
  'profile-customer': stages.profileCustomer,
  'value-relationship': stages.valueRelationship,
  'choose-strategy': stages.strategyStage,
  'make-proposition': stages.makeProposition,
  'plan-communication': stages.planStage,
  'gather-feedback': stages.feedbackStage,
  learn: stages.learnStage,
  stall,
  'remind-reviewer': review.remindReviewer,
  'escalate-review': review.escalateReview,
  'take-default': review.takeDefault,
  'decide-review': review.decideReview,
  'complete-data': answers.completeData,
  'answer-survey': answers.answerSurvey,
  click: answers.click,
  'report-mail': reportMail,
  act,
};

/** Events, or a refusal with a reason. Whoever asks: an active customer is never left without a next action. */
export function decide(
  state: Customer | undefined,
  command: Command | Capture,
  context: Context,
  id: CustomerId,
): Decision {
  const events = handle(state, command, context, id);
  if (isRefusal(events) || events.length === 0) return events;
  const after = commit(state, events, id);
  return (after && lawOfTheNextAction(after)) ?? events;
}

function handle(
  state: Customer | undefined,
  command: Command | Capture,
  context: Context,
  id: CustomerId,
): CustomerEvent[] | Refusal {
  if (command.type === 'capture') {
    return state
      ? refuse('customer.exists', `${id} exists already; record the contact on its card.`)
      : capture(command, context);
  }
  if (!state) return refuse('customer.unknown', `There is no customer ${id}.`);
  const handler = handlers[command.type] as (customer: Customer, command: Command, context: Context) => Decision;
  return handler(state, command, context);
}
