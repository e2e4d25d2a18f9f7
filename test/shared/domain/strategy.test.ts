import { describe, expect, test } from 'vitest';
import type { Customer } from '#domain/customer.ts';
import { StrategyRule } from '#domain/policy.ts';
import { CustomerClass, Level } from '#domain/relationship.ts';
import { planCommunication } from '#domain/stages/planning.ts';
import { chooseStrategy } from '#domain/stages/strategy.ts';
import { newcomer, owner, phoneOnly, steps, until } from './customers.ts';
import { given, monday, policy, the } from './given.ts';
import { valuedAs } from './valued.ts';

const strategic = until('strategy', newcomer());

describe('the strategy', () => {
  test.each([
    ['platinum', 'prospect', 'acquire', 'buyer', 53_000, 13_530],
    ['platinum', 'buyer', 'develop', 'account', 53_000, 38_520],
    ['platinum', 'account', 'partner', 'partner', 53_000, 50_520],
    ['platinum', 'partner', 'protect', 'partner', 53_000, 50_520],
    ['gold', 'prospect', 'acquire', 'buyer', 28_000, 13_520],
    ['gold', 'buyer', 'build-loyalty', 'account', 28_000, 13_530],
    ['gold', 'account', 'build-loyalty', 'partner', 28_000, 15_020],
    ['gold', 'partner', 'protect', 'partner', 28_000, 25_520],
    ['iron', 'prospect', 'test-potential', 'buyer', 5_000, 1_530],
    ['iron', 'buyer', 'serve-efficiently', 'buyer', 5_000, 1_530],
    ['iron', 'account', 'serve-efficiently', 'account', 6_000, 1_530],
    ['iron', 'partner', 'serve-efficiently', 'partner', 6_000, 1_530],
    ['lead', 'prospect', 'dismiss', 'prospect', 0, 0],
    ['lead', 'buyer', 'dismiss', 'buyer', 0, 0],
    ['lead', 'account', 'serve-efficiently', 'account', 1_600, 1_510],
    ['lead', 'partner', 'serve-efficiently', 'partner', 1_600, 1_510],
  ] as const)('of a %s %s is to %s, towards %s, for at most %i', (worth, level, model, target, budget, cost) => {
    const { events } = given(valuedAs(worth, level)).when(steps.strategy());
    expect(the(events, 'StrategyChosen').strategy).toMatchObject({
      rule: { model, target, budgetMinor: budget },
      plannedCostMinor: cost,
      mode: 'full',
      explanation: { rule: 'class-by-level-table@2', policyVersion: 7, outcome: model },
    });
  });

  test('every cell of the table is a rule', () => {
    for (const worth of CustomerClass.options) {
      for (const level of Level.options) StrategyRule.parse(policy.strategies[worth][level]);
    }
    expect(CustomerClass.options.length * Level.options.length).toBe(16);
  });

  test('names what the table says for the class that came second, and how far that is', () => {
    expect(chooseStrategy(strategic, policy, monday).explanation.runnerUp).toEqual({
      outcome: 'test-potential',
      distance: 'iron: potentialMinor -500001',
    });
  });

  test('promotes the first three needs', () => {
    const profile = { ...(strategic.profile as NonNullable<Customer['profile']>), needs: ['a', 'b', 'c', 'd'] };
    expect(chooseStrategy({ ...strategic, profile }, policy, monday).promote).toEqual(['a', 'b', 'c']);
  });

  const contacts = (changes: Partial<Customer>) =>
    chooseStrategy(valuedAs('gold', 'buyer', changes), policy, monday).rule.contacts;
  const lesson = (response: number) => {
    const explanation = { rule: 'r@1', policyVersion: 7, facts: [], outcome: '' };
    return { response, marginMinor: 0, explanation };
  };

  test('begins with a voice where the customer is dissatisfied, up to a score of six', () => {
    expect(contacts({ satisfaction: { score: 6, at: monday } })).toEqual(['call', 'call', 'email', 'meeting']);
    expect(contacts({ satisfaction: { score: 7, at: monday } })).toEqual(['call', 'email', 'meeting', 'email']);
  });

  test('forgets a score after two cycles, or as many as the policy says', () => {
    const scored = (at: string, scoreCycles = 2) => {
      const rules = { ...policy, cycle: { ...policy.cycle, scoreCycles } };
      return chooseStrategy(valuedAs('gold', 'buyer', { satisfaction: { score: 3, at } }), rules, monday);
    };
    const usual = ['call', 'email', 'meeting', 'email'];
    expect(scored('2025-09-03T09:00:00.001Z').rule.contacts).toEqual(['call', 'call', 'email', 'meeting']);
    expect(scored('2025-09-03T09:00:00.000Z').rule.contacts).toEqual(usual);
    expect(scored('2025-12-02T09:00:00.000Z', 1).rule.contacts).toEqual(usual);
    expect(scored('2025-09-03T09:00:00.000Z').explanation.facts).toEqual(
      expect.arrayContaining([
        { name: 'satisfaction', value: null },
        { name: 'daysSinceScore', value: 180 },
      ]),
    );
  });

  test('begins with another channel where the last cycle was answered by nobody', () => {
    expect(contacts({ lesson: lesson(0) })).toEqual(['email', 'meeting', 'email', 'call']);
    expect(contacts({ lesson: lesson(0.01) })).toEqual(['call', 'email', 'meeting', 'email']);
  });

  test('has contacts by people only, or by mail only, where a manager wants it so', () => {
    const by = (mode: 'people-only' | 'self-service') =>
      chooseStrategy(valuedAs('iron', 'buyer'), policy, monday, { mode }).rule.contacts;
    expect(by('people-only')).toEqual(['call', 'call', 'call']);
    expect(by('self-service')).toEqual(['email']);
  });

  test('is trimmed to the limit of its class, or to half where it lies within the limit already', () => {
    const limit = (worth: CustomerClass, level: Level) =>
      chooseStrategy(valuedAs(worth, level, phoneOnly), policy, monday, { mode: 'trimmed' }).rule.budgetMinor;
    expect(limit('gold', 'partner')).toBe(policy.review.planLimit.gold);
    expect(limit('gold', 'buyer')).toBe(9_000);
  });

  test('costs what the plan that is made of it costs, calls in the place of mails and the survey included', () => {
    for (const worth of CustomerClass.options) {
      for (const level of Level.options) {
        for (const changes of [{}, phoneOnly, { people: [] }]) {
          const customer = valuedAs(worth, level, changes);
          const strategy = chooseStrategy(customer, policy, monday);
          const plan = planCommunication({ ...customer, strategy }, owner, policy, monday);
          expect([worth, level, strategy.plannedCostMinor]).toEqual([worth, level, plan.costMinor]);
        }
      }
    }
  });
});
