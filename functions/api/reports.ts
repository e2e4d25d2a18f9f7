import { portfolioReport } from '#contracts/http/reports.ts';
import type { Customer } from '#domain/customer.ts';
import type { CustomerEvent } from '#domain/events.ts';
import { nextAction } from '#domain/next-action.ts';
import { isDue } from '#domain/time.ts';
import type { Deps } from '#functions/deps.ts';
import { endpoint, httpFunction } from '#functions/http-function.ts';
import type { Days } from '#shared/ports.ts';

type Counts = Record<string, number>;

/** Customers whose timelines are read at the same time: as much as one call keeps in memory. */
const atOnce = 25;
const perPage = 100;

/** Reads the whole portfolio page by page: exact, and meant for portfolios that fit into one call. */
const portfolio = endpoint(portfolioReport, async ({ customers, ledger }, { query, now }) => {
  const tally = newTally(now, query, await ledger.sent(query));
  for (const status of ['active', 'dismissed'] as const) {
    let cursor: string | undefined;
    do {
      const page = await customers.list({ status }, { limit: atOnce, ...(cursor && { cursor }) });
      for (const customer of page.items) countCustomer(tally, customer, now);
      await Promise.all(page.items.map((customer) => countTimeline(tally, customers, customer)));
      cursor = page.cursor;
    } while (cursor);
  }
  return { body: tally };
});

function newTally(at: string, { from, until }: Days, sent: Counts) {
  return {
    at,
    period: { from: from ?? null, until: until ?? null },
    customers: { active: 0, dismissed: 0, withoutNextAction: 0 },
    portfolio: {} as Record<string, Counts>,
    stages: {} as Counts,
    cycles: {} as Counts,
    nextActions: { overdue: 0, byPurpose: {} as Counts, byOwner: {} as Counts },
    done: {} as Counts,
    decisions: {} as Counts,
    sent,
  };
}
type Tally = ReturnType<typeof newTally>;

function countCustomer(tally: Tally, customer: Customer, now: string): void {
  tally.customers[customer.status]++;
  count(tally.stages, customer.stage);
  count(tally.cycles, String(customer.cycle?.number ?? 0));
  if (customer.status === 'dismissed') return;
  const worth = customer.valuation?.class ?? 'not-valued';
  tally.portfolio[worth] ??= {};
  count(tally.portfolio[worth], customer.valuation?.level ?? 'prospect');
  const next = nextAction(customer);
  if (!next) {
    tally.customers.withoutNextAction++;
    return;
  }
  if (isDue(next.dueAt, now)) tally.nextActions.overdue++;
  count(tally.nextActions.byPurpose, next.purpose);
  count(tally.nextActions.byOwner, next.owner.kind === 'user' ? next.owner.id : 'system');
}

/** Newest first, so that what lies before the period is not read. */
async function countTimeline(tally: Tally, customers: Deps['customers'], { id }: Customer): Promise<void> {
  const { from, until } = tally.period;
  let cursor: string | undefined;
  do {
    const page = await customers.timeline(id, { limit: perPage, ...(cursor && { cursor }) });
    for (const { at, events } of page.items) {
      const day = at.slice(0, 10);
      if (from && day < from) return;
      if (!until || day <= until) for (const event of events) countEvent(tally, event);
    }
    cursor = page.cursor;
  } while (cursor);
}

function countEvent(tally: Tally, event: CustomerEvent): void {
  count(tally.done, event.type);
  if (event.type === 'ReviewDecided') count(tally.decisions, `${event.decision}/${event.how}`);
}

function count(counts: Counts, key: string): void {
  counts[key] = (counts[key] ?? 0) + 1;
}

export const handler = httpFunction('api-reports', [portfolio]);
