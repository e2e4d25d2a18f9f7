import type { Customer, Strategy } from '#domain/customer.ts';
import { facts } from '#domain/explanation.ts';
import type { StrategyRule, VersionedPolicy } from '#domain/policy.ts';
import { type Channel, CustomerClass, type Level } from '#domain/relationship.ts';

/** How many needs one cycle promotes: more would be noise. */
const promoted = 3;

/** HOW MUCH, HOW and WHAT from the policy's table of class x level, bent by what the last cycle taught. */
export function chooseStrategy(
  customer: Customer,
  policy: VersionedPolicy,
  mode: Strategy['mode'] = 'full',
  as?: CustomerClass,
): Strategy {
  const valuation = customer.valuation;
  const level = valuation?.level ?? 'prospect';
  const worth = as ?? valuation?.class ?? 'iron';
  const cell = policy.strategies[worth][level];
  const rule = { ...cell, contacts: learned(customer, cell) };
  const contacts = byMode(rule.contacts, mode);
  const limitMinor = mode === 'trimmed' ? trimmed(costOf(contacts, policy), worth, rule, policy) : rule.budgetMinor;
  return {
    rule: { ...rule, contacts, budgetMinor: limitMinor },
    promote: (customer.profile?.needs ?? []).slice(0, promoted),
    plannedCostMinor: Math.min(limitMinor, costOf(contacts, policy)),
    mode,
    explanation: {
      rule: 'class-by-level-table@1',
      policyVersion: policy.version,
      facts: facts({
        class: worth,
        level,
        mode,
        satisfaction: customer.satisfaction?.score,
        response: customer.lesson?.response,
      }),
      outcome: rule.model,
      ...runnerUp(customer, worth, level, policy),
    },
  };
}

/** Down to the limit of the class; a plan that lies within it already, to half of what it would cost. */
function trimmed(
  costMinor: number,
  worth: CustomerClass,
  { budgetMinor }: StrategyRule,
  policy: VersionedPolicy,
): number {
  const limit = policy.review.planLimit[worth];
  return Math.min(budgetMinor, costMinor > limit ? limit : Math.floor(costMinor / 2));
}

export function costOf(contacts: readonly Channel[], policy: VersionedPolicy): number {
  return contacts.reduce((sum, channel) => sum + policy.contactCosts[channel], 0);
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
function learned({ satisfaction, lesson }: Customer, { contacts }: StrategyRule): Channel[] {
  if (contacts.length === 0) return [];
  if (satisfaction && satisfaction.score <= 6)
    return ['call', ...contacts.filter((_, index) => index < contacts.length - 1)];
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
