import type { Customer, Strategy } from '../customer.ts';
import { facts } from '../explanation.ts';
import type { StrategyRule, VersionedPolicy } from '../policy.ts';
import type { Channel, CustomerClass } from '../relationship.ts';

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
  const limitMinor = mode === 'trimmed' ? Math.min(rule.budgetMinor, policy.review.planLimit[worth]) : rule.budgetMinor;
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
      ...runnerUp(worth, level, policy),
    },
  };
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

function runnerUp(worth: CustomerClass, level: Customer['stage'] | string, policy: VersionedPolicy) {
  const order: CustomerClass[] = ['lead', 'iron', 'gold', 'platinum'];
  const other = order[order.indexOf(worth) + 1] ?? 'gold';
  const cell = policy.strategies[other][level as keyof (typeof policy.strategies)[CustomerClass]];
  return { runnerUp: { outcome: cell.model, distance: `one class away (${other})` } };
}
