import { CrmError } from '#shared/errors.ts';
import type { User } from '#shared/ports.ts';
import type { Deps } from './deps.ts';

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
