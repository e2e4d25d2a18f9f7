import type { Customer } from '#domain/customer.ts';
import type { UserId } from '#domain/ids.ts';
import { CrmError } from '#shared/errors.ts';
import type { User } from '#shared/ports.ts';
import type { Deps } from './deps.ts';

type Users = Pick<Deps, 'users' | 'config'>;

/** Stands in until the company has users, and where the line of managers ends. */
export function administrator({ config }: Pick<Deps, 'config'>): User {
  return {
    id: 'admin' as UserId,
    name: 'Percorso',
    email: config.ADMIN_EMAIL,
    role: 'admin',
    locale: 'it',
    timeZone: 'Europe/Rome',
    active: true,
    version: 0,
  };
}

export async function findUser(deps: Users, id: UserId): Promise<User> {
  const user = await deps.users.get(id);
  return user ?? { ...administrator(deps), ...(id !== 'admin' && { id }) };
}

/** Whom the daily digest goes to: a user, or the administrator who stands in. */
export async function digestReader(deps: Users, id: UserId): Promise<User | undefined> {
  const admin = administrator(deps);
  return (await deps.users.get(id)) ?? (id === admin.id ? admin : undefined);
}

/**
 * Work given to nobody would be forgotten.
 * @param field where the id stands in the request, `body.ownerId`.
 * @throws CrmError `owner.unknown` unless the id, where there is one, is an active user's.
 */
export async function requireOwner(
  { users }: Pick<Deps, 'users'>,
  id: UserId | undefined,
  field = 'body.ownerId',
): Promise<void> {
  if (id === undefined || (await users.get(id))?.active) return;
  throw unknownUser('owner.unknown', id, field, 'active user');
}

/** Who did something once may have left since. @throws CrmError `owner.unknown` unless somebody has, or had, this id. */
export async function requireSomebody(
  { users }: Pick<Deps, 'users'>,
  id: UserId | undefined,
  field = 'body.ownerId',
): Promise<void> {
  if (id === undefined || (await users.get(id))) return;
  throw unknownUser('owner.unknown', id, field, 'user');
}

/** @throws CrmError `manager.unknown` unless the id, where there is one, is a user's; `manager.below` when that one works for `of`. */
export async function requireManager(deps: Pick<Deps, 'users'>, id: UserId | undefined, of?: UserId): Promise<void> {
  if (id === undefined) return;
  if (!(await deps.users.get(id))) throw unknownUser('manager.unknown', id, 'body.managerId', 'user');
  if (of === undefined || !(id === of || (await isAbove(deps, of, id)))) return;
  const detail = `body.managerId: ${id} works for ${of}; a line of managers has an end. Choose somebody who is not below.`;
  throw new CrmError('manager.below', detail, { 'body.managerId': detail });
}

function unknownUser(code: string, id: string, field: string, what: string): CrmError {
  const detail = `${field}: there is no ${what} ${id}. GET /users lists them, POST /users adds one.`;
  return new CrmError(code, detail, { [field]: detail });
}

/** No company has a line so long; who manages themselves in a circle is above nobody further. */
const longestLine = 20;

/** Whether the user works for this manager, or for somebody who does. */
export async function isAbove({ users }: Pick<Deps, 'users'>, manager: UserId, id: UserId): Promise<boolean> {
  let at = await users.get(id);
  for (let step = 0; at?.managerId && step < longestLine; step++) {
    if (at.managerId === manager) return true;
    at = await users.get(at.managerId);
  }
  return false;
}

/** Who works with the customer; without an owner, whoever leads. */
export async function ownerOf(deps: Users, customer: Customer): Promise<User> {
  if (customer.ownerId) {
    const owner = await deps.users.get(customer.ownerId);
    if (owner?.active) return owner;
  }
  return leader(deps, customer.id);
}

/** Whose decision it is: the owner's manager, else a manager of the company, else the administrator. */
export async function reviewerOf(deps: Users, customer: Customer): Promise<User> {
  const owner = customer.ownerId && (await deps.users.get(customer.ownerId));
  if (owner?.managerId) {
    const manager = await deps.users.get(owner.managerId);
    if (manager?.active) return manager;
  }
  return leader(deps, customer.id);
}

/** The manager's manager; at the top of the line an administrator. */
export async function escalationOf(deps: Users, reviewerId: UserId): Promise<User> {
  const reviewer = await deps.users.get(reviewerId);
  if (reviewer?.managerId) {
    const above = await deps.users.get(reviewer.managerId);
    if (above?.active) return above;
  }
  const admins = (await activeUsers(deps)).filter((user) => user.role === 'admin' && user.id !== reviewerId);
  return admins[0] ?? administrator(deps);
}

/** New customers are spread over the account managers evenly and always in the same way. */
export async function assignee(deps: Users, customerId: string): Promise<UserId | undefined> {
  const sales = (await activeUsers(deps)).filter((user) => user.role === 'sales');
  return spread(sales, customerId)?.id;
}

async function leader(deps: Users, key: string): Promise<User> {
  const users = await activeUsers(deps);
  return (
    spread(
      users.filter((user) => user.role === 'manager'),
      key,
    ) ??
    users.find((user) => user.role === 'admin') ??
    administrator(deps)
  );
}

async function activeUsers(deps: Users): Promise<User[]> {
  const found: User[] = [];
  let cursor: string | undefined;
  do {
    const page = await deps.users.list({ limit: 100, ...(cursor && { cursor }) });
    found.push(...page.items.filter((user) => user.active));
    cursor = page.cursor;
  } while (cursor);
  return found;
}

function spread(users: User[], key: string): User | undefined {
  let hash = 0;
  for (const letter of key) hash = (hash * 31 + letter.charCodeAt(0)) >>> 0;
  return [...users].sort((a, b) => a.id.localeCompare(b.id))[hash % Math.max(1, users.length)];
}
