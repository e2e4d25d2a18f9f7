import type { Customer, DmuRole, Profile } from '#domain/customer.ts';
import { facts } from '#domain/explanation.ts';
import type { VersionedPolicy } from '#domain/policy.ts';
import { productsBought } from '#domain/sales.ts';
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
      runnerUp: typeRunnerUp(customer, size),
    },
  };
}

function sizeOf({ kind, employees }: Customer): string {
  if (kind === 'person') return 'person';
  if (employees === undefined) return 'unknown';
  return sizes.find(({ below }) => employees < below)?.size ?? 'large';
}

/** From so many different products on it is the solution that is bought. */
const solutionProducts = 4;

function typeOf({ kind, sales }: Customer, size: string): string {
  const products = productsBought(sales).length;
  const buying = sales.won === 0 ? 'newcomer' : products < solutionProducts ? 'product-buyer' : 'solution-buyer';
  return typed(kind, size, buying);
}

function typeRunnerUp({ kind, sales }: Customer, size: string): { outcome: string; distance: string } {
  if (sales.won === 0) return { outcome: typed(kind, size, 'product-buyer'), distance: 'purchases +1' };
  const lacking = solutionProducts - productsBought(sales).length;
  return lacking > 0
    ? { outcome: typed(kind, size, 'solution-buyer'), distance: `products +${lacking}` }
    : { outcome: typed(kind, size, 'product-buyer'), distance: `products ${lacking - 1}` };
}

function typed(kind: Customer['kind'], size: string, buying: string): string {
  return kind === 'person' ? `private-${buying}` : `${size}-${buying}`;
}

/** The most needs that a profile lists. */
const listed = 12;

/** What is being talked about first, then what was bought before, most often first. */
function needsOf({ sales }: Customer): string[] {
  const byCount = (counts: Record<string, number>) =>
    Object.entries(counts)
      .filter(([, count]) => count > 0)
      .sort(([a, x], [b, y]) => y - x || a.localeCompare(b))
      .map(([product]) => product);
  return [...new Set([...byCount(sales.openProducts), ...byCount(sales.products)])].slice(0, listed);
}
