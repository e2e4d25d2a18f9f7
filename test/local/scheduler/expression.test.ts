import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import { parseExpression } from '#local/scheduler/expression.ts';

const firings = (expression: string, zone: string, from: string, count: number) => {
  const timing = parseExpression(expression, { zone, anchor: Date.parse(from) });
  const found: string[] = [];
  for (let at: number | undefined = Date.parse(from); found.length < count; ) {
    at = timing.after(at);
    if (at === undefined) break;
    found.push(new Date(at).toISOString().slice(0, 16));
  }
  return found;
};

describe('A schedule expression', () => {
  test.each([
    ['cron(0 8 ? * MON-FRI *)', ['2026-11-23T08:00', '2026-11-24T08:00', '2026-11-25T08:00']],
    ['cron(0/20 9 1 * ? *)', ['2026-12-01T09:00', '2026-12-01T09:20', '2026-12-01T09:40']],
    ['cron(0 0 L * ? *)', ['2026-11-30T00:00', '2026-12-31T00:00', '2027-01-31T00:00']],
    ['cron(0 9 LW * ? *)', ['2026-11-30T09:00', '2026-12-31T09:00', '2027-01-29T09:00']],
    ['cron(0 9 15W * ? *)', ['2026-12-15T09:00', '2027-01-15T09:00', '2027-02-15T09:00']],
    ['cron(0 9 ? * 6L *)', ['2026-11-27T09:00', '2026-12-25T09:00', '2027-01-29T09:00']],
    ['cron(0 9 ? * L *)', ['2026-11-28T09:00', '2026-12-05T09:00', '2026-12-12T09:00']],
    ['cron(0 9 ? * 2#1 *)', ['2026-12-07T09:00', '2027-01-04T09:00', '2027-02-01T09:00']],
    ['cron(0 9 ? * TUE#5 *)', ['2026-12-29T09:00', '2027-03-30T09:00', '2027-06-29T09:00']],
    ['cron(0 9 29 2 ? *)', ['2028-02-29T09:00', '2032-02-29T09:00', '2036-02-29T09:00']],
    ['cron(0 9 1 JAN,JUL ? 2027)', ['2027-01-01T09:00', '2027-07-01T09:00']],
    ['cron(0 9 30 2 ? *)', []],
    ['at(2026-12-01T10:30:00)', ['2026-12-01T10:30']],
    ['rate(90 minutes)', ['2026-11-22T13:30', '2026-11-22T15:00', '2026-11-22T16:30']],
  ])('%s', (expression, expected) => {
    expect(firings(expression, 'UTC', '2026-11-22T12:00:00Z', 3)).toEqual(expected);
  });

  test('skips what falls into the gap of spring', () => {
    expect(firings('cron(30 2 * * ? *)', 'Europe/Rome', '2026-03-27T12:00:00Z', 2)).toEqual([
      '2026-03-28T01:30',
      '2026-03-30T00:30',
    ]);
  });

  test('fires once in the fold of autumn, the first time', () => {
    const fold = ['2026-10-25T00:30', '2026-10-26T01:30'];
    expect(firings('cron(30 2 * * ? *)', 'Europe/Rome', '2026-10-24T12:00:00Z', 2)).toEqual(fold);
    expect(firings('cron(30 2 * * ? *)', 'Europe/Rome', '2026-10-25T01:10:00Z', 1)).toEqual(fold.slice(1));
  });

  test('at a moment that the clock jumps over fires as if it had not been put forward', () => {
    expect(firings('at(2026-03-29T02:30:00)', 'Europe/Rome', '2026-03-01T00:00:00Z', 1)).toEqual(['2026-03-29T01:30']);
  });

  test.each([
    'cron(0 9 * * * *)',
    'cron(60 9 * * ? *)',
    'cron(0 24 * * ? *)',
    'cron(0 9 0 * ? *)',
    'cron(0 9 ? * 0 *)',
    'cron(0 9 ? * 8 *)',
    'cron(0 9 ? * MON#6 *)',
    'cron(0 22-2 * * ? *)',
    'cron(0 9 * * ? 1969)',
    'cron(0/0 9 * * ? *)',
    'cron(@daily)',
    'rate(0 minutes)',
    'rate(1.5 hours)',
    'rate(3 weeks)',
    'at(2026-13-01T00:00:00)',
    'at(2026-12-01)',
    'every day',
  ])('%s is refused with a sentence', (expression) => {
    const parse = () => parseExpression(expression, { zone: 'UTC', anchor: 0 });
    expect(parse).toThrow(`Invalid Schedule Expression ${expression}: `);
  });
});

