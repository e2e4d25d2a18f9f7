import type { Sales } from './customer.ts';
import type { Opportunity } from './events.ts';
import { addDuration, type Duration, type Instant, isLater } from './time.ts';

export const noSales: Sales = {
  won: 0,
  lost: 0,
  open: 0,
  wonMinor: 0,
  openMinor: 0,
  months: {},
  products: {},
  openProducts: {},
};

/** Adds an opportunity to the sums, after taking out what it said before; first and last purchase only ever widen. */
export function addSale(sales: Sales, opportunity: Opportunity, before?: Opportunity): Sales {
  const base = before ? count(sales, before, -1) : sales;
  return count(base, opportunity, 1);
}

function count(sales: Sales, opportunity: Opportunity, sign: 1 | -1): Sales {
  const { stage, amountMinor } = opportunity;
  if (stage === 'lost') return { ...sales, lost: sales.lost + sign };
  if (stage !== 'won') {
    const openProducts = tally(sales.openProducts, opportunity.product, sign);
    return { ...sales, open: sales.open + sign, openMinor: sales.openMinor + sign * amountMinor, openProducts };
  }
  const at = opportunity.closedAt ?? opportunity.engagedAt;
  return {
    ...sales,
    won: sales.won + sign,
    wonMinor: sales.wonMinor + sign * amountMinor,
    products: tally(sales.products, opportunity.product, sign),
    ...(at && { months: countMonth(sales.months, at, amountMinor, sign) }),
    ...(at && sign === 1 && widened(sales, at)),
  };
}

function tally(counts: Record<string, number>, key: string, by: number): Record<string, number> {
  // A product may be called like something that every object inherits.
  const known = Object.hasOwn(counts, key) ? (counts[key] ?? 0) : 0;
  const { [key]: _, ...others } = counts;
  return known + by === 0 ? others : { ...counts, [key]: known + by };
}

function countMonth(months: Sales['months'], at: Instant, minor: number, sign: 1 | -1): Sales['months'] {
  const month = new Date(at).toISOString().slice(0, 7);
  const { [month]: known = { count: 0, minor: 0 }, ...others } = months;
  if (known.count + sign === 0) return others;
  return { ...months, [month]: { count: known.count + sign, minor: known.minor + sign * minor } };
}

function widened({ firstWonAt, lastWonAt }: Sales, at: Instant) {
  return {
    firstWonAt: firstWonAt && isLater(at, firstWonAt) ? firstWonAt : at,
    lastWonAt: lastWonAt && isLater(lastWonAt, at) ? lastWonAt : at,
  };
}

/** Purchases and revenue of the span before `now`, counted by whole months. */
export function salesWithin(sales: Sales, window: Duration, now: Instant): { count: number; minor: number } {
  const from = addDuration(now, window, -1).slice(0, 7);
  return Object.entries(sales.months)
    .filter(([month]) => month > from && month <= now.slice(0, 7))
    .reduce((sum, [, entry]) => ({ count: sum.count + entry.count, minor: sum.minor + entry.minor }), {
      count: 0,
      minor: 0,
    });
}

/** Products that were bought at least once. */
export function productsBought(sales: Sales): string[] {
  return Object.entries(sales.products)
    .filter(([, times]) => times > 0)
    .map(([product]) => product);
}
