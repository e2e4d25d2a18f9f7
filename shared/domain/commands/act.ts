import type { Action } from '../action.ts';
import { nextReachable } from '../calendar.ts';
import { contactVerdict } from '../contact-policy.ts';
import type { Customer, Signal } from '../customer.ts';
import type { CustomerEvent } from '../events.ts';
import { reason } from '../explanation.ts';
import type { ActionId, LinkId, PersonId, UserId } from '../ids.ts';
import { isRefusal } from '../refusal.ts';
import { humanChannels } from '../relationship.ts';
import { addDuration, isDue } from '../time.ts';
import { type Context, type Decision, happened, turnOf } from './context.ts';
import { messageToPerson } from './mail.ts';

export type Act = { readonly type: 'act'; readonly cycle: number; readonly linkId: LinkId; readonly ownerId: UserId };

/** What the loop of delivery does next: go on waiting, close the cycle, or stop. */
export type Next = 'more' | 'close' | 'end';

export function nextOf(customer: Customer, cycle: number, now: string): Next {
  if (customer.status === 'dismissed' || customer.cycle?.number !== cycle || customer.stage === 'resting') return 'end';
  return customer.stage !== 'delivery' || isDue(customer.cycle.endsAt, now) ? 'close' : 'more';
}

/** Takes in what came and does one action of the system that is due; the arbiter has the last word on every contact. */
export function act(customer: Customer, command: Act, context: Context): Decision {
  const turn = turnOf(customer, command.cycle, 'delivery');
  if (isRefusal(turn) || turn === 'done') return [];
  return [...takeIn(customer, command, context), ...deliver(customer, command, context)];
}

function deliver(customer: Customer, { linkId }: Act, context: Context): CustomerEvent[] {
  const action = customer.actions.find((one) => one.owner.kind === 'system' && isDue(one.dueAt, context.now));
  if (!action) return [];
  const person = customer.people.find((one) => one.id === action.personId);
  if (!person || humanChannels.includes(action.channel)) {
    return [happened(context, { type: 'ActionFailed', actionId: action.id, why: reason('action.nobody-to-write-to') })];
  }
  const lane = action.channel === 'survey' ? 'relationship' : 'marketing';
  const verdict = contactVerdict(customer, person, lane, context.policy, context.now);
  if (verdict.kind !== 'go') {
    const why = reason(`held.${verdict.rule}`);
    const until = verdict.kind === 'hold' ? { until: verdict.until } : {};
    return [happened(context, { type: 'ContactHeld', actionId: action.id, rule: verdict.rule, ...until, why })];
  }
  return [
    happened(context, {
      type: 'MailQueued',
      message: messageToPerson(customer, action, person.id, linkId),
      verdict: verdict.explanation,
    }),
    happened(context, { type: 'ActionCompleted', actionId: action.id, outcome: 'done', costMinor: action.costMinor }),
  ];
}

function takeIn(customer: Customer, command: Act, context: Context): CustomerEvent[] {
  if (customer.mailbox.length === 0) return [];
  const answers = customer.mailbox.flatMap((signal, index) => answer(customer, signal, index, command, context));
  return [happened(context, { type: 'SignalsTaken', count: customer.mailbox.length }), ...answers];
}

/** What somebody wrote, or complained of, is answered by a person; the rest changes only what may be sent. */
function answer(customer: Customer, signal: Signal, index: number, command: Act, context: Context): CustomerEvent[] {
  const purpose = purposeOf(signal);
  if (!purpose || customer.actions.some((action) => action.purpose === purpose && action.personId === signal.personId))
    return [];
  const action: Action = {
    id: `${command.cycle}-${customer.version + 1}-s${index + 1}` as ActionId,
    dueAt: nextReachable(
      addDuration(context.now, context.policy.contact.answerWithin),
      customer,
      context.policy.contact.calendar,
    ),
    owner: { kind: 'user', id: customer.ownerId ?? command.ownerId },
    channel: 'call',
    purpose,
    why: reason(`signal.${signal.kind}`, { detail: signal.detail ?? '' }),
    costMinor: context.policy.contactCosts.call,
    moved: 0,
    attempt: 0,
    minutes: 20,
    ...person(signal.personId),
  };
  return [happened(context, { type: 'ActionPlanned', action })];
}

function person(personId: PersonId | undefined) {
  return personId ? { personId } : {};
}

function purposeOf({ kind }: Signal): string | undefined {
  switch (kind) {
    case 'interaction':
      return 'answer-contact';
    case 'click':
      return 'follow-up-interest';
    case 'complaint':
      return 'repair-relationship';
    case 'bounce':
      return 'find-address';
    case 'answer':
    case 'unsubscribed':
    case 'plan-changed':
      return undefined;
    default:
      return kind satisfies never;
  }
}