const zone = fc.constantFrom(
  'Europe/Rome',
  'America/New_York',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Asia/Kolkata',
  'UTC',
);
const instant = fc.integer({ min: Date.parse('2009-01-01'), max: Date.parse('2060-01-01') });
const field = (max: number) => fc.oneof(fc.integer({ min: 0, max }).map(String), fc.constantFrom('*', '0/7', '5-20/5'));
const days = fc.constantFrom(
  ['?', 'MON-FRI'],
  ['L', '?'],
  ['*', '?'],
  ['15W', '?'],
  ['?', '1#1'],
  ['?', '7L'],
  ['1,31', '?'],
);

describe('Any cron, in any zone, from any moment', () => {
  const cron = fc.record({ minute: field(59), hour: field(23), days, zone, from: instant });

  test('fires later than asked, at a moment that its wall clock shows, with nothing in between', () => {
    fc.assert(
      fc.property(cron, ({ minute, hour, days: [day, weekday], zone: name, from }) => {
        const timing = parseExpression(`cron(${minute} ${hour} ${day} * ${weekday} *)`, { zone: name, anchor: from });
        const next = timing.after(from);
        if (next === undefined) throw new Error('It fires some day');
        const wall = DateTime.fromMillis(next, { zone: name });
        expect(next).toBeGreaterThan(from);
        if (/^\d+$/.test(minute)) expect(wall.minute).toBe(Number(minute));
        if (/^\d+$/.test(hour)) expect(wall.hour).toBe(Number(hour));
        if (weekday === 'MON-FRI') expect(wall.weekday).toBeLessThan(6);
        if (day === 'L') expect(wall.day).toBe(wall.daysInMonth);
        expect(timing.upTo(next)).toBe(next);
        expect(timing.upTo(next - 1) ?? 0).toBeLessThanOrEqual(from);
        expect(timing.after(next - 1)).toBe(next);
      }),
      { numRuns: 300 },
    );
  });

  const list = (min: number, max: number) => fc.uniqueArray(fc.integer({ min, max }), { minLength: 1, maxLength: 3 });

  test('agrees with looking at every single minute', () => {
    const lists = fc.record({
      minutes: list(0, 59),
      hours: list(0, 23),
      days: list(1, 31),
      months: list(1, 12),
      from: instant,
    });
    fc.assert(
      fc.property(lists, ({ minutes, hours, days: dates, months, from }) => {
        const timing = parseExpression(`cron(${minutes} ${hours} ${dates} ${months} ? *)`, { zone: 'UTC', anchor: 0 });
        const matches = (at: Date) =>
          months.includes(at.getUTCMonth() + 1) && dates.includes(at.getUTCDate()) && hours.includes(at.getUTCHours());
        let found: number | undefined;
        const firstHour = Math.floor(from / 3_600_000) * 3_600_000;
        for (let hour = firstHour; found === undefined && hour < firstHour + 370 * 86_400_000; hour += 3_600_000) {
          if (!matches(new Date(hour))) continue;
          found = minutes
            .map((minute) => hour + minute * 60_000)
            .sort((one, two) => one - two)
            .find((at) => at > from);
        }
        const next = timing.after(from);
        if (found === undefined) expect(next ?? Number.POSITIVE_INFINITY).toBeGreaterThan(from + 369 * 86_400_000);
        else expect(next).toBe(found);
      }),
      { numRuns: 300 },
    );
  });

  test('an at() is one moment, and shows what was written unless the clock jumped over it', () => {
    fc.assert(
      fc.property(instant, zone, (moment, name) => {
        const text = new Date(moment).toISOString().slice(0, 19);
        const timing = parseExpression(`at(${text})`, { zone: name, anchor: 0 });
        const at = timing.after(Number.NEGATIVE_INFINITY) ?? Number.NaN;
        const shown = DateTime.fromMillis(at, { zone: name }).toFormat("yyyy-MM-dd'T'HH:mm:ss");
        const jumped = DateTime.fromISO(text, { zone: name }).toFormat("yyyy-MM-dd'T'HH:mm:ss") !== text;
        expect(shown === text).toBe(!jumped);
        expect(timing.after(at)).toBeUndefined();
      }),
    );
  });
});
