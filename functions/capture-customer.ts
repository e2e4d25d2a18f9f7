import type { Contact } from '#domain/commands/capture.ts';
import type { Customer } from '#domain/customer.ts';
import { decide } from '#domain/decide.ts';
import { effectsOf, identityKeys } from '#domain/effects.ts';
import type { Actor, Details } from '#domain/events.ts';
import { commit } from '#domain/evolve.ts';
import { CustomerId, type UserId } from '#domain/ids.ts';
import { findPerson, type Named } from '#domain/people.ts';
import { isRefusal } from '#domain/refusal.ts';
import { CrmError, refused } from '#shared/errors.ts';
import type { Deps } from './deps.ts';
import { assignee } from './directory.ts';
import { perform } from './perform.ts';

type Parts = Pick<Deps, 'customers' | 'policies' | 'users' | 'config' | 'ids'>;

export type Capturing = {
  readonly details: Details;
  readonly contact: Contact;
  readonly ownerId?: UserId | undefined;
  readonly startAfter?: string;
  readonly now: string;
  readonly by: Actor;
  /** The provider's key of this delivery: stored with its first arrival. */
  readonly delivery?: string | undefined;
  /** Name in another system. */
  readonly alias?: string | undefined;
};

export type Captured = { readonly id: CustomerId; readonly result: 'created' | 'recognised' | 'delivered-before' };

/**
 * A new customer in one transaction; the same person again becomes an interaction on the card that exists, the same
 * delivery again nothing at all. No read comes before the write: the table's conditions tell which case it is.
 */
export async function captureCustomer(parts: Parts, capturing: Capturing): Promise<Captured> {
  const { details, contact, now, by, delivery, alias, startAfter } = capturing;
  const id = CustomerId.parse(parts.ids.customer(now));
  const ownerId = capturing.ownerId ?? (await assignee(parts, id));
  const policy = await parts.policies.current();
  const events = decide(
    undefined,
    { type: 'capture', details, contact, ...(ownerId && { ownerId }), ...(startAfter && { startAfter }) },
    { policy, now, by },
    id,
  );
  if (isRefusal(events)) throw refused(events);
  const after = commit(undefined, events, id);
  if (!after) throw new Error('A capture makes a customer.');
  const saved = await parts.customers.save({
    before: undefined,
    after,
    events,
    effects: effectsOf(undefined, after, events),
    ...(delivery && { delivery: { key: delivery } }),
    ...(alias && { alias }),
  });
  switch (saved.kind) {
    case 'saved':
      return { id, result: 'created' };
    case 'delivered-before':
      return { id: saved.customerId, result: 'delivered-before' };
    case 'taken':
      return recognised(parts, saved.customerId, capturing);
    case 'conflict':
      return afterConflict(parts, after, capturing);
    default:
      return saved satisfies never;
  }
}

/** Two transactions met: the other one has been written by now, so that the lookup finds it, or it failed and this one is repeated. */
async function afterConflict(parts: Parts, after: Customer, capturing: Capturing): Promise<Captured> {
  for (const key of identityKeys(after)) {
    const known = await parts.customers.find(key);
    if (known) return recognised(parts, known, capturing);
  }
  return captureCustomer(parts, capturing);
}

async function recognised(parts: Parts, id: CustomerId, capturing: Recognising): Promise<Captured> {
  const { contact, now, by, delivery } = capturing;
  try {
    const result = await perform(parts, { id, now, by, delivery }, () => ({ type: 'record-contact', contact }));
    return { id: result.id, result: 'recognised' };
  } catch (error) {
    if (error instanceof CrmError && error.code === 'delivery.known') return { id, result: 'delivered-before' };
    // The person belongs to this card, but one of its other addresses to another one: the card keeps what is its own.
    if (error instanceof CrmError && error.code === 'identity.taken') {
      const lesser = withoutTaken(contact, error.fields?.key);
      const known = lesser.person && (await parts.customers.load(id));
      const who = known && lesser.person && isPerson(known, lesser.person) ? lesser : nobody(contact);
      return recognised(parts, id, { ...capturing, contact: who });
    }
    throw error;
  }
}

type Recognising = Pick<Capturing, 'contact' | 'now' | 'by' | 'delivery'>;

/** An address by which somebody can be reached, or a name that the card knows: else it is nobody to keep. */
function isPerson(customer: Customer, person: Named): boolean {
  return Boolean(person.email || person.phone || findPerson(customer, person));
}

function withoutTaken(contact: Contact, key: string | undefined): Contact {
  const { email, phone, ...rest } = contact.person ?? { name: '' };
  if (key === 'email' && email) return { ...contact, person: { ...rest, ...(phone && { phone }) } };
  if (key === 'phone' && phone) return { ...contact, person: { ...rest, ...(email && { email }) } };
  return nobody(contact);
}

function nobody({ person: _person, ...rest }: Contact): Contact {
  return rest;
}
