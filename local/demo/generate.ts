import { chances } from './chance.ts';
import { makeCompany } from './companies.ts';
import { makeHistory } from './history.ts';
import { createPhones, makePeople } from './people.ts';
import { rhythms } from './rhythms.ts';
import type { DemoCompany, DemoOpportunity, DemoPerson, DemoRows } from './rows.ts';
import { team } from './team.ts';

export type DemoOptions = {
  readonly customers: number;
  readonly seed: number;
  /** Midnight (UTC) of the day that all dates lie before, ISO. */
  readonly anchor: string;
};

/**
 * Customers of a supplier of measuring instruments, invented. The same options give the same rows; more customers add to the
 * ones that fewer have.
 */
export function generateDemo({ customers, seed, anchor }: DemoOptions): DemoRows {
  const companies: DemoCompany[] = [];
  const people: DemoPerson[] = [];
  const opportunities: DemoOpportunity[] = [];
  const taken = new Set<string>();
  const phones = createPhones();
  const fates = chances(seed);
  for (let number = 1; number <= customers; number++) {
    const chance = fates.next().value;
    const company = makeCompany(`${seed}-${number}`, number, chance, taken);
    companies.push(company);
    for (const person of makePeople(company, chance, phones)) people.push({ line: people.length + 1, ...person });
    const deals = makeHistory(company, chance.weighted(rhythms), chance, anchor);
    for (const [index, deal] of deals.entries()) {
      opportunities.push({ line: opportunities.length + 1, id: `demo-${company.key}-${index + 1}`, ...deal });
    }
  }
  return { users: team, companies, people, opportunities };
}
