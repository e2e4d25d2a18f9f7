import type { Action, Outcome } from '#domain/action.ts';
import type { Customer } from '#domain/customer.ts';
import { reason } from '#domain/explanation.ts';
import type { ActionId, PersonId, UserId } from '#domain/ids.ts';
import { type Refusal, refuse } from '#domain/refusal.ts';
import { type Channel, humanChannels, isDelivering } from '#domain/relationship.ts';
import { addDuration, type Instant, isDue, isLater } from '#domain/time.ts';
import { type Context, type Decision, happened, unknownPerson } from './context.ts';
import { hear } from './hear.ts';
import { cancellations, invitations } from './mail.ts';

/** What somebody plans by hand. */
export type Draft = {
  readonly dueAt: Instant;
  readonly channel: Channel;
  readonly purpose: string;
  readonly ownerId?: UserId;
  readonly personId?: PersonId;
  readonly note?: string;
  readonly minutes?: number;
};

type About = { readonly actionId: ActionId };
export type AddAction = { readonly type: 'add-action'; readonly draft: Draft; readonly fallbackOwnerId: UserId };
/** `next`: the action that follows; without one the rest of the path must already hold a next action. */
export type CompleteAction = About & {
  readonly type: 'complete-action';
  readonly outcome: Outcome;
  readonly note?: string;
  readonly next?: Draft;
  readonly fallbackOwnerId: UserId;
};
export type MoveAction = About & { readonly type: 'move-action'; readonly dueAt: Instant; readonly note: string };
export type ReplaceAction = About & {
  readonly type: 'replace-action';
  readonly draft: Draft;
  readonly note: string;
  readonly fallbackOwnerId: UserId;
};
export type FailAction = About & {
  readonly type: 'fail-action';
  readonly note: string;
  readonly next?: Draft;
  readonly fallbackOwnerId: UserId;
};

export function addAction(customer: Customer, { draft, fallbackOwnerId }: AddAction, context: Context): Decision {
  if (customer.actions.length >= mostOpen) return tooMany(customer);
  const action = draftAction(customer, draft, fallbackOwnerId, context);
  return 'refused' in action
    ? action
    : [
        happened(context, { type: 'ActionPlanned', action }),
        ...invitations(customer, [action], context),
        ...changed(customer, context),
      ];
}

export function completeAction(customer: Customer, command: CompleteAction, context: Context): Decision {
  const { outcome, note } = command;
  const action = openAction(customer, command.actionId);
  if ('refused' in action) return action;
  const next = follow(customer, command, context);
  if ('refused' in next) return next;
  return [
    happened(context, {
      type: 'ActionCompleted',
      actionId: action.id,
      outcome,
      costMinor: action.costMinor,
      ...(note && { note }),
    }),
    ...next,
    ...changed(customer, context),
  ];
}

export function moveAction(customer: Customer, { actionId, dueAt, note }: MoveAction, context: Context): Decision {
  const action = openAction(customer, actionId);
  if ('refused' in action) return action;
  const wrong = wrongDate(customer, dueAt, context);
  if (wrong) return wrong;
  const why = reason('action.moved-by-user', { note });
  return [
    happened(context, { type: 'ActionMoved', actionId, dueAt: inUtc(dueAt), why }),
    ...invitations(customer, [action], context),
    ...changed(customer, context),
  ];
}

export function replaceAction(customer: Customer, command: ReplaceAction, context: Context): Decision {
  const action = openAction(customer, command.actionId);
  if ('refused' in action) return action;
  const made = draftAction(customer, command.draft, command.fallbackOwnerId, context);
  if ('refused' in made) return made;
  const why = reason('action.replaced-by-user', { note: command.note });
  return [
    happened(context, { type: 'ActionReplaced', actionId: action.id, action: made, why }),
    ...cancellations(customer, [action], context),
    ...invitations(customer, [made], context),
    ...changed(customer, context),
  ];
}

