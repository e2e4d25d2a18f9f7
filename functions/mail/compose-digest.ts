import { addDays, addDuration, fromWallClock } from '#domain/time.ts';
import type { Deps } from '#functions/deps.ts';
import { digestReader } from '#functions/directory.ts';
import { explain, purposeText } from '#shared/locale/reasons.ts';
import type { LedgerMessage, Letter, OpenAction, User } from '#shared/ports.ts';
import { tagsOf } from './tags.ts';

/** The actions of the day and what is overdue; undefined when all of it has been done in the meantime. */
export async function composeDigest(
  deps: Deps,
  { mailId, userId, date }: Extract<LedgerMessage, { kind: 'digest' }>,
  now: string,
): Promise<Letter | undefined> {
  const user = await digestReader(deps, userId);
  if (!user) return undefined;
  const startOfDay = fromWallClock(date, '00:00', user.timeZone);
  const actions = await deps.customers.actionsOf(userId, fromWallClock(addDays(date, 1), '00:00', user.timeZone));
  if (actions.length === 0) return undefined;
  return {
    message: {
      template: 'digest',
      recipientName: user.name,
      date,
      timeZone: user.timeZone,
      actions: actions.map((action) => line(action, user, startOfDay, deps.config.PUBLIC_URL)),
      agenda: { issuedAt: now },
    },
    locale: user.locale,
    to: { name: user.name, address: user.email },
    tags: tagsOf({ mailId, template: 'digest' }),
  };
}

function line(action: OpenAction, user: User, startOfDay: string, publicUrl: string) {
  const overdue = action.dueAt < startOfDay;
  return {
    id: `${action.customerId}.${action.id}`,
    ...(action.minutes &&
      !overdue && { startsAt: action.dueAt, endsAt: addDuration(action.dueAt, `PT${action.minutes}M`) }),
    customerName: action.customerName,
    channel: action.channel,
    purpose: purposeText(action.purpose, user.locale),
    why: explain(action.why, user.locale),
    overdue,
    link: `${publicUrl}/customers/${action.customerId}`,
  };
}
