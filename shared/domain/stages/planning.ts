import type { Action } from '#domain/action.ts';
import { nextReachable, slot } from '#domain/calendar.ts';
import { contactVerdict } from '#domain/contact-policy.ts';
import type { Customer, Person } from '#domain/customer.ts';
import { type Explanation, facts, type Reason, reason } from '#domain/explanation.ts';
import type { ActionId, UserId } from '#domain/ids.ts';
import type { VersionedPolicy } from '#domain/policy.ts';
import { type Channel, humanChannels } from '#domain/relationship.ts';
import { addDuration, type Instant, isLater, wallClock } from '#domain/time.ts';

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

export type CommunicationPlan = {
  readonly actions: Action[];
  readonly costMinor: number;
  /** What was left out or changed, and by which rule. */
  readonly left: Reason[];
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
  const rule = customer.strategy?.rule;
  const limitMinor = rule?.budgetMinor ?? 0;
  const budget = { limitMinor, costMinor: 0, left: [] as Reason[] };
  const { days, surveyDay } = spread(customer, policy, now);
  const survey = surveyOf(customer, surveyDay, policy);
  const closing = survey && affordable(survey, budget, policy) ? [survey] : [];
  const contacts = days.flatMap(({ channel, at }, index) => {
    const draft = contactOf(customer, channel, at, index, policy, now, budget.left);
    return draft && affordable(draft, budget, policy) ? [draft] : [];
  });
  const actions = [...contacts, ...closing].map((draft, index) => planned(customer, draft, owner, policy, index));
  const { costMinor, left } = budget;
  const explanation: Explanation = {
    rule: 'even-spread@2',
    policyVersion: policy.version,
    facts: facts({
      contacts: days.length,
      costMinor,
      limitMinor,
      leftOut: days.length - contacts.length,
      mode: customer.strategy?.mode,
    }),
    outcome: `${actions.length} actions`,
  };
  return { actions, costMinor, left, explanation };
}

type Draft = { channel: Channel; purpose: string; at: Instant; person: Person | undefined };
type Budget = { readonly limitMinor: number; costMinor: number; readonly left: Reason[] };

/** From tomorrow to the survey, each contact in its equal share of the time; never in the past, however late the plan is made. */
function spread(customer: Customer, policy: VersionedPolicy, now: Instant) {
  const contacts = customer.strategy?.rule.contacts ?? [];
  const first = addDuration(now, 'P1D');
  const endsAt = customer.cycle?.endsAt ?? addDuration(now, policy.cycle.length);
  const wanted = addDuration(endsAt, policy.cycle.surveyBefore, -1);
  const surveyDay = isLater(wanted, first) ? wanted : first;
  const step = (Date.parse(surveyDay) - Date.parse(first)) / Math.max(1, contacts.length);
  const day = (index: number) => new Date(Date.parse(first) + step * index).toISOString();
  return { surveyDay, days: contacts.map((channel, index) => ({ channel, at: day(index) })) };
}

function affordable({ channel }: Draft, budget: Budget, policy: VersionedPolicy): boolean {
  const cost = policy.contactCosts[channel];
  if (budget.costMinor + cost > budget.limitMinor) {
    budget.left.push(reason('plan.over-limit', { channel, cost, limit: budget.limitMinor }));
    return false;
  }
  budget.costMinor += cost;
  return true;
}

/**
 * Mail goes to who may be written to; without such a person somebody calls, and where nobody is known finds the way in.
 * A class that gets no mail by policy gets no dearer call in its place either.
 */
function contactOf(
  customer: Customer,
  wanted: Channel,
  at: Instant,
  index: number,
  policy: VersionedPolicy,
  now: Instant,
  left: Reason[],
): Draft | undefined {
  const anyone = customer.people.find((person) => person.phone) ?? customer.people[0];
  const draft = (channel: Channel, person: Person | undefined): Draft => ({
    channel,
    at,
    person,
    purpose: person || index > 0 ? purposeOf(customer, channel, index) : 'find-address',
  });
  if (wanted !== 'email') return draft(wanted, anyone);
  const worth = customer.valuation?.class;
  if (worth && policy.contact.withheldClasses.includes(worth)) {
    left.push(reason('held.class-policy'));
    return undefined;
  }
  const byMail = customer.people.find(
    (person) => contactVerdict(customer, person, 'marketing', policy, now).kind !== 'drop',
  );
  if (byMail) return draft(wanted, byMail);
  left.push(reason('plan.mail-not-possible', { instead: 'call' }));
  return draft('call', anyone);
}

function surveyOf(customer: Customer, at: Instant, policy: VersionedPolicy): Draft | undefined {
  if (!customer.strategy || customer.strategy.rule.model === 'dismiss') return undefined;
  const person = customer.people.find(
    (one) => contactVerdict(customer, one, 'relationship', policy, at).kind !== 'drop',
  );
  const [known] = customer.people;
  if (!person && !known) return undefined;
  return { channel: person ? 'survey' : 'call', purpose: 'ask-satisfaction', at, person: person ?? known };
}

function planned(
  customer: Customer,
  { channel, purpose, at, person }: Draft,
  owner: UserId,
  policy: VersionedPolicy,
  index: number,
): Action {
  const { time, minutes } = habits[channel];
  const { calendar } = policy.contact;
  const { date } = wallClock(at, customer.timeZone);
  return {
    id: `${customer.cycle?.number ?? 0}-${customer.version + 1}-${index + 1}` as ActionId,
    dueAt: nextReachable(slot(date, time, customer, calendar), customer, calendar),
    owner: humanChannels.includes(channel) ? { kind: 'user', id: owner } : { kind: 'system' },
    channel,
    purpose,
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

function purposeOf(customer: Customer, channel: Channel, index: number): string {
  const need = customer.strategy?.promote[index % Math.max(1, customer.strategy.promote.length)];
  if (channel === 'meeting' || channel === 'visit') return need ? 'work-on-solution' : 'understand-needs';
  if (customer.valuation?.level === 'prospect') return index === 0 ? 'introduce-ourselves' : 'understand-needs';
  if (customer.strategy?.rule.model === 'serve-efficiently') return 'check-service';
  return need ? 'promote-need' : 'keep-in-touch';
}
