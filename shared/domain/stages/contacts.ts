import { contactVerdict } from '#domain/contact-policy.ts';
import type { Customer, Person } from '#domain/customer.ts';
import { type Reason, reason } from '#domain/explanation.ts';
import type { StrategyRule, VersionedPolicy } from '#domain/policy.ts';
import type { Channel } from '#domain/relationship.ts';
import { addDuration, type Instant, isLater } from '#domain/time.ts';

/** A contact before it has a date in somebody's calendar; `index`: its place among those of the strategy, none for the survey. */
export type Draft = {
  readonly channel: Channel;
  readonly at: Instant;
  readonly person: Person | undefined;
  readonly index?: number;
};

export type Contacts = {
  readonly contacts: readonly Draft[];
  /** Asks how satisfied the customer is, at the end. */
  readonly closing: Draft | undefined;
  readonly costMinor: number;
  /** What was left out or changed, and by which rule. */
  readonly left: readonly Reason[];
  /** The day on which the cycle turns from delivery to feedback. */
  readonly surveyDay: Instant;
};

type Budget = { readonly limitMinor: number; costMinor: number; readonly left: Reason[] };

/** Which contacts of a strategy can be made with whom, and for how much: as far as its budget reaches, the survey first. */
export function contactsWithin(
  customer: Customer,
  rule: StrategyRule,
  policy: VersionedPolicy,
  now: Instant,
): Contacts {
  const budget: Budget = { limitMinor: rule.budgetMinor, costMinor: 0, left: [] };
  const { days, surveyDay } = spread(customer, rule, policy, now);
  const survey = surveyOf(customer, rule, surveyDay, policy);
  const closing = survey && affordable(survey, budget, policy) ? survey : undefined;
  const contacts = days.flatMap(({ channel, at }, index) => {
    const draft = contactOf(customer, channel, at, index, policy, now, budget.left);
    return draft && affordable(draft, budget, policy) ? [draft] : [];
  });
  return { contacts, closing, costMinor: budget.costMinor, left: budget.left, surveyDay };
}

/** From tomorrow to the survey, each contact in its equal share of the time; never in the past, however late the plan is made. */
function spread({ cycle }: Customer, { contacts }: StrategyRule, policy: VersionedPolicy, now: Instant) {
  const first = addDuration(now, 'P1D');
  const endsAt = cycle?.endsAt ?? addDuration(now, policy.cycle.length);
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
  const draft = (channel: Channel, person: Person | undefined): Draft => ({ channel, at, person, index });
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

function surveyOf(
  customer: Customer,
  { model }: StrategyRule,
  at: Instant,
  policy: VersionedPolicy,
): Draft | undefined {
  if (model === 'dismiss') return undefined;
  const person = customer.people.find(
    (one) => contactVerdict(customer, one, 'relationship', policy, at).kind !== 'drop',
  );
  const [known] = customer.people;
  if (!person && !known) return undefined;
  return { channel: person ? 'survey' : 'call', at, person: person ?? known };
}
