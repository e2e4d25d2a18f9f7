import * as z from 'zod';

/** An instant: ISO 8601 in UTC with milliseconds. */
export const Instant = z.iso.datetime({ offset: true });
export type Instant = string;

/** ISO 8601 duration in one unit system: P3M, P90D, PT8H, P1DT12H. */
export const Duration = z
  .string()
  .regex(
    /^P(?=\d|T\d)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(\d+H)?(\d+M)?(\d+S)?)?$/,
    'an ISO 8601 duration such as P3D or PT8H',
  );
export type Duration = z.infer<typeof Duration>;

const pattern = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

function parse(duration: Duration) {
  const [, years, months, weeks, days, hours, minutes, seconds] = (pattern.exec(duration) ?? []).map((part) =>
    Number(part ?? 0),
  );
  return {
    months: (years ?? 0) * 12 + (months ?? 0),
    milliseconds:
      (((weeks ?? 0) * 7 + (days ?? 0)) * 24 * 60 + (hours ?? 0) * 60 + (minutes ?? 0)) * 60_000 +
      (seconds ?? 0) * 1000,
  };
}

/** Calendar months first (the last day where the month is shorter), then days and time, in UTC. `sign` -1 goes back. */
export function addDuration(from: Instant, duration: Duration, sign: 1 | -1 = 1): Instant {
  const { months, milliseconds } = parse(duration);
  const date = new Date(from);
  if (months > 0) {
    const day = date.getUTCDate();
    date.setUTCDate(1);
    date.setUTCMonth(date.getUTCMonth() + sign * months);
    date.setUTCDate(Math.min(day, new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()));
  }
  return new Date(date.getTime() + sign * milliseconds).toISOString();
}

/** Whole seconds of a duration; a month counts 31 days, so that a time-out is never too early. */
export function durationSeconds(duration: Duration): number {
  const { months, milliseconds } = parse(duration);
  return months * 31 * 86_400 + milliseconds / 1000;
}

export function daysBetween(from: Instant, to: Instant): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}

export function isLater(a: Instant, b: Instant): boolean {
  return Date.parse(a) > Date.parse(b);
}

export function isDue(at: Instant, now: Instant): boolean {
  return Date.parse(at) <= Date.parse(now);
}

/** A zone of the IANA database. */
export const TimeZone = z.string().refine(isTimeZone, 'a time zone of the IANA database such as Europe/Rome');
export type TimeZone = z.infer<typeof TimeZone>;

function isTimeZone(zone: string): boolean {
  try {
    return formatter(zone) !== undefined;
  } catch {
    return false;
  }
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  formatters.set(zone, made);
  return made;
}

/** What the clock on the wall shows: `{ date: '2026-11-22', time: '08:00:00' }`. */
export function wallClock(at: Instant, zone: TimeZone): { date: string; time: string } {
  const parts = Object.fromEntries(
    formatter(zone)
      .formatToParts(new Date(at))
      .map(({ type, value }) => [type, value]),
  );
  return { date: `${parts.year}-${parts.month}-${parts.day}`, time: `${parts.hour}:${parts.minute}:${parts.second}` };
}

/**
 * The instant at which the wall shows this; the earlier one of the two when the clock is set back, and in the gap when
 * it is set forward as much later as the gap is long.
 */
export function fromWallClock(date: string, time: string, zone: TimeZone): Instant {
  const wanted = Date.parse(`${date}T${time.length === 5 ? `${time}:00` : time}Z`);
  const day = 86_400_000;
  const before = wanted - offset(wanted - day, zone);
  const after = wanted - offset(wanted + day, zone);
  const shows = (at: number) => at + offset(at, zone) === wanted;
  return new Date(shows(after) && !shows(before) ? after : before).toISOString();
}

/** Milliseconds by which the wall is ahead of UTC. */
function offset(at: number, zone: TimeZone): number {
  const { date, time } = wallClock(new Date(at).toISOString(), zone);
  return Date.parse(`${date}T${time}Z`) - Math.floor(at / 1000) * 1000;
}

export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
