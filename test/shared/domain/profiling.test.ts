import { describe, expect, test } from 'vitest';
import type { Customer } from '#domain/customer.ts';
import { noSales } from '#domain/sales.ts';
import { profile } from '#domain/stages/profiling.ts';
import { newcomer, sold, steps, stranger, until } from './customers.ts';
import { given, policy, the } from './given.ts';

const profiled = (changes: Partial<Customer>) => profile(newcomer(changes), policy);

describe('the profile', () => {
  test('says what is known, by which rule and policy, and what the second guess would be', () => {
    const { events } = given(until('profiling', newcomer())).when(steps.profile());
    expect(the(events, 'CustomerProfiled').profile).toMatchObject({
      customerType: 'small-newcomer',
      organisation: { sector: 'manufacturing', size: 'small', country: 'IT' },
      explanation: {
        rule: 'profile-by-behaviour@1',
        policyVersion: 7,
        facts: expect.arrayContaining([
          { name: 'employees', value: 40 },
          { name: 'purchases', value: 0 },
        ]),
        outcome: 'small-newcomer',
        runnerUp: { outcome: 'small-product-buyer', distance: 'purchases +1' },
      },
    });
  });

  test.each([
    [9, 'micro'],
    [10, 'small'],
    [49, 'small'],
    [50, 'medium'],
    [249, 'medium'],
    [250, 'large'],
  ])('a company of %i is %s', (employees, size) => {
    expect(profiled({ employees }).organisation.size).toBe(size);
  });

  test('a company of unknown size is called so, a private person has none', () => {
    expect(profile(stranger(), policy).customerType).toBe('unknown-newcomer');
    expect(profiled({ kind: 'person' }).customerType).toBe('private-newcomer');
  });

  test.each([
    [3, 'small-product-buyer', 'small-solution-buyer', 'products +1'],
    [4, 'small-solution-buyer', 'small-product-buyer', 'products -1'],
  ])('who buys %i different products is a %s', (products, type, second, distance) => {
    const { customerType, explanation } = profiled({ sales: sold(products, 100_000, products) });
    expect(customerType).toBe(type);
    expect(explanation.runnerUp).toEqual({ outcome: second, distance });
  });

  test('needs are what is being talked about, then what was bought most often', () => {
    const sales = { ...noSales, openProducts: { crane: 1 }, products: { belt: 2, axle: 5, crane: 1 } };
    expect(profiled({ sales }).needs).toEqual(['crane', 'axle', 'belt']);
  });

  test('lists no more needs than somebody reads', () => {
    expect(profiled({ sales: sold(3, 1_000, 100) }).needs).toHaveLength(12);
  });

  test('shows which roles of the decision making unit are covered and which are not', () => {
    const people = newcomer().people.map((person) => ({ ...person, dmuRole: 'decider' as const }));
    expect(profiled({ people }).dmu).toEqual({ covered: ['decider'], uncovered: ['process-owner', 'purchasing'] });
    expect(profiled({ kind: 'person' }).dmu.uncovered).toEqual([]);
  });

  test('of somebody without people is possible, with everything that is missing named', () => {
    expect(profile(stranger(), policy)).toMatchObject({ missing: ['contact-person', 'email'], dmu: { covered: [] } });
  });
});
