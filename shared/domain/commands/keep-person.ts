import type { Customer } from '#domain/customer.ts';
import { findPerson, type Named } from '#domain/people.ts';
import { completed } from './capture.ts';
import type { Context, Decision } from './context.ts';
import { addPerson, completing } from './keep-card.ts';

/** A person as another system knows them: no contact of theirs, so that nobody has to answer it. */
export type KeepPerson = { readonly type: 'keep-person'; readonly person: Named };

/** Somebody new is added; of somebody known, what the card does not say yet. */
export function keepPerson(customer: Customer, { person }: KeepPerson, context: Context): Decision {
  const known = findPerson(customer, person);
  return known
    ? completing(customer, completed(known, person, context), context)
    : addPerson(customer, { type: 'add-person', person }, context);
}
