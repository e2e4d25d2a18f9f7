import type { UserId } from '#domain/ids.ts';
import type { Deps } from '#functions/deps.ts';
import { isAbove } from '#functions/directory.ts';
import type { Caller } from './caller.ts';

type Users = Pick<Deps, 'users'>;

/** The signed-in person as a user of the CRM: by address, else by the token's subject. */
export async function userIdOf({ users }: Users, { id, email }: Caller): Promise<UserId> {
  const user = email ? await users.findByEmail(email) : undefined;
  return user?.id ?? (id as UserId);
}

/** Whether the caller may do what is one of these users' to do: one of them, a manager above one of them, or an admin. */
export async function standsFor(deps: Users, caller: Caller, whose: readonly (UserId | undefined)[]): Promise<boolean> {
  if (caller.roles.includes('admin')) return true;
  const own = await userIdOf(deps, caller);
  if (whose.includes(own)) return true;
  if (!caller.roles.includes('manager')) return false;
  for (const id of new Set(whose)) if (id && (await isAbove(deps, own, id))) return true;
  return false;
}
