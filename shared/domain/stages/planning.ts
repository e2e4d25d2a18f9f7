import type { Action } from '#domain/action.ts';
import { nextReachable, slot } from '#domain/calendar.ts';
import type { Customer } from '#domain/customer.ts';
import { type Explanation, facts, type Reason, reason } from '#domain/explanation.ts';
import type { HousePurpose } from '#domain/house-purpose.ts';
import type { ActionId, UserId } from '#domain/ids.ts';
import type { StrategyRule, VersionedPolicy } from '#domain/policy.ts';
import { type Channel, humanChannels } from '#domain/relationship.ts';
import { type Instant, wallClock } from '#domain/time.ts';
import { contactsWithin, type Draft } from './contacts.ts';

/** Local start and length in minutes of a contact on each channel. */
const habits: Record<Channel, { time: string; minutes?: number }> = {
  email: { time: '09:30' },
  survey: { time: '10:30' },
  call: { time: '10:00', minutes: 20 },
  meeting: { time: '14:30', minutes: 60 },
  visit: { time: '10:00', minutes: 120 },
  letter: { time: '09:00' },
  task: { time: '09:00' },
};

const nothing: StrategyRule = { model: 'dismiss', target: 'prospect', budgetMinor: 0, contacts: [] };

export type CommunicationPlan = {
  readonly actions: Action[];
  readonly costMinor: number;
  /** What was left out or changed, and by which rule. */
  readonly left: Reason[];
  /** When delivery turns to feedback: with the question how satisfied the customer is, or on the day for it. */
  readonly feedbackAt: Instant;
  readonly explanation: Explanation;
};

/**
 * Spreads the strategy's contacts over the cycle, the first of them on the next working day, as far as the cost limit
 * reaches; the survey closes it and has its share of the limit before all others.
 */
export function planCommunication(
  customer: Customer,
  owner: UserId,
  policy: VersionedPolicy,
  now: Instant,
): CommunicationPlan {
  const rule = customer.strategy?.rule ?? nothing;
  const { contacts, closing, costMinor, left, surveyDay } = contactsWithin(customer, rule, policy, now);
  const date = (draft: Draft, index: number) => planned(customer, draft, owner, policy, index);
  const last = closing && date(closing, contacts.length);
  const actions = [...contacts.map(date), ...(last ? [last] : [])];
  const explanation: Explanation = {
    rule: 'even-spread@2',
    policyVersion: policy.version,
    facts: facts({
      contacts: rule.contacts.length,
      costMinor,
      limitMinor: rule.budgetMinor,
      leftOut: rule.contacts.length - contacts.length,
      mode: customer.strategy?.mode,
    }),
    outcome: `${actions.length} actions`,
  };
  return { actions, costMinor, left: [...left], feedbackAt: last?.dueAt ?? surveyDay, explanation };
}

function planned(customer: Customer, draft: Draft, owner: UserId, policy: VersionedPolicy, index: number): Action {
  const { channel, at, person } = draft;
  const { time, minutes } = habits[channel];
  const { calendar } = policy.contact;
  const { date } = wallClock(at, customer.timeZone);
  return {
    id: `${customer.cycle?.number ?? 0}-${customer.version + 1}-${index + 1}` as ActionId,
    dueAt: nextReachable(slot(date, time, customer, calendar), customer, calendar),
    owner: humanChannels.includes(channel) ? { kind: 'user', id: owner } : { kind: 'system' },
    channel,
    purpose: purposeOf(customer, draft),
    why: reason(`action.${customer.strategy?.rule.model ?? 'develop'}`, {
      class: customer.valuation?.class ?? '',
      level: customer.valuation?.level ?? '',
      target: customer.strategy?.rule.target ?? '',
    }),
    costMinor: policy.contactCosts[channel],
    moved: 0,
    attempt: 0,
    ...(customer.cycle && { cycle: customer.cycle.number }),
    ...(person && { personId: person.id }),
    ...(minutes && { minutes }),
  };
}

function purposeOf(customer: Customer, { channel, person, index }: Draft): HousePurpose {
  if (index === undefined) return 'ask-satisfaction';
  if (!person && index === 0) return 'find-address';
  const need = customer.strategy?.promote[index % Math.max(1, customer.strategy.promote.length)];
  if (channel === 'meeting' || channel === 'visit') return need ? 'work-on-solution' : 'understand-needs';
  if (customer.valuation?.level === 'prospect') return index === 0 ? 'introduce-ourselves' : 'understand-needs';
  if (customer.strategy?.rule.model === 'serve-efficiently') return 'check-service';
  return need ? 'promote-need' : 'keep-in-touch';
}
