import type { Customer, Valuation } from '#domain/customer.ts';
import type { CustomerClass, Level } from '#domain/relationship.ts';
import { newcomer, until } from './customers.ts';

const strategic = until('strategy', newcomer());

/** At the strategy stage, valued as this. */
export function valuedAs(worth: CustomerClass, level: Level, changes: Partial<Customer> = {}): Customer {
  const valuation: Valuation = { ...(strategic.valuation as Valuation), class: worth, level };
  return { ...strategic, valuation, ...changes };
}
