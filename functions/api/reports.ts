import { portfolioReport } from '#contracts/http/reports.ts';
import type { Customer } from '#domain/customer.ts';
import type { EventCounts } from '#domain/event-counts.ts';
import { nextAction } from '#domain/next-action.ts';
import { isDue } from '#domain/time.ts';
import { endpoint, httpFunction } from '#functions/http-function.ts';
import type { Days } from '#shared/ports.ts';

type Counts = Record<string, number>;

/** Customers whose commits are counted at the same time. */
const atOnce = 25;

/** Reads the whole portfolio page by page: exact, and meant for portfolios that fit into one call. */
const portfolio = endpoint(portfolioReport, async ({ customers, ledger }, { query, now }) => {
  const tally = newTally(now, query, await ledger.sent(query));
  for (const status of ['active', 'dismissed'] as const) {
    let cursor: string | undefined;
    do {
      const page = await customers.list({ status }, { limit: atOnce, ...(cursor && { cursor }) });
      for (const customer of page.items) countCustomer(tally, customer, now);
      for (const counts of await Promise.all(page.items.map(({ id }) => customers.counts(id, query))))
        countEvents(tally, counts);
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

/** Decisions are counted by what was decided and how, the rest by kind. */
function countEvents({ done, decisions }: Tally, counts: EventCounts): void {
  for (const [what, times] of Object.entries(counts)) {
    const into = what.includes('/') ? decisions : done;
    into[what] = (into[what] ?? 0) + times;
  }
}

function count(counts: Counts, key: string): void {
  counts[key] = (counts[key] ?? 0) + 1;
}

export const handler = httpFunction('api-reports', [portfolio]);
