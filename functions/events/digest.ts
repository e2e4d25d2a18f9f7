import middy from '@middy/core';
import * as z from 'zod';
import { isWorkingDay } from '#domain/calendar.ts';
import { type MailId, UserId } from '#domain/ids.ts';
import { addDays, addDuration, fromWallClock, wallClock } from '#domain/time.ts';
import { digestReader } from '#functions/directory.ts';
import { lazily, timeOf } from '#functions/invocation.ts';

const Digest = z.object({ userId: UserId });
const deps = lazily('digest');

/** At the user's 08:00: the actions of the day and what is overdue, in one mail; none when there is nothing to do. */
export const handler = middy<unknown, void>().handler(async (event, context) => {
  const { userId } = Digest.parse(event);
  const now = timeOf(context);
  const { users, config, customers, ledger, policies } = await deps();
  // Most mornings there is nothing: one look at the widest day that a zone can have, beside the user.
  const [user, near] = await Promise.all([
    digestReader({ users, config }, userId),
    customers.actionsOf(userId, addDuration(now, 'P2D')),
  ]);
  if (!user?.active || near.length === 0) return;
  const { date } = wallClock(now, user.timeZone);
  const endOfDay = fromWallClock(addDays(date, 1), '00:00', user.timeZone);
  const actions = near.filter((action) => action.dueAt < endOfDay);
  const dueToday = actions.some((action) => action.dueAt >= fromWallClock(date, '00:00', user.timeZone));
  // What is overdue waits for the next working day; what is due today never does.
  if (actions.length === 0 || !(dueToday || isWorkingDay(date, '*', (await policies.current()).contact.calendar)))
    return;
  const mailId = `digest.${userId}.${date}` as MailId;
  await ledger.queue({ kind: 'digest', mailId, lane: 'transactional', userId, date }, now);
});
