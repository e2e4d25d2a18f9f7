import { contactVerdict } from '#domain/contact-policy.ts';
import type { Customer } from '#domain/customer.ts';
import type { CustomerEvent } from '#domain/events.ts';
import { reason } from '#domain/explanation.ts';
import type { LinkId, UserId } from '#domain/ids.ts';
import { isRefusal } from '#domain/refusal.ts';
import { humanChannels, isDelivering } from '#domain/relationship.ts';
import { isDue } from '#domain/time.ts';
import { type Context, type Decision, happened, turnOf } from './context.ts';
import { takeIn } from './hear.ts';
import { messageToPerson } from './mail.ts';

export type Act = { readonly type: 'act'; readonly cycle: number; readonly linkId: LinkId; readonly ownerId: UserId };

/** What the loop of delivery does next: go on waiting, close the cycle, or stop. */
export type Next = 'more' | 'close' | 'end';

export function nextOf(customer: Customer, cycle: number, now: string): Next {
  if (customer.status === 'dismissed' || customer.cycle?.number !== cycle || customer.stage === 'resting') return 'end';
  return !isDelivering(customer) || isDue(customer.cycle.endsAt, now) ? 'close' : 'more';
}

/** Takes in what came and does one action of the system that is due; the arbiter has the last word on every contact. */
export function act(customer: Customer, command: Act, context: Context): Decision {
  const turn = turnOf(customer, command.cycle, customer.stage === 'feedback' ? 'feedback' : 'delivery');
  if (isRefusal(turn) || turn === 'done') return [];
  return [
    ...takeIn(customer, customer.ownerId ?? command.ownerId, context),
    ...turnToFeedback(customer, context),
    ...deliver(customer, command, context),
  ];
}

/** From the date on which the customer is asked how it went; at the end of the cycle at the latest. */
function turnToFeedback(customer: Customer, context: Context): CustomerEvent[] {
  const { stage, cycle } = customer;
  const due = stage === 'delivery' && cycle && isDue(cycle.feedbackAt ?? cycle.endsAt, context.now);
  return due ? [happened(context, { type: 'FeedbackOpened', until: cycle.endsAt })] : [];
}

function deliver(customer: Customer, { linkId }: Act, context: Context): CustomerEvent[] {
  const [action] = customer.actions
    .filter((one) => one.owner.kind === 'system' && isDue(one.dueAt, context.now))
    .sort((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt));
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
