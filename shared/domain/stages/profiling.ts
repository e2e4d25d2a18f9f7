import type { Customer, DmuRole, Profile } from '../customer.ts';
import { facts } from '../explanation.ts';
import type { VersionedPolicy } from '../policy.ts';
import { productsBought } from '../sales.ts';
import { missingData } from './acquisition.ts';

/** Head counts of the EU recommendation 2003/361/EC on small and medium-sized enterprises. */
const sizes = [
  { size: 'micro', below: 10 },
  { size: 'small', below: 50 },
  { size: 'medium', below: 250 },
] as const;

/** Roles that must be covered before a sale of solutions makes sense. */
const neededRoles: readonly DmuRole[] = ['decider', 'process-owner', 'purchasing'];

/** Understanding of the customer: type, organisation, needs, decision making unit, competition. */
export function profile(customer: Customer, policy: VersionedPolicy): Profile {
  const size = sizeOf(customer);
  const needs = needsOf(customer);
  const covered = [...new Set(customer.people.flatMap((person) => (person.dmuRole ? [person.dmuRole] : [])))];
  const customerType = typeOf(customer, size);
  return {
    customerType,
    organisation: { sector: customer.sector ?? null, size, country: customer.country },
    needs,
    dmu: { covered, uncovered: neededRoles.filter((role) => customer.kind === 'company' && !covered.includes(role)) },
    competitors: customer.competitors,
    missing: missingData(customer, policy),
    explanation: {
      rule: 'profile-by-behaviour@1',
      policyVersion: policy.version,
      facts: facts({
        kind: customer.kind,
        employees: customer.employees,
        purchases: customer.sales.won,
        products: productsBought(customer.sales).length,
        openOpportunities: customer.sales.open,
        people: customer.people.length,
      }),
      outcome: customerType,
    },
  };
}

function sizeOf({ kind, employees }: Customer): string {
  if (kind === 'person') return 'person';
  if (employees === undefined) return 'unknown';
  return sizes.find(({ below }) => employees < below)?.size ?? 'large';
}

function typeOf({ kind, sales }: Customer, size: string): string {
  const buying = sales.won === 0 ? 'newcomer' : productsBought(sales).length > 3 ? 'solution-buyer' : 'product-buyer';
  return kind === 'person' ? `private-${buying}` : `${size}-${buying}`;
}

/** What is being talked about first, then what was bought before, most often first. */
function needsOf({ sales }: Customer): string[] {
  const byCount = (counts: Record<string, number>) =>
    Object.entries(counts)
      .filter(([, count]) => count > 0)
      .sort(([a, x], [b, y]) => y - x || a.localeCompare(b))
      .map(([product]) => product);
  return [...new Set([...byCount(sales.openProducts), ...byCount(sales.products)])];
}
