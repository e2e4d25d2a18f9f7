import type { NextActionView } from '#contracts/http/common.ts';
import type { CustomerSummary, TimelineEntry } from '#contracts/http/customers.ts';
import type { Customer, NextAction } from '#domain/customer.ts';
import { path } from '#domain/next-action.ts';
import type { Deps } from '#functions/deps.ts';
import type { Request } from '#functions/http-function.ts';
import { explain } from '#shared/locale/reasons.ts';
import type { Commit } from '#shared/ports.ts';

type Locale = 'it' | 'en';

/** Entries of the timeline that the card itself shows. */
const newest = 50;

export function nextActionView({ why, ...rest }: NextAction, locale: Locale): NextActionView {
  return { ...rest, why: explain(why, locale), reason: why };
}

export function pathView(customer: Customer, locale: Locale): NextActionView[] {
  return path(customer).map((step) => nextActionView(step, locale));
}

export function summaryView(customer: Customer, locale: Locale): CustomerSummary {
  const { id, name, kind, status, stage, createdAt } = customer;
  return {
    id,
    name,
    kind,
    status,
    stage,
    createdAt,
    cycle: customer.cycle?.number ?? null,
    class: customer.valuation?.class ?? null,
    level: customer.valuation?.level ?? 'prospect',
    owner: customer.ownerId ? { id: customer.ownerId } : null,
    nextAction: pathView(customer, locale)[0] ?? null,
  };
}

export function timelineView(commits: readonly Commit[]): TimelineEntry[] {
  return commits.flatMap(({ version, events }) =>
    [...events].reverse().map(({ type, at, by, ...data }) => ({ at, type, version, by, data: withoutLinks(data) })),
  );
}

/** A link's id is all that its page asks for: whoever reads it could decide, answer or unsubscribe in another's name. */
function withoutLinks<Value extends object>(value: Value): Record<string, unknown> {
  const fields = Object.entries(value).filter(([name]) => name !== 'linkId');
  return Object.fromEntries(fields.map(([name, field]) => [name, isRecord(field) ? withoutLinks(field) : field]));
}

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Everything known about the customer in one answer. Only an admin, who may take any decision, sees which review is open. */
export async function cardView(
  { customers }: Pick<Deps, 'customers'>,
  customer: Customer,
  { locale, caller }: Pick<Request<never, never, never>, 'locale' | 'caller'>,
) {
  const [opportunities, { items }] = await Promise.all([
    customers.opportunities(customer.id),
    customers.timeline(customer.id, { limit: newest }),
  ]);
  const { actions: _actions, mailbox: _mailbox, contacted: _contacted, cycle, ...rest } = customer;
  const { review, dataRequest, survey, ...known } = rest;
  const decides = caller.roles.includes('admin');
  const steps = pathView(customer, locale);
  return {
    ...known,
    ...(review && { review: decides ? review : withoutLinks(review) }),
    ...(dataRequest && { dataRequest: withoutLinks(dataRequest) }),
    ...(survey && { survey: withoutLinks(survey) }),
    class: customer.valuation?.class ?? null,
    level: customer.valuation?.level ?? 'prospect',
    cycle: cycle?.number ?? null,
    cycleDetails: cycle,
    nextAction: steps[0] ?? null,
    path: steps,
    opportunities,
    timeline: timelineView(items).slice(0, newest),
    explanations: explanationsOf(customer),
  };
}

function explanationsOf({ profile, valuation, strategy, proposition, lesson }: Customer) {
  return [
    ...(profile ? [{ decision: 'profile', ...profile.explanation }] : []),
    ...(valuation
      ? [
          { decision: 'class', ...valuation.worth },
          { decision: 'level', ...valuation.closeness },
        ]
      : []),
    ...(strategy ? [{ decision: 'strategy', ...strategy.explanation }] : []),
    ...(proposition ? [{ decision: 'proposition', ...proposition.explanation }] : []),
    ...(lesson ? [{ decision: 'lesson', ...lesson.explanation }] : []),
  ];
}
