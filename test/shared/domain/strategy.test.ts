import { describe, expect, test } from 'vitest';
import type { Customer } from '#domain/customer.ts';
import { StrategyRule } from '#domain/policy.ts';
import { CustomerClass, Level } from '#domain/relationship.ts';
import { chooseStrategy, costOf } from '#domain/stages/strategy.ts';
import { newcomer, steps, until } from './customers.ts';
import { given, monday, policy, the } from './given.ts';
import { valuedAs } from './valued.ts';

const strategic = until('strategy', newcomer());

describe('the strategy', () => {
  test.each([
    ['platinum', 'prospect', 'acquire', 'buyer', 60_000, 13_520],
    ['platinum', 'buyer', 'develop', 'account', 80_000, 38_510],
    ['platinum', 'account', 'partner', 'partner', 110_000, 50_510],
    ['platinum', 'partner', 'protect', 'partner', 120_000, 50_510],
    ['gold', 'prospect', 'acquire', 'buyer', 30_000, 13_510],
    ['gold', 'buyer', 'build-loyalty', 'account', 40_000, 13_520],
    ['gold', 'account', 'build-loyalty', 'partner', 50_000, 15_010],
    ['gold', 'partner', 'protect', 'partner', 60_000, 25_510],
    ['iron', 'prospect', 'test-potential', 'buyer', 5_000, 1_520],
    ['iron', 'buyer', 'serve-efficiently', 'buyer', 5_000, 1_520],
    ['iron', 'account', 'serve-efficiently', 'account', 8_000, 1_520],
    ['iron', 'partner', 'serve-efficiently', 'partner', 10_000, 1_520],
    ['lead', 'prospect', 'dismiss', 'prospect', 0, 0],
    ['lead', 'buyer', 'dismiss', 'buyer', 0, 0],
    ['lead', 'account', 'serve-efficiently', 'account', 1_600, 1_500],
    ['lead', 'partner', 'serve-efficiently', 'partner', 1_600, 1_500],
  ] as const)('of a %s %s is to %s, towards %s, for at most %i', (worth, level, model, target, budget, cost) => {
    const { events } = given(valuedAs(worth, level)).when(steps.strategy());
    expect(the(events, 'StrategyChosen').strategy).toMatchObject({
      rule: { model, target, budgetMinor: budget },
      plannedCostMinor: cost,
      mode: 'full',
      explanation: { rule: 'class-by-level-table@1', policyVersion: 7, outcome: model },
    });
  });

  test('every cell of the table is a rule', () => {
    for (const worth of CustomerClass.options) {
      for (const level of Level.options) StrategyRule.parse(policy.strategies[worth][level]);
    }
    expect(CustomerClass.options.length * Level.options.length).toBe(16);
  });

  test('names what the table says for the class that came second, and how far that is', () => {
    expect(chooseStrategy(strategic, policy).explanation.runnerUp).toEqual({
      outcome: 'test-potential',
      distance: 'iron: potentialMinor -500001',
    });
  });

  test('promotes the first three needs', () => {
    const profile = { ...(strategic.profile as NonNullable<Customer['profile']>), needs: ['a', 'b', 'c', 'd'] };
    expect(chooseStrategy({ ...strategic, profile }, policy).promote).toEqual(['a', 'b', 'c']);
  });

  const contacts = (changes: Partial<Customer>) =>
    chooseStrategy(valuedAs('gold', 'buyer', changes), policy).rule.contacts;
  const lesson = (response: number) => {
    const explanation = { rule: 'r@1', policyVersion: 7, facts: [], outcome: '' };
    return { response, marginMinor: 0, explanation };
  };

  test('begins with a voice where the customer is dissatisfied, up to a score of six', () => {
    expect(contacts({ satisfaction: { score: 6, at: monday } })).toEqual(['call', 'call', 'email', 'meeting']);
    expect(contacts({ satisfaction: { score: 7, at: monday } })).toEqual(['call', 'email', 'meeting', 'email']);
  });

  test('begins with another channel where the last cycle was answered by nobody', () => {
    expect(contacts({ lesson: lesson(0) })).toEqual(['email', 'meeting', 'email', 'call']);
    expect(contacts({ lesson: lesson(0.01) })).toEqual(['call', 'email', 'meeting', 'email']);
  });

  test('has contacts by people only, or by mail only, where a manager wants it so', () => {
    const by = (mode: 'people-only' | 'self-service') =>
      chooseStrategy(valuedAs('iron', 'buyer'), policy, mode).rule.contacts;
    expect(by('people-only')).toEqual(['call', 'call', 'call']);
    expect(by('self-service')).toEqual(['email']);
  });

  test('is trimmed to the limit of its class, or to half where it lies within the limit already', () => {
    const limit = (worth: CustomerClass, level: Level) =>
      chooseStrategy(valuedAs(worth, level), policy, 'trimmed').rule.budgetMinor;
    expect(limit('gold', 'partner')).toBe(policy.review.planLimit.gold);
    expect(limit('gold', 'buyer')).toBe(6_760);
    expect(costOf(['email', 'visit'], policy)).toBe(25_010);
  });
});
