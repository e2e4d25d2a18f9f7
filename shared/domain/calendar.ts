import * as z from 'zod';
import { addDays, addDuration, fromWallClock, type Instant, isLater, type TimeZone, wallClock } from './time.ts';

const WallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of the day such as 08:00');

const Holidays = z
  .record(
    z.string(),
    z.array(
      z.string().regex(/^(\d{2}-\d{2}|\d{4}-\d{2}-\d{2}|easter[+-]\d{1,3}|\d{2}-(mon|tue|wed|thu|fri)[1-4L])$/, {
        error: 'a holiday such as 12-25, 2026-11-02, easter+1, 11-thu4 or 05-monL',
        abort: true,
      }),
    ),
  )
  .refine(
    leavesWorkingDays,
    'holidays that leave a working day in every year: without one nobody could ever be reached',
  );

/** When people may be reached: the hours of the day, and the days that do not count, by country (`*` for all). */
export const Calendar = z.strictObject({
  quietFrom: WallTime,
  quietTo: WallTime,
  /**
   * `MM-DD` each year, `YYYY-MM-DD` once, `easter+N` N days after Easter Sunday, `MM-mon1` the first Monday of a month
   * (`thu4` the fourth Thursday, `monL` the last Monday).
   */
  holidays: Holidays,
});
export type Calendar = z.infer<typeof Calendar>;

export type Place = { readonly timeZone: TimeZone; readonly country: string };

/** Easter Sunday of the Gregorian calendar (J. Meeus, Astronomical Algorithms, 1991, chapter 8). */
export function easterSunday(year: number): string {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor((8 * b + 13) / 25);
  const e = (19 * a + b - Math.floor(b / 4) - d + 15) % 30;
  const f = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - e - (c % 4)) % 7;
  const g = Math.floor((a + 11 * e + 22 * f) / 451);
  const sum = e + f - 7 * g + 114;
  return `${year}-${String(Math.floor(sum / 31)).padStart(2, '0')}-${String((sum % 31) + 1).padStart(2, '0')}`;
}

export function isWorkingDay(date: string, country: string, calendar: Calendar): boolean {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  if (weekday === 0 || weekday === 6) return false;
  const holidays = [...(calendar.holidays['*'] ?? []), ...(calendar.holidays[country] ?? [])];
  return !holidays.some((holiday) => falls(holiday, date));
}

/** What comes back every year, in each country, must not cover a whole one: the search for the next working day would never end. */
function leavesWorkingDays(holidays: Record<string, string[]>): boolean {
  const yearly = Object.entries(holidays).map(
    ([country, days]) => [country, days.filter((day) => !/^\d{4}-/.test(day))] as const,
  );
  const calendar = { quietFrom: '00:00', quietTo: '00:00', holidays: Object.fromEntries(yearly) };
  return Object.keys(holidays).every((country) =>
    Array.from({ length: 365 }, (_, day) => addDays('2026-01-01', day)).some((date) =>
      isWorkingDay(date, country, calendar),
    ),
  );
}

function falls(holiday: string, date: string): boolean {
  if (holiday.startsWith('easter')) {
    return addDays(easterSunday(Number(date.slice(0, 4))), Number(holiday.slice('easter'.length))) === date;
  }
  const [, month, weekday, which] = /^(\d{2})-([a-z]{3})([1-4L])$/.exec(holiday) ?? [];
  if (month && weekday && which) return date.slice(5, 7) === month && isNth(date, weekday, which);
  return holiday.length === 5 ? date.endsWith(holiday) : date === holiday;
}

const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

function isNth(date: string, weekday: string, which: string): boolean {
  if (weekdays[new Date(`${date}T00:00:00Z`).getUTCDay()] !== weekday) return false;
  if (which === 'L') return addDays(date, 7).slice(5, 7) !== date.slice(5, 7);
  return Math.ceil(Number(date.slice(8)) / 7) === Number(which);
}

/** This date or the first working day after it. */
export function workingDayFrom(date: string, country: string, calendar: Calendar): string {
  let day = date;
  while (!isWorkingDay(day, country, calendar)) day = addDays(day, 1);
  return day;
}

export function isReachable(at: Instant, place: Place, calendar: Calendar): boolean {
  const { date, time } = wallClock(at, place.timeZone);
  return isWorkingDay(date, place.country, calendar) && !isQuiet(time.slice(0, 5), calendar);
}

function isQuiet(time: string, { quietFrom, quietTo }: Calendar): boolean {
  return quietFrom > quietTo ? time >= quietFrom || time < quietTo : time >= quietFrom && time < quietTo;
}

/** `at` itself when it may be used, else the first minute after quiet hours, week-ends and holidays. */
export function nextReachable(at: Instant, place: Place, calendar: Calendar): Instant {
  if (isReachable(at, place, calendar)) return at;
  const { date, time } = wallClock(at, place.timeZone);
  const sameDay = time.slice(0, 5) < calendar.quietTo && isWorkingDay(date, place.country, calendar);
  const day = sameDay ? date : workingDayFrom(addDays(date, 1), place.country, calendar);
  const opening = sameDay || isQuiet('00:00', calendar) ? calendar.quietTo : '00:00';
  const found = fromWallClock(day, opening, place.timeZone);
  // Where the clock is set back the wall shows the hour twice, and the first of the two may have passed.
  return isLater(found, at) ? found : nextReachable(addDuration(at, 'PT1M'), place, calendar);
}

/** A time of the day on the first working day from a date on, in the place's zone. */
export function slot(date: string, time: string, place: Place, calendar: Calendar): Instant {
  return fromWallClock(workingDayFrom(date, place.country, calendar), time, place.timeZone);
}
