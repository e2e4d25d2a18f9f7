import type { Customer, Person } from '#domain/customer.ts';
import type { Deps } from '#functions/deps.ts';
import { findUser, ownerOf } from '#functions/directory.ts';
import type { LedgerMessage, Letter, User } from '#shared/ports.ts';
import { composeDigest } from './compose-digest.ts';
import { messageToCustomer } from './message-to-customer.ts';
import { messageToUser } from './message-to-user.ts';
import { tagsOf } from './tags.ts';

type About = Extract<LedgerMessage, { kind: 'customer' }>;

/** What is written, to whom, read from the table at the moment of sending; undefined when there is nothing left to say. */
export async function composeLetter(deps: Deps, message: LedgerMessage, now: string): Promise<Letter | undefined> {
  if (message.kind === 'digest') return composeDigest(deps, message, now);
  const customer = await deps.customers.load(message.customerId);
  if (!customer) return undefined;
  return message.to.kind === 'user'
    ? toUser(deps, customer, message, await findUser(deps, message.to.id), now)
    : toCustomer(deps, customer, message);
}

async function toUser(
  deps: Deps,
  customer: Customer,
  about: About,
  user: User,
  now: string,
): Promise<Letter | undefined> {
  const message = messageToUser({
    customer,
    about,
    user,
    publicUrl: deps.config.PUBLIC_URL,
    from: deps.config.MAIL_FROM,
    now,
  });
  return message && { message, locale: user.locale, to: { name: user.name, address: user.email }, tags: tagsOf(about) };
}

async function toCustomer(deps: Deps, customer: Customer, about: About): Promise<Letter | undefined> {
  const personId = about.to.kind === 'person' ? about.to.id : undefined;
  const person = customer.people.find((one) => one.id === personId);
  if (!person?.email || isClosed(person, about)) return undefined;
  const owner = await ownerOf(deps, customer);
  const message = messageToCustomer({ customer, about, person, owner, publicUrl: deps.config.PUBLIC_URL });
  const unsubscribeUrl = `${deps.config.PUBLIC_URL}/p/${about.linkId}`;
  return (
    message && {
      message,
      locale: customer.locale,
      to: { name: person.name, address: person.email },
      tags: tagsOf(about),
      unsubscribeUrl,
      ...(owner.email && { replyTo: { name: owner.name, address: owner.email } }),
    }
  );
}

/** To whoever unsubscribed no offers go; what they are asked as a customer, a survey, does. */
function isClosed({ suppressed }: Person, { lane }: About): boolean {
  return suppressed === 'unsubscribed' ? lane === 'marketing' : suppressed !== undefined;
}
