import type { Customer, Strategy } from '#domain/customer.ts';
import { facts } from '#domain/explanation.ts';
import type { StrategyRule, VersionedPolicy } from '#domain/policy.ts';
import { type Channel, CustomerClass, type Level } from '#domain/relationship.ts';
import { isDissatisfied, recentScore, scoreFacts } from '#domain/satisfaction.ts';
import type { Instant } from '#domain/time.ts';
import { contactsWithin } from './contacts.ts';

/** How many needs one cycle promotes: more would be noise. */
const promoted = 3;

export type Choice = {
  readonly mode?: Strategy['mode'];
  /** The class as which the customer is dealt with, where that is not its own. */
  readonly as?: CustomerClass;
  /** What a manager has agreed that the plan may cost, minor units; without it the strategy is a proposal. */
  readonly agreedMinor?: number;
};

/** HOW MUCH, HOW and WHAT from the policy's table of class x level, bent by what the last cycle taught. */
export function chooseStrategy(
  customer: Customer,
  policy: VersionedPolicy,
  now: Instant,
  choice: Choice = {},
): Strategy {
  const { mode = 'full', as } = choice;
  const level = customer.valuation?.level ?? 'prospect';
  const worth = as ?? customer.valuation?.class ?? 'iron';
  const cell = policy.strategies[worth][level];
  const whole = { ...cell, contacts: byMode(learned(customer, cell, recentScore(customer, policy, now)), mode) };
  const planned = (rule: StrategyRule) => contactsWithin(customer, rule, policy, now).costMinor;
  const rule = { ...whole, budgetMinor: budgetOf(whole, planned(whole), worth, choice, policy) };
  return {
    rule,
    promote: (customer.profile?.needs ?? []).slice(0, promoted),
    plannedCostMinor: planned(rule),
    mode,
    explanation: {
      rule: 'class-by-level-table@2',
      policyVersion: policy.version,
      facts: facts({
        class: worth,
        level,
        mode,
        ...scoreFacts(customer, policy, now),
        response: customer.lesson?.response,
        budgetMinor: rule.budgetMinor,
      }),
      outcome: rule.model,
      ...runnerUp(customer, worth, level, policy),
    },
  };
}

/**
 * What the plan may cost, so that none passes the limit of its class unless a manager has seen what it costs: a proposal
 * its own cost or the limit, what a manager chose the cost that was agreed or the limit. A trimmed one goes down to the
 * limit; one that lies within it already, to half of what it would cost.
 */
function budgetOf(
  { budgetMinor }: StrategyRule,
  costMinor: number,
  worth: CustomerClass,
  { mode, agreedMinor = costMinor }: Choice,
  policy: VersionedPolicy,
): number {
  const limit = policy.review.planLimit[worth];
  const trimmed = costMinor > limit ? limit : Math.floor(costMinor / 2);
  return Math.min(budgetMinor, mode === 'trimmed' ? trimmed : Math.max(limit, agreedMinor));
}

function byMode(contacts: readonly Channel[], mode: Strategy['mode']): Channel[] {
  switch (mode) {
    case 'full':
    case 'trimmed':
      return [...contacts];
    case 'people-only':
      return contacts.map((channel) => (channel === 'email' ? 'call' : channel));
    case 'self-service':
      return contacts.includes('email') ? ['email'] : [];
    default:
      return mode satisfies never;
  }
}

/** A dissatisfied customer hears a voice first; one who answered nothing is tried on another channel first. */
function learned({ lesson }: Customer, { contacts }: StrategyRule, score: number | undefined): Channel[] {
  if (contacts.length === 0) return [];
  if (isDissatisfied(score)) return ['call', ...contacts.filter((_, index) => index < contacts.length - 1)];
  if (lesson && lesson.response === 0 && contacts.length > 1) return [...contacts.slice(1), ...contacts.slice(0, 1)];
  return [...contacts];
}

/** What the table says for the class that came second, as far away as that class is. */
function runnerUp({ valuation }: Customer, worth: CustomerClass, level: Level, policy: VersionedPolicy) {
  const second = CustomerClass.safeParse(valuation?.worth.runnerUp?.outcome);
  const other = second.success && second.data !== worth ? second.data : valuation?.class;
  if (!other || other === worth) return {};
  const distance = valuation?.worth.runnerUp?.distance ?? '';
  return { runnerUp: { outcome: policy.strategies[other][level].model, distance: `${other}: ${distance}` } };
}
