import type { Customer } from '#domain/customer.ts';
import type { Missing, Policy } from '#domain/policy.ts';

/** What the policy asks for and the card does not have. */
export function missingData(customer: Customer, policy: Policy): Missing[] {
  return policy.data.required.filter((item) => !known[item](customer));
}

const known: Record<Missing, (customer: Customer) => boolean> = {
  email: ({ people }) =>
    people.some((person) => person.email && (!person.suppressed || person.suppressed === 'unsubscribed')),
  phone: ({ people }) => people.some((person) => person.phone),
  'contact-person': ({ people }) => people.length > 0,
  sector: ({ kind, sector }) => kind === 'person' || sector !== undefined,
  size: ({ kind, employees }) => kind === 'person' || employees !== undefined,
  'decision-makers': ({ kind, people }) => kind === 'person' || people.some((person) => person.dmuRole === 'decider'),
  consent: ({ people }) => people.some((person) => person.consents.marketing?.granted),
};
