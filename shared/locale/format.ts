import type { Locale } from '#domain/customer.ts';

const tags: Record<Locale, string> = { it: 'it-IT', en: 'en-GB' };

/** Dates and times as one reader sees them: always in the zone that is passed in, never in the machine's. */
export type Formatter = {
  /** "lunedì 30 novembre 2026" of an instant. */
  date: (instant: string) => string;
  /** "lunedì 30 novembre, 17:00" of an instant, without the year. */
  moment: (instant: string) => string;
  /** "10:30" of an instant. */
  time: (instant: string) => string;
  /** "lunedì 30 novembre 2026, 10:30–11:30 (CET)" of two instants, both ends with their day when they differ. */
  span: (start: string, end: string) => string;
  /** "lunedì 30 novembre" of a calendar date (YYYY-MM-DD), which has no zone. */
  day: (date: string) => string;
  /** "A, B e C". */
  list: (items: readonly string[]) => string;
};

export const formatter = (locale: Locale, timeZone: string): Formatter => {
  const tag = tags[locale];
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(tag, { timeZone, ...options });
  const dayOfYear = { weekday: 'long', day: 'numeric', month: 'long' } as const;
  const date = format({ ...dayOfYear, year: 'numeric' });
  const day = format(dayOfYear);
  const time = format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const zone = format({ timeZoneName: 'short' });
  const moment = (at: Date) => `${day.format(at)}, ${time.format(at)}`;
  return {
    date: (instant) => date.format(new Date(instant)),
    moment: (instant) => moment(new Date(instant)),
    time: (instant) => time.format(new Date(instant)),
    span: (start, end) => {
      const [from, to] = [new Date(start), new Date(end)];
      const sameDay = date.format(from) === date.format(to);
      const name = zone.formatToParts(from).find((part) => part.type === 'timeZoneName')?.value ?? timeZone;
      const until = sameDay ? `–${time.format(to)}` : ` – ${date.format(to)}, ${time.format(to)}`;
      return `${date.format(from)}, ${time.format(from)}${until} (${name})`;
    },
    day: (calendarDate) =>
      new Intl.DateTimeFormat(tag, { ...dayOfYear, timeZone: 'UTC' }).format(new Date(`${calendarDate}T00:00:00Z`)),
    list: (items) => new Intl.ListFormat(tag, { type: 'conjunction' }).format(items),
  };
};
