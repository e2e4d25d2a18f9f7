import { type Customer, mostPeople, type Person, type Purpose } from '#domain/customer.ts';
import type { CustomerEvent, Details, Opportunity } from '#domain/events.ts';
import { evolve } from '#domain/evolve.ts';
import { reason } from '#domain/explanation.ts';
import type { PersonId, UserId } from '#domain/ids.ts';
import { refuse } from '#domain/refusal.ts';
import { isDelivering } from '#domain/relationship.ts';
import { missingData } from '#domain/stages/acquisition.ts';
import { startCycle } from './capture.ts';
import { type Context, type Decision, happened, unknownPerson } from './context.ts';
import { hear } from './hear.ts';
import { cancellations, invitations } from './mail.ts';

export type AddPerson = {
  readonly type: 'add-person';
  readonly person: Omit<Person, 'id' | 'consents' | 'suppressed'>;
};
export type ChangeDetails = {
  readonly type: 'change-details';
  readonly changes: { readonly [K in keyof Details]?: Details[K] | undefined };
};
export type AssignOwner = { readonly type: 'assign-owner'; readonly ownerId: UserId };
export type RecordConsent = {
  readonly type: 'record-consent';
  readonly personId: PersonId;
  readonly purpose: Purpose;
  readonly granted: boolean;
  readonly text: string;
  readonly source: string;
};
export type RecordInteraction = {
  readonly type: 'record-interaction';
  readonly channel: string;
  readonly direction: 'in' | 'out';
  readonly summary: string;
  readonly personId?: PersonId;
};
export type RecordOpportunities = {
  readonly type: 'record-opportunities';
  readonly items: readonly { readonly opportunity: Opportunity; readonly before?: Opportunity }[];
};
export type Dismiss = { readonly type: 'dismiss'; readonly note: string };
export type Reactivate = { readonly type: 'reactivate'; readonly note: string };

/** What is written on the card may be all that a request still asks for: then nobody has to answer it any more. */
export function completing(customer: Customer, events: CustomerEvent[], context: Context): CustomerEvent[] {
  if (!customer.dataRequest) return events;
  const after = events.reduce((state, event) => evolve(state, event, customer.id), customer);
  if (missingData(after, context.policy).length > 0) return events;
  return [...events, happened(context, { type: 'DataClosed', how: 'complete', missing: [] })];
}

export function addPerson(customer: Customer, { person }: AddPerson, context: Context): Decision {
  if (customer.people.length >= mostPeople)
    return refuse('person.too-many', `${customer.id} has ${mostPeople} people already; no card has room for more.`);
  const id = `p${customer.people.length + 1}` as PersonId;
  return completing(
    customer,
    [happened(context, { type: 'PersonAdded', person: { ...person, id, consents: {} } })],
    context,
  );
}

export function changeDetails(customer: Customer, { changes }: ChangeDetails, context: Context): Decision {
  const real = Object.entries(changes).filter(
    ([key, value]) => value !== undefined && JSON.stringify(customer[key as keyof Customer]) !== JSON.stringify(value),
  );
  if (real.length === 0) return [];
  return completing(
    customer,
    [happened(context, { type: 'DetailsChanged', changes: Object.fromEntries(real) })],
    context,
  );
}

export function assignOwner(customer: Customer, { ownerId }: AssignOwner, context: Context): Decision {
  if (customer.ownerId === ownerId) return [];
  const assigned = happened(context, { type: 'OwnerAssigned', ownerId });
  const theirs = evolve(customer, assigned, customer.id).actions.filter(
    ({ owner }, index) => owner !== customer.actions[index]?.owner,
  );
  return [assigned, ...invitations(customer, theirs, context)];
}

export function recordConsent(customer: Customer, command: RecordConsent, context: Context): Decision {
  const { personId, purpose, granted, text, source } = command;
  const person = customer.people.find((one) => one.id === personId);
  if (!person) return unknownPerson(customer, personId);
  const consent = { granted, at: context.now, text, source };
  const known = person.consents[purpose]?.granted === granted;
  return [
    ...(known ? [] : [happened(context, { type: 'ConsentRecorded', personId, purpose, consent })]),
    ...(purpose === 'marketing' && !granted ? unsubscribed(customer, person, context) : []),
  ];
}

/** Closes the address to marketing; one that bounced or complained is closed altogether already. */
function unsubscribed(customer: Customer, { id: personId, suppressed }: Person, context: Context): CustomerEvent[] {
  if (suppressed) return [];
  return [
    happened(context, { type: 'AddressSuppressed', personId, reason: 'unsubscribed' }),
    ...hear(customer, { kind: 'unsubscribed', at: context.now, personId }, context),
  ];
}

export function recordInteraction(customer: Customer, command: RecordInteraction, context: Context): Decision {
  const { type: _, personId, ...rest } = command;
  if (personId && !customer.people.some((one) => one.id === personId)) return unknownPerson(customer, personId);
  const events = [happened(context, { type: 'InteractionRecorded', ...rest, ...(personId && { personId }) })];
  if (command.direction === 'out' || !isDelivering(customer)) return events;
  const signal = {
    kind: 'interaction' as const,
    at: context.now,
    detail: command.channel,
    ...(personId && { personId }),
  };
  return [...events, ...hear(customer, signal, context)];
}

export function recordOpportunities(_customer: Customer, { items }: RecordOpportunities, context: Context): Decision {
  return items
    .filter(({ opportunity, before }) => !before || !same(opportunity, before))
    .map(({ opportunity, before }) =>
      happened(context, { type: 'OpportunityRecorded', opportunity, ...(before && { before }) }),
    );
}

function same(one: Opportunity, other: Opportunity): boolean {
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]) as Set<keyof Opportunity>;
  return [...keys].every((key) => one[key] === other[key]);
}

export function dismiss(customer: Customer, { note }: Dismiss, context: Context): Decision {
  if (customer.status === 'dismissed')
    return refuse('customer.dismissed', `${customer.id} has been dismissed already.`);
  return [
    happened(context, { type: 'CustomerDismissed', why: reason('dismissed.by-user', { note }) }),
    ...cancellations(customer, customer.actions, context),
  ];
}

export function reactivate(customer: Customer, { note }: Reactivate, context: Context): Decision {
  if (customer.status === 'active')
    return refuse('customer.active', `${customer.id} is active; only a dismissed customer can be reactivated.`);
  return [
    happened(context, { type: 'CustomerReactivated', why: reason('reactivated.by-user', { note }) }),
    startCycle(customer, context),
  ];
}
