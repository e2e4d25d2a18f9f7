import { describe, expect, test } from 'vitest';
import type { Customer } from '#domain/customer.ts';
import { noSales } from '#domain/sales.ts';
import { value } from '#domain/stages/valuation.ts';
import { addDuration } from '#domain/time.ts';
import { newcomer, sold, steps, until } from './customers.ts';
import { given, monday, policy, the } from './given.ts';

/** Sales whose margin at thirty per cent is exactly this. */
const margin = (minor: number, purchases = 40) => sold(purchases, Math.round(minor / 0.3));
const valued = (changes: Partial<Customer>) => value(newcomer({ ...changes }), policy, monday);

describe('worth', () => {
  test('is decided with its figures, the rule, the policy and the class that came second', () => {
    const { events } = given(until('valuation', newcomer())).when(steps.value());
    expect(the(events, 'RelationshipValued').valuation).toMatchObject({
      class: 'gold',
      level: 'prospect',
      marginMinor: 0,
      potentialMinor: 2_500_000,
      worth: {
        rule: 'worth-thresholds@1',
        policyVersion: 7,
        facts: expect.arrayContaining([
          { name: 'potentialMinor', value: 2_500_000 },
          { name: 'completedCycles', value: 0 },
          { name: 'daysSincePurchase', value: null },
        ]),
        outcome: 'gold',
        runnerUp: { outcome: 'iron', distance: 'potentialMinor -500001' },
      },
    });
  });

  test.each([
    ['platinum from 40,000 a year with forty purchases', margin(4_000_000), 'platinum', 'gold', 'marginMinor -1'],
    ['gold below that by a cent', margin(3_999_999), 'gold', 'platinum', 'marginMinor +1'],
    ['gold with a purchase too few', margin(4_000_000, 39), 'gold', 'platinum', 'purchases +1'],
    ['gold from 20,000', margin(2_000_000), 'gold', 'iron', 'potentialMinor -1'],
    ['iron below that by a cent', margin(1_999_999), 'iron', 'gold', 'potentialMinor +1'],
  ])('%s', (_, sales, worth, second, distance) => {
    const { class: outcome, worth: explanation } = valued({ sales });
    expect(outcome).toBe(worth);
    expect(explanation.runnerUp).toEqual({ outcome: second, distance });
  });

  test('loyal is who bought within ninety days, and no longer a day after', () => {
    const at = (days: number) => ({ ...margin(4_000_000), lastWonAt: addDuration(monday, `P${days}D`, -1) });
    expect(valued({ sales: at(90) }).class).toBe('platinum');
    expect(valued({ sales: at(91) })).toMatchObject({
      class: 'gold',
      worth: { runnerUp: { outcome: 'platinum', distance: 'a purchase within P90D' } },
    });
  });

  test('what is open counts with its weight, so that it can lift to gold but not to platinum', () => {
    const open = (minor: number) => ({ ...margin(1_999_000), open: 1, openMinor: minor });
    expect(valued({ sales: open(16_666) })).toMatchObject({ class: 'gold', potentialMinor: 2_000_000 });
    expect(valued({ sales: open(16_600) }).class).toBe('iron');
    expect(valued({ sales: open(99_000_000) })).toMatchObject({ class: 'gold', marginMinor: 1_999_000 });
  });

  test('lead is who stays below 2,500 a year, and only after three completed cycles', () => {
    const low = (minor: number, completedCycles: number) => valued({ sales: margin(minor, 1), completedCycles });
    expect(low(249_999, 3)).toMatchObject({
      class: 'lead',
      worth: { runnerUp: { outcome: 'iron', distance: 'potentialMinor +1' } },
    });
    expect(low(250_000, 3)).toMatchObject({
      class: 'iron',
      worth: { runnerUp: { outcome: 'lead', distance: 'potentialMinor -1' } },
    });
    expect(low(249_999, 2)).toMatchObject({ class: 'iron', worth: { runnerUp: { outcome: 'gold' } } });
  });

  test('the hope in a prospect halves with every completed cycle until it is given up', () => {
    const classes = [0, 1, 2, 3, 4].map((completedCycles) => valued({ completedCycles }).class);
    expect(classes).toEqual(['gold', 'iron', 'iron', 'iron', 'lead']);
    const people = [0, 1, 2, 3].map((completedCycles) => valued({ kind: 'person', completedCycles }).class);
    expect(people).toEqual(['iron', 'iron', 'iron', 'lead']);
  });

  test('a cycle that only stalled is no effort, whatever its number', () => {
    const stalledOften = { ...newcomer(), cycle: { ...newcomer().cycle, number: 30 } as Customer['cycle'] };
    expect(value(stalledOften as Customer, policy, monday).class).toBe('gold');
  });

  test('what the last cycle cost is taken off, carried on for a year', () => {
    const { marginMinor } = valued({ sales: margin(2_000_000), effortMinor: 9_000 });
    expect(marginMinor).toBe(2_000_000 - 36_500);
  });

  test('sales of a year ago no longer count, sales of eleven months ago do', () => {
    const months = { '2025-03': { count: 40, minor: 20_000_000 }, '2025-04': { count: 1, minor: 1_000 } };
    expect(valued({ sales: { ...margin(0), months } }).marginMinor).toBe(300);
  });
});

