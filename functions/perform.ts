import type { Context } from '#domain/commands/context.ts';
import type { Customer } from '#domain/customer.ts';
import { type Command, decide } from '#domain/decide.ts';
import { effectsOf } from '#domain/effects.ts';
import { type Actor, process } from '#domain/events.ts';
import { commit } from '#domain/evolve.ts';
import type { CustomerId } from '#domain/ids.ts';
import { isRefusal } from '#domain/refusal.ts';
import { CrmError, refused } from '#shared/errors.ts';
import type { Deps } from './deps.ts';
import { ownerOf } from './directory.ts';

/** Enough for a customer on which a whole team works at the same moment. */
const tries = 12;

export type Performing = {
  readonly id: CustomerId;
  readonly now: string;
  readonly by?: Actor;
  /** The version that the caller has seen: when the customer has gone on since, nothing is done. */
  readonly expected?: number | undefined;
  /** Names in other systems that belong to this customer from now on. */
  readonly alias?: string | undefined;
  /** The provider's key of a delivery: done once for all deliveries that say the same. */
  readonly delivery?: string | undefined;
};

export type PerformDeps = Pick<Deps, 'customers' | 'policies' | 'users' | 'config'>;

/** A command on what is known of the customer at the moment at which it is decided; undefined: there is nothing to do. */
export type Commanding = (customer: Customer) => Command | undefined | Promise<Command | undefined>;

/**
 * Loads, decides, saves; and again when somebody else was faster.
 * @returns the customer as it is afterwards.
 * @throws CrmError with the refusal's code, `customer.unknown`, `etag.mismatch`, `identity.taken` or `conflict`.
 */
export async function perform(deps: PerformDeps, at: Performing, commanding: Commanding): Promise<Customer> {
  const { id, now, by = process, expected } = at;
  const load = () => deps.customers.load(id);
  const [policy, first] = await Promise.all([deps.policies.current(), load()]);
  for (let attempt = 1, before = first; attempt <= tries; attempt++, before = await load()) {
    if (!before) throw new CrmError('customer.unknown', `There is no customer ${id}.`);
    if (expected !== undefined && expected !== before.version) throw changedSince(before, expected);
    const command = await commanding(before);
    if (!command) return before;
    const events = decide(before, command, { policy, now, by, ...(await listener(deps, before, command)) }, id);
    if (isRefusal(events)) throw refused(events);
    const after = events.length > 0 ? commit(before, events, id) : undefined;
    if (!after) return before;
    const effects = effectsOf(before, after, events);
    const saved = await deps.customers.save({
      before,
      after,
      events,
      effects,
      ...(at.alias && { alias: at.alias }),
      ...(at.delivery && { delivery: { key: at.delivery } }),
    });
    if (saved.kind === 'saved') return after;
    if (saved.kind === 'delivered-before')
      throw new CrmError('delivery.known', 'This delivery has been taken in before.');
    if (saved.kind === 'taken') throw taken(saved.key, saved.customerId);
    await pause(attempt);
  }
  throw new CrmError('conflict', `${id} is being changed by many at once; try again in a moment.`);
}

const heard: readonly Command['type'][] = [
  'record-contact',
  'record-interaction',
  'click',
  'answer-survey',
  'report-mail',
];

/** Whoever answers a customer that nobody owns; looked up only for what has to be answered. */
async function listener(
  deps: PerformDeps,
  customer: Customer,
  { type }: Command,
): Promise<Pick<Context, 'fallbackOwnerId'>> {
  if (customer.ownerId || !heard.includes(type)) return {};
  return { fallbackOwnerId: (await ownerOf(deps, customer)).id };
}

export function taken(key: string, customerId: string): CrmError {
  const [what] = key.split(':');
  return new CrmError(
    'identity.taken',
    `This ${what} belongs to customer ${customerId} already; use that card, or change the ${what}.`,
    { customerId, key: what ?? key },
  );
}

function changedSince(customer: Customer, expected: number): CrmError {
  return new CrmError(
    'etag.mismatch',
    `${customer.id} has changed since you read it (you saw version ${expected}, it is ${customer.version}); read it again.`,
  );
}

/** Doubles with the attempts and differs between competitors, so that they do not meet again: 50 at once all get their turn. */
function pause(attempt: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.random() * Math.min(10 * 2 ** attempt, 1_500)));
}
