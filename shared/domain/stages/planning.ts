import type { Action } from '../action.ts';
import { slot } from '../calendar.ts';
import { contactVerdict } from '../contact-policy.ts';
import type { Customer, Person } from '../customer.ts';
import { type Explanation, facts, type Reason, reason } from '../explanation.ts';
import type { ActionId, UserId } from '../ids.ts';
import type { VersionedPolicy } from '../policy.ts';
import { type Channel, humanChannels } from '../relationship.ts';
import { addDuration, type Instant, wallClock } from '../time.ts';

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

/** Spreads the strategy's contacts over the cycle, on working days, as far as the cost limit reaches; the survey closes it. */
export function planCommunication(
  customer: Customer,
  owner: UserId,
  policy: VersionedPolicy,
  now: Instant,
): CommunicationPlan {
  const contacts = customer.strategy?.rule.contacts ?? [];
  const limitMinor = customer.strategy?.rule.budgetMinor ?? 0;
  const endsAt = customer.cycle?.endsAt ?? addDuration(now, policy.cycle.length);
  const surveyAt = addDuration(endsAt, policy.cycle.surveyBefore, -1);
  const step = Math.max(0, Date.parse(surveyAt) - Date.parse(now)) / (contacts.length + 1);
  const actions: Action[] = [];
  const left: Reason[] = [];
  let costMinor = 0;
  for (const [index, wanted] of contacts.entries()) {
    const { channel, person, note } = reachable(customer, wanted, policy, now);
    if (note) left.push(note);
    const cost = policy.contactCosts[channel];
    if (costMinor + cost > limitMinor) {
      left.push(reason('plan.over-limit', { channel, cost, limit: limitMinor }));
      continue;
    }
    costMinor += cost;
    const at = new Date(Date.parse(now) + step * (index + 1)).toISOString();
    actions.push(
      planned(customer, channel, purposeOf(customer, channel, index), at, person, owner, cost, actions.length),
    );
  }
  const survey = surveyOf(customer, surveyAt, owner, policy, actions.length);
  if (survey) actions.push(survey);
  const outcome = `${actions.length} actions`;
  return {
    actions: actions.map((action) => onWorkingDay(action, customer, policy)),
    costMinor,
    left,
    explanation: {
      rule: 'even-spread@1',
      policyVersion: policy.version,
      facts: facts({
        contacts: contacts.length,
        costMinor,
        limitMinor,
        leftOut: left.length,
        mode: customer.strategy?.mode,
      }),
      outcome,
    },
  };
}

/** Mail goes to who may be written to; without such a person somebody calls, and without a number somebody finds the way in. */
function reachable(customer: Customer, wanted: Channel, policy: VersionedPolicy, now: Instant) {
  const byMail = customer.people.find(
    (person) => contactVerdict(customer, person, 'marketing', policy, now).kind !== 'drop',
  );
  const byPhone = customer.people.find((person) => person.phone);
  const anyone: Person | undefined = byPhone ?? customer.people[0];
  if (wanted !== 'email') return { channel: wanted, person: anyone, note: undefined };
  if (byMail) return { channel: wanted, person: byMail, note: undefined };
  return { channel: 'call' as const, person: anyone, note: reason('plan.mail-not-possible', { instead: 'call' }) };
}

function surveyOf(
  customer: Customer,
  at: Instant,
  owner: UserId,
  policy: VersionedPolicy,
  index: number,
): Action | undefined {
  if (customer.strategy?.rule.model === 'dismiss') return undefined;
  const person = customer.people.find(
    (one) => contactVerdict(customer, one, 'relationship', policy, at).kind !== 'drop',
  );
  return person
    ? planned(customer, 'survey', 'ask-satisfaction', at, person, owner, policy.contactCosts.survey, index)
    : planned(customer, 'call', 'ask-satisfaction', at, customer.people[0], owner, policy.contactCosts.call, index);
}

function planned(
  customer: Customer,
  channel: Channel,
  purpose: string,
  at: Instant,
  person: Person | undefined,
  owner: UserId,
  costMinor: number,
  index: number,
): Action {
  const { minutes } = habits[channel];
  return {
    id: `${customer.cycle?.number ?? 0}-${customer.version + 1}-${index + 1}` as ActionId,
    dueAt: at,
    owner: humanChannels.includes(channel) ? { kind: 'user', id: owner } : { kind: 'system' },
    channel,
    purpose,
    why: reason(`action.${customer.strategy?.rule.model ?? 'develop'}`, {
      class: customer.valuation?.class ?? '',
      level: customer.valuation?.level ?? '',
      target: customer.strategy?.rule.target ?? '',
    }),
    costMinor,
    moved: 0,
    attempt: 0,
    ...(person && { personId: person.id }),
    ...(minutes && { minutes }),
  };
}

function onWorkingDay(action: Action, customer: Customer, policy: VersionedPolicy): Action {
  const { date } = wallClock(action.dueAt, customer.timeZone);
  return { ...action, dueAt: slot(date, habits[action.channel].time, customer, policy.contact.calendar) };
}

function purposeOf(customer: Customer, channel: Channel, index: number): string {
  const need = customer.strategy?.promote[index % Math.max(1, customer.strategy.promote.length)];
  if (channel === 'meeting' || channel === 'visit') return need ? 'work-on-solution' : 'understand-needs';
  if (customer.valuation?.level === 'prospect') return index === 0 ? 'introduce-ourselves' : 'understand-needs';
  if (customer.strategy?.rule.model === 'serve-efficiently') return 'check-service';
  return need ? 'promote-need' : 'keep-in-touch';
}
