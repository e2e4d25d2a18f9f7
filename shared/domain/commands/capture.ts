import { type Consent, type Customer, mostPeople, type Person, type Purpose } from '#domain/customer.ts';
import type { CustomerEvent, Details } from '#domain/events.ts';
import type { PersonId, UserId } from '#domain/ids.ts';
import { additions, findPerson, type Named } from '#domain/people.ts';
import { addDuration, type Duration } from '#domain/time.ts';
import { type Context, type Decision, happened } from './context.ts';
import { hear } from './hear.ts';

/** What a form, an import or a colleague says about somebody. */
export type Contact = {
  readonly person?: Named;
  readonly consents: readonly { readonly purpose: Purpose; readonly granted: boolean; readonly text: string }[];
  readonly origin: string;
  readonly summary: string;
  readonly answers?: Record<string, string>;
};

export type Capture = {
  readonly type: 'capture';
  readonly details: Details;
  readonly ownerId?: UserId;
  readonly contact: Contact;
  /** How long to wait for what else the other system says; without it the first cycle starts at once. */
  readonly startAfter?: Duration;
};

export type RecordContact = { readonly type: 'record-contact'; readonly contact: Contact };

/** A new customer starts its first cycle at once, or on its date. */
export function capture(command: Capture, context: Context): CustomerEvent[] {
  const { details, ownerId, contact, startAfter } = command;
  const people = contact.person ? [newPerson('p1' as PersonId, contact, context)] : [];
  return [
    happened(context, {
      type: 'CustomerCaptured',
      details,
      origin: contact.origin,
      people,
      ...(ownerId && { ownerId }),
    }),
    happened(context, interaction(contact, people[0]?.id)),
    startAfter
      ? happened(context, { type: 'FirstCycleDated', startAt: addDuration(context.now, startAfter) })
      : startCycle(undefined, context),
  ];
}

export function startCycle(customer: Customer | undefined, context: Context): CustomerEvent {
  const { length, cadence } = context.policy.cycle;
  return happened(context, {
    type: 'CycleStarted',
    cycle: (customer?.cycle?.number ?? 0) + 1,
    endsAt: addDuration(context.now, length),
    nextAt: addDuration(context.now, cadence),
  });
}

/** The same person again, or a colleague of theirs: an interaction on the card that exists. */
export function recordContact(customer: Customer, { contact }: RecordContact, context: Context): Decision {
  const known = contact.person && findPerson(customer, contact.person);
  const id = known?.id ?? (`p${customer.people.length + 1}` as PersonId);
  const full = !known && customer.people.length >= mostPeople;
  const who = contact.person && !full ? { personId: id } : {};
  const about: CustomerEvent[] = [];
  if (contact.person && !known && !full)
    about.push(happened(context, { type: 'PersonAdded', person: newPerson(id, contact, context) }));
  if (contact.person && known) about.push(...completed(known, contact.person, context));
  if (known) about.push(...consentChanges(known, contact, context));
  return [
    ...about,
    happened(context, interaction(contact, who.personId)),
    ...hear(customer, { kind: 'interaction', at: context.now, ...who, detail: contact.origin }, context),
  ];
}

function interaction(contact: Contact, personId: PersonId | undefined) {
  return {
    type: 'InteractionRecorded' as const,
    channel: contact.origin,
    direction: 'in' as const,
    summary: contact.summary,
    ...(personId && { personId }),
    ...(contact.answers && { answers: contact.answers }),
  };
}

function newPerson(id: PersonId, contact: Contact, context: Context): Person {
  const person = contact.person ?? { name: '' };
  return {
    id,
    ...person,
    consents: Object.fromEntries(contact.consents.map((given) => [given.purpose, consent(given, contact, context)])),
  };
}

function consent(given: Contact['consents'][number], contact: Contact, { now }: Context): Consent {
  return { granted: given.granted, at: now, text: given.text, source: contact.origin };
}

/** What the person's card does not say yet. */
export function completed(known: Person, said: Named, context: Context): CustomerEvent[] {
  const changes = additions(known, said);
  return Object.keys(changes).length > 0
    ? [happened(context, { type: 'PersonChanged', personId: known.id, changes })]
    : [];
}

function consentChanges(known: Person, contact: Contact, context: Context): CustomerEvent[] {
  return contact.consents
    .filter((given) => known.consents[given.purpose]?.granted !== given.granted)
    .map((given) =>
      happened(context, {
        type: 'ConsentRecorded',
        personId: known.id,
        purpose: given.purpose,
        consent: consent(given, contact, context),
      }),
    );
}
