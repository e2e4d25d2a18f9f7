import type { Customer, Person } from './customer.ts';
import { emailKey, personKey, phoneKey } from './identity.ts';

/** A card has room for so many addresses of each kind besides a person's own; one that comes after them is not kept. */
export const mostOthers = 5;

/** What is said about somebody: enough to recognise them by, and to complete what is known. */
export type Named = {
  readonly name: string;
  readonly email?: string;
  readonly phone?: string;
  readonly role?: string;
  readonly dmuRole?: Person['dmuRole'];
};

type Reach = Pick<Person, 'email' | 'phone' | 'otherEmails' | 'otherPhones'>;

/** The address that is written to first, then those by which the person was recognised later. */
export function emailsOf({ email, otherEmails = [] }: Reach): string[] {
  return email ? [email, ...otherEmails] : otherEmails;
}

export function phonesOf({ phone, otherPhones = [] }: Reach): string[] {
  return phone ? [phone, ...otherPhones] : otherPhones;
}

/**
 * By any of the addresses, by the name, by any of the phones. A company's people share its switchboard, so that a phone
 * says nothing where both have an address of their own.
 */
export function findPerson(
  { people }: Pick<Customer, 'people'>,
  { name, email, phone }: { name?: string; email?: string; phone?: string },
): Person | undefined {
  const key = name && personKey(name);
  return (
    people.find((person) => email !== undefined && has(emailsOf(person), email, emailKey)) ??
    people.find((person) => key && personKey(person.name) === key) ??
    people.find((person) => phone !== undefined && has(phonesOf(person), phone, phoneKey) && !(email && person.email))
  );
}

/** What somebody says that the card does not know of them yet; nothing that it knows is lost. */
export function additions(known: Person, { email, phone, role, dmuRole }: Named): Partial<Person> {
  return {
    ...(email && emailAdded(known, email)),
    ...(phone && phoneAdded(known, phone)),
    ...(role && !known.role && { role }),
    ...(dmuRole && !known.dmuRole && { dmuRole }),
  };
}

/** What the owner says of somebody: its addresses come first, and those that stood there still tell who it is. */
export function corrected(known: Person, said: Omit<Named, 'name'>): Partial<Person> {
  const { email, phone, otherEmails = [], otherPhones = [] } = known;
  const emails = behind(said.email, email, otherEmails, emailKey);
  const phones = behind(said.phone, phone, otherPhones, phoneKey);
  return { ...said, ...(emails && { otherEmails: emails }), ...(phones && { otherPhones: phones }) };
}

/** The others, once `first` has taken the place of `own`; undefined where nothing changes. */
function behind(
  first: string | undefined,
  own: string | undefined,
  others: readonly string[],
  keyOf: typeof emailKey,
): string[] | undefined {
  if (!first || !own || has([first], own, keyOf)) return undefined;
  return atMost([...others.filter((one) => !has([first], one, keyOf)), own]);
}

/** An address that bounced gives way to the one that the person writes from now; it still tells who they are. */
function emailAdded(known: Person, email: string): Partial<Person> {
  const { email: own, otherEmails = [] } = known;
  if (!own) return { email };
  if (emailKey(own) === emailKey(email)) return {};
  if (known.suppressed === 'bounce')
    return { email, otherEmails: atMost([...otherEmails.filter((one) => emailKey(one) !== emailKey(email)), own]) };
  return has(otherEmails, email, emailKey) || otherEmails.length >= mostOthers
    ? {}
    : { otherEmails: [...otherEmails, email] };
}

function phoneAdded(known: Person, phone: string): Partial<Person> {
  if (!known.phone) return { phone };
  const { otherPhones = [] } = known;
  return has(phonesOf(known), phone, phoneKey) || otherPhones.length >= mostOthers
    ? {}
    : { otherPhones: [...otherPhones, phone] };
}

function atMost(addresses: string[]): string[] {
  return addresses.slice(-mostOthers);
}

/** Compared by their keys; what has no key is only itself. */
function has(addresses: readonly string[], wanted: string, keyOf: (address: string) => string | undefined): boolean {
  const key = keyOf(wanted) ?? wanted;
  return addresses.some((address) => (keyOf(address) ?? address) === key);
}
