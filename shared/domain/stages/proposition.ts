import type { Customer, Proposition } from '#domain/customer.ts';
import { facts } from '#domain/explanation.ts';
import type { VersionedPolicy } from '#domain/policy.ts';
import type { Level } from '#domain/relationship.ts';

/** What a customer on this level looks at, and so what raises it to the next one (process: the ladder of the relationship). */
const benefitsByTarget: Record<Level, readonly string[]> = {
  prospect: ['kept-promises', 'product-quality'],
  buyer: ['continuity-of-results', 'ease-of-integration', 'cost-of-use'],
  account: ['value-process-performance', 'work-efficiency', 'assistance'],
  partner: ['support-of-change', 'co-business', 'strategic-fit'],
};

const winByRole: Record<string, string> = {
  decider: 'strategic-result',
  influencer: 'recognition-of-expertise',
  'process-owner': 'better-figures-of-the-process',
  purchasing: 'a-defensible-purchase',
  user: 'less-effort-every-day',
  assistant: 'an-easy-collaboration',
};

/** The value for the organisation, and for each key person the personal win. */
export function proposeValue(customer: Customer, policy: VersionedPolicy): Proposition {
  const target = customer.strategy?.rule.target ?? 'buyer';
  const needs = customer.strategy?.promote ?? [];
  const benefits = [...benefitsByTarget[target]];
  const people = customer.people.map((person) => ({
    personId: person.id,
    personalWin: person.personalObjective ?? winByRole[person.dmuRole ?? ''] ?? 'a-reliable-partner',
    level: target,
  }));
  return {
    organisation: { needs, benefits },
    people,
    explanation: {
      rule: 'benefits-by-target-level@1',
      policyVersion: policy.version,
      facts: facts({ target, level: customer.valuation?.level, needs: needs.length, people: people.length }),
      outcome: benefits.join(', '),
    },
  };
}