export function failAction(customer: Customer, command: FailAction, context: Context): Decision {
  const action = openAction(customer, command.actionId);
  if ('refused' in action) return action;
  const next = follow(customer, command, context);
  if ('refused' in next) return next;
  const why = reason('action.failed-by-user', { note: command.note });
  return [
    happened(context, { type: 'ActionFailed', actionId: action.id, why }),
    ...cancellations(customer, [action], context),
    ...next,
    ...changed(customer, context),
  ];
}

function follow(customer: Customer, command: { next?: Draft; fallbackOwnerId: UserId }, context: Context) {
  if (!command.next) return [];
  const action = draftAction(customer, command.next, command.fallbackOwnerId, context);
  if ('refused' in action) return action;
  return [happened(context, { type: 'ActionPlanned', action }), ...invitations(customer, [action], context)];
}

/** The waiting workflow looks at the plan again. */
function changed(customer: Customer, context: Context) {
  if (!isDelivering(customer)) return [];
  return hear(customer, { kind: 'plan-changed', at: context.now }, context);
}

export function openAction(customer: Customer, actionId: string): Action | Refusal {
  if (actionId === 'process') {
    return refuse(
      'action.of-the-process',
      'This step belongs to the process; plan an action of your own, or decide the review or request it waits for.',
    );
  }
  const action = customer.actions.find((one) => one.id === actionId);
  return (
    action ??
    refuse(
      'action.not-open',
      `${customer.id} has no open action ${actionId}; it may have been completed, replaced or have lapsed.`,
      { actionId },
    )
  );
}

function draftAction(customer: Customer, draft: Draft, fallbackOwnerId: UserId, context: Context): Action | Refusal {
  if (customer.status === 'dismissed')
    return refuse('customer.dismissed', `${customer.id} has been dismissed; reactivate it first.`);
  const wrong = wrongDate(customer, draft.dueAt, context);
  if (wrong) return wrong;
  if (draft.personId && !customer.people.some((one) => one.id === draft.personId))
    return unknownPerson(customer, draft.personId);
  const human = humanChannels.includes(draft.channel);
  if (!human && !draft.personId)
    return refuse('action.nobody', `An ${draft.channel} of ${customer.id} needs the person it goes to; name one.`, {
      channel: draft.channel,
    });
  const owner = draft.ownerId ?? customer.ownerId ?? fallbackOwnerId;
  return {
    id: `${customer.cycle?.number ?? 0}-${customer.version + 1}-a` as ActionId,
    dueAt: inUtc(draft.dueAt),
    owner: human ? { kind: 'user', id: owner } : { kind: 'system' },
    channel: draft.channel,
    purpose: draft.purpose,
    why: reason('action.planned-by-user', { note: draft.note ?? '' }),
    costMinor: context.policy.contactCosts[draft.channel],
    moved: 0,
    attempt: 0,
    ...(draft.personId && { personId: draft.personId }),
    ...(draft.minutes && { minutes: draft.minutes }),
  };
}

/** The card holds what a team can do, not a list for years. */
const mostOpen = 50;

function tooMany(customer: Customer): Refusal {
  return refuse(
    'action.too-many',
    `${customer.id} has ${customer.actions.length} open actions; complete, replace or fail some of them first.`,
  );
}

function inUtc(at: Instant): Instant {
  return new Date(at).toISOString();
}

/** A date that has passed or that lies beyond all planning is a slip of the pen. */
function wrongDate(customer: Customer, dueAt: Instant, { now }: Context): Refusal | undefined {
  if (isDue(dueAt, now))
    return refuse(
      'action.in-the-past',
      `An action of ${customer.id} can't be planned for ${dueAt}, which has passed.`,
      { dueAt },
    );
  if (isLater(dueAt, addDuration(now, 'P2Y')))
    return refuse('action.too-far', `An action of ${customer.id} can be planned at most two years ahead.`, { dueAt });
  return undefined;
}
