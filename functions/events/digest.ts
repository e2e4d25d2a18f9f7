import middy from '@middy/core';
import * as z from 'zod';
import { isWorkingDay } from '#domain/calendar.ts';
import { type MailId, UserId } from '#domain/ids.ts';
import { addDays, fromWallClock, wallClock } from '#domain/time.ts';
import { digestReader } from '#functions/directory.ts';
import { lazily, timeOf } from '#functions/invocation.ts';

const Digest = z.object({ userId: UserId });
const deps = lazily('digest');

/** At the user's 08:00: the actions of the day and what is overdue, in one mail; none when there is nothing to do. */
export const handler = middy<unknown, void>().handler(async (event, context) => {
  const { userId } = Digest.parse(event);
  const now = timeOf(context);
  const { users, config, customers, ledger, policies } = await deps();
  const user = await digestReader({ users, config }, userId);
  if (!user?.active) return;
  const { date } = wallClock(now, user.timeZone);
  const actions = await customers.actionsOf(userId, fromWallClock(addDays(date, 1), '00:00', user.timeZone));
  const dueToday = actions.some((action) => action.dueAt >= fromWallClock(date, '00:00', user.timeZone));
  const { contact } = await policies.current();
  // What is overdue waits for the next working day; what is due today never does.
  if (actions.length === 0 || !(dueToday || isWorkingDay(date, '*', contact.calendar))) return;
  const mailId = `digest.${userId}.${date}` as MailId;
  await ledger.queue({ kind: 'digest', mailId, lane: 'transactional', userId, date }, now);
});
