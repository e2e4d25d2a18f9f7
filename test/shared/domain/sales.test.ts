import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Sales } from '#domain/customer.ts';
import type { Opportunity } from '#domain/events.ts';
import { addSale, noSales, productsBought, salesWithin } from '#domain/sales.ts';
import { newcomer } from './customers.ts';
import { given, having, monday } from './given.ts';

const deal = (changes: Partial<Opportunity> = {}): Opportunity => ({
  id: 'o1',
  product: 'crane',
  stage: 'won',
  amountMinor: 50_000,
  closedAt: '2026-02-10T00:00:00.000Z',
  ...changes,
});

const deals = fc.record({
  id: fc.constantFrom('o1', 'o2', 'o3'),
  product: fc.constantFrom('crane', 'belt', 'constructor', 'toString'),
  stage: fc.constantFrom('prospecting', 'engaging', 'won', 'lost'),
  amountMinor: fc.nat(1_000_000),
  closedAt: fc.constantFrom('2025-12-31T23:30:00.000Z', '2026-01-01T00:30:00.000+01:00', '2026-02-10T00:00:00Z'),
});

describe('sales', () => {
  test('a won deal is counted, in its month and for its product', () => {
    expect(addSale(noSales, deal())).toMatchObject({
      won: 1,
      wonMinor: 50_000,
      months: { '2026-02': { count: 1, minor: 50_000 } },
      products: { crane: 1 },
      firstWonAt: '2026-02-10T00:00:00.000Z',
      lastWonAt: '2026-02-10T00:00:00.000Z',
    });
  });

  test('a deal that goes on leaves nothing of what it said before', () => {
    const open = deal({ stage: 'engaging', amountMinor: 40_000 });
    const closed = addSale(addSale(noSales, open), deal(), open);
    expect(closed).toMatchObject({ open: 0, openMinor: 0, openProducts: {}, won: 1 });
    const lost = addSale(closed, deal({ stage: 'lost' }), deal());
    expect(lost).toMatchObject({ won: 0, wonMinor: 0, lost: 1, months: {}, products: {} });
    expect(productsBought(lost)).toEqual([]);
  });

  test('instants with an offset are compared as instants and counted in the month of UTC', () => {
    const early = addSale(noSales, deal({ closedAt: '2026-02-28T23:30:00.000Z' }));
    const sales = addSale(early, deal({ id: 'o2', closedAt: '2026-03-01T00:15:00+02:00' }));
    expect(sales.firstWonAt).toBe('2026-03-01T00:15:00+02:00');
    expect(Object.keys(sales.months)).toEqual(['2026-02']);
  });

  test('a span counts its whole months up to now', () => {
    const months = Object.fromEntries(
      ['2025-03', '2025-04', '2026-03', '2026-04'].map((month) => [month, { count: 1, minor: 10 }]),
    );
    expect(salesWithin({ ...noSales, months }, 'P12M', monday)).toEqual({ count: 2, minor: 20 });
  });

  test('are recorded on the card, and the same said again changes nothing', () => {
    const once = having(newcomer(), { type: 'record-opportunities', items: [{ opportunity: deal() }] });
    expect(once.sales.won).toBe(1);
    given(once)
      .when({ type: 'record-opportunities', items: [{ opportunity: deal(), before: deal() }] })
      .thenNothing();
  });

  test('never keep a trace of what was taken back, whatever is said about a deal', () => {
    fc.assert(
      fc.property(fc.array(deals, { maxLength: 20 }), (said) => {
        const latest = new Map<string, Opportunity>();
        let sales = noSales;
        for (const opportunity of said) {
          sales = addSale(sales, opportunity, latest.get(opportunity.id));
          latest.set(opportunity.id, opportunity);
        }
        const afresh = [...latest.values()].reduce((sum, one) => addSale(sum, one), noSales);
        const { firstWonAt: _, lastWonAt: __, ...sums } = Sales.parse(sales);
        const { firstWonAt: ___, lastWonAt: ____, ...expected } = afresh;
        expect(sums).toEqual(expected);
      }),
    );
  });
});