describe('the ladder', () => {
  const bought = (purchases: number, products: number) => ({ sales: sold(purchases, 1_000, products) });

  test.each([
    ['prospect', { sales: noSales }, 'buyer', 'needs 1 purchases'],
    ['buyer', bought(1, 1), 'account', 'needs 12 purchases, 4 products'],
    ['buyer', bought(11, 4), 'account', 'needs 12 purchases, 4 products'],
    ['buyer', bought(12, 3), 'account', 'needs 12 purchases, 4 products'],
    ['account', bought(12, 4), 'partner', 'needs 60 purchases, 6 products, P6M together, no dissatisfaction'],
    ['account', bought(59, 6), 'partner', 'needs 60 purchases, 6 products, P6M together, no dissatisfaction'],
    ['account', bought(60, 5), 'partner', 'needs 60 purchases, 6 products, P6M together, no dissatisfaction'],
    ['partner', bought(60, 6), 'account', 'purchases -1'],
  ])('%s, and what the rung beside it is away', (level, changes, second, distance) => {
    expect(valued(changes)).toMatchObject({
      level,
      closeness: {
        rule: 'ladder-by-purchases@2',
        policyVersion: 7,
        outcome: level,
        runnerUp: { outcome: second, distance },
      },
    });
  });

  test('a partner is one after half a year together, not a day before', () => {
    const since = (firstWonAt: string) => valued({ sales: { ...sold(60, 1_000, 6), firstWonAt } }).level;
    expect(since('2025-09-02T09:00:00.000Z')).toBe('partner');
    expect(since('2025-09-02T09:00:00.001Z')).toBe('account');
  });

  test('a dissatisfied partner is no partner', () => {
    const satisfied = (score: number) => valued({ ...bought(60, 6), satisfaction: { score, at: monday } }).level;
    expect([satisfied(6), satisfied(7)]).toEqual(['account', 'partner']);
  });

  test('dissatisfaction is forgotten after two cycles without a new survey, and the explanation says so', () => {
    const scored = (at: string) => valued({ ...bought(60, 6), satisfaction: { score: 2, at } });
    expect(scored('2025-09-03T09:00:00.001Z').level).toBe('account');
    const forgotten = scored('2025-09-03T09:00:00.000Z');
    expect(forgotten.level).toBe('partner');
    expect(forgotten.closeness.facts).toContainEqual({ name: 'satisfaction', value: null });
    expect(forgotten.closeness.facts).toContainEqual({ name: 'daysSinceScore', value: 180 });
  });
});
