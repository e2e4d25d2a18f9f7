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

/** Work given to nobody would be forgotten. @throws CrmError `user.unknown` unless the id, where there is one, is an active user's. */
export async function requireUser({ users }: Pick<Deps, 'users'>, id: UserId | undefined): Promise<void> {
  if (id === undefined || (await users.get(id))?.active) return;
  throw new CrmError('user.unknown', `There is no active user ${id}; GET /users lists them.`, { ownerId: id });
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
