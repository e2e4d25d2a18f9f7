import { CrmError } from '#shared/errors.ts';
import type { User } from '#shared/ports.ts';
import type { Deps } from './deps.ts';
import { administrator } from './directory.ts';

/** Saves a user and sets the daily digest at the user's own hour; an inactive user gets none. */
export async function keepUser(
  { users, scheduler, policies }: Pick<Deps, 'users' | 'scheduler' | 'policies'>,
  user: User,
  expected: number,
): Promise<void> {
  const saved = await users.save(user, expected);
  if (saved === 'taken')
    throw new CrmError('user.email-taken', `Another user has the address ${user.email}.`, { email: user.email });
  if (saved === 'conflict')
    throw new CrmError('etag.mismatch', `User ${user.id} has changed or been made since you read it; read it again.`);
  const name = `digest-${user.id}`;
  const { digest } = await policies.current();
  if (user.active) await scheduler.daily(name, digest.hour, user.timeZone, 'digest', { userId: user.id });
  else await scheduler.remove(name);
}

/** Until the company has users the administrator does the work, and gets the digest of it like everybody else. */
export async function keepStandIn({
  users,
  scheduler,
  policies,
  config,
}: Pick<Deps, 'users' | 'scheduler' | 'policies' | 'config'>): Promise<void> {
  const { id, timeZone } = administrator({ config });
  if (await users.get(id)) return;
  const { digest } = await policies.current();
  await scheduler.daily(`digest-${id}`, digest.hour, timeZone, 'digest', { userId: id });
}
