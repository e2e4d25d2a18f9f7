import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDuration,
  Duration,
  daysBetween,
  durationSeconds,
  fromWallClock,
  TimeZone,
  wallClock,
} from '#domain/time.ts';

const zones = [
  'Europe/Rome',
  'America/New_York',
  'America/Santiago',
  'Asia/Kolkata',
  'Asia/Beirut',
  'Australia/Lord_Howe',
  'Pacific/Kiritimati',
  'Pacific/Chatham',
  'UTC',
];
const zone = fc.constantFrom(...zones);
const instant = fc
  .date({ min: new Date('2024-01-01T00:00:00Z'), max: new Date('2032-01-01T00:00:00Z'), noInvalidDate: true })
  .map((date) => `${date.toISOString().slice(0, 19)}.000Z`);
const fixed = fc
  .record({ weeks: fc.nat(60), days: fc.nat(400), hours: fc.nat(200), minutes: fc.nat(600), seconds: fc.nat(600) })
  .filter(({ weeks, days, hours, minutes, seconds }) => weeks + days > 0 && hours + minutes + seconds > 0)
  .map(({ weeks, days, hours, minutes, seconds }) => `P${weeks}W${days}DT${hours}H${minutes}M${seconds}S`);

describe('durations', () => {
  test('a month ends with the month where the month is shorter', () => {
    expect(addDuration('2026-01-31T10:00:00.000Z', 'P1M')).toBe('2026-02-28T10:00:00.000Z');
    expect(addDuration('2028-01-31T10:00:00.000Z', 'P1M')).toBe('2028-02-29T10:00:00.000Z');
    expect(addDuration('2026-03-31T10:00:00.000Z', 'P1M', -1)).toBe('2026-02-28T10:00:00.000Z');
    expect(addDuration('2026-11-30T10:00:00.000Z', 'P1Y3M')).toBe('2028-02-29T10:00:00.000Z');
  });

  test('months come before days, days before hours', () => {
    expect(addDuration('2026-01-31T23:00:00.000Z', 'P1M1DT2H')).toBe('2026-03-02T01:00:00.000Z');
  });

  test('a time-out of a month is never shorter than the month', () => {
    expect(durationSeconds('P1M')).toBe(31 * 86_400);
    expect(durationSeconds('P1DT1H1M1S')).toBe(90_061);
  });

  test.each(['P', 'PT', '3D', 'P-1D', 'P1.5D', 'P1H', ''])('%j is no duration', (text) => {
    expect(Duration.safeParse(text).success).toBe(false);
  });

  test('whole days are counted, parts as fractions', () => {
    expect(daysBetween('2026-03-01T00:00:00.000Z', '2026-03-02T12:00:00.000Z')).toBe(1.5);
  });

  test('a span without months keeps the order of two instants and their distance', () => {
    fc.assert(
      fc.property(instant, instant, fixed, (a, b, span) => {
        const apart = (x: string, y: string) => Date.parse(y) - Date.parse(x);
        expect(apart(addDuration(a, span), addDuration(b, span))).toBe(apart(a, b));
        expect(addDuration(addDuration(a, span), span, -1)).toBe(a);
      }),
    );
  });

  test('months keep the order of two days and never lead back', () => {
    fc.assert(
      fc.property(instant, instant, fc.nat(60), (a, b, months) => {
        const [first, second] = [a, b].map((at) => `${at.slice(0, 10)}T08:00:00.000Z`).sort() as [string, string];
        expect(addDuration(first, `P${months}M`) <= addDuration(second, `P${months}M`)).toBe(true);
        expect(addDuration(first, `P${months}M`) >= first).toBe(true);
      }),
    );
  });
});

describe('the clock on the wall', () => {
  test('shows the date and time of the place', () => {
    expect(wallClock('2026-11-22T23:30:00.000Z', 'Europe/Rome')).toEqual({ date: '2026-11-23', time: '00:30:00' });
    expect(wallClock('2026-07-01T00:00:00.000Z', 'America/New_York')).toEqual({ date: '2026-06-30', time: '20:00:00' });
  });

  test('where it is set forward, a time that it never shows lies as much later as it skips', () => {
    expect(fromWallClock('2026-03-29', '02:30', 'Europe/Rome')).toBe('2026-03-29T01:30:00.000Z');
    expect(fromWallClock('2026-03-08', '02:00', 'America/New_York')).toBe('2026-03-08T07:00:00.000Z');
    expect(fromWallClock('2026-09-06', '00:00', 'America/Santiago')).toBe('2026-09-06T04:00:00.000Z');
  });

  test('where it is set back, a time that it shows twice is the earlier one', () => {
    expect(fromWallClock('2026-10-25', '02:30', 'Europe/Rome')).toBe('2026-10-25T00:30:00.000Z');
  });

  test('what it shows leads back to the instant, or to the earlier one that shows the same', () => {
    fc.assert(
      fc.property(instant, zone, (at, where) => {
        const shown = wallClock(at, where);
        const back = fromWallClock(shown.date, shown.time, where);
        expect(wallClock(back, where)).toEqual(shown);
        expect(daysBetween(back, at)).toBeOneOf([0, 0.5 / 24, 1 / 24]);
      }),
      { numRuns: 500 },
    );
  });

  test('knows the zones of the IANA database only', () => {
    expect(TimeZone.safeParse('Europe/Rome').success).toBe(true);
    expect(TimeZone.safeParse('Europe/Roma').success).toBe(false);
  });
});
