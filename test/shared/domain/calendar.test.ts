import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Calendar, easterSunday, isReachable, isWorkingDay, nextReachable, slot } from '#domain/calendar.ts';
import { defaultPolicy } from '#domain/default-policy.ts';

const { calendar } = defaultPolicy.contact;
const rome = { timeZone: 'Europe/Rome', country: 'IT' };

describe('holidays', () => {
  test('that leave no working day are refused: the next one would be looked for without end', () => {
    const days = Array.from({ length: 366 }, (_, day) =>
      new Date(Date.UTC(2028, 0, 1 + day)).toISOString().slice(5, 10),
    );
    const withHolidays = (holidays: object) => Calendar.safeParse({ ...calendar, holidays }).success;
    expect(withHolidays({ '*': days })).toBe(false);
    expect(withHolidays({ '*': days.slice(0, 200), IT: days.slice(200) })).toBe(false);
    expect(withHolidays({ '*': days.slice(0, 200), IT: days.slice(220) })).toBe(true);
    expect(withHolidays({ IT: ['easter+99999999'] })).toBe(false);
  });

  test.each([
    [1818, '03-22'],
    [1943, '04-25'],
    [1954, '04-18'],
    [1981, '04-19'],
    [2000, '04-23'],
    [2008, '03-23'],
    [2011, '04-24'],
    [2024, '03-31'],
    [2025, '04-20'],
    [2026, '04-05'],
    [2027, '03-28'],
    [2028, '04-16'],
    [2038, '04-25'],
    [2049, '04-18'],
    [2076, '04-19'],
  ])('Easter Sunday of %i is on %s', (year, day) => {
    expect(easterSunday(year)).toBe(`${year}-${day}`);
  });

  test('Easter is always a Sunday between 22 March and 25 April', () => {
    for (let year = 1900; year < 2300; year++) {
      const easter = easterSunday(year);
      expect(new Date(easter).getUTCDay()).toBe(0);
      expect(easter.slice(5) >= '03-22' && easter.slice(5) <= '04-25').toBe(true);
    }
  });

  test.each([
    ['IT', '2026-04-06', 'Easter Monday'],
    ['IT', '2026-06-02', 'Republic Day'],
    ['IT', '2027-10-04', 'Saint Francis, a holiday again since 2026'],
    ['US', '2026-11-26', 'Thanksgiving'],
    ['US', '2026-05-25', 'Memorial Day'],
    ['US', '2026-09-07', 'Labor Day'],
    ['US', '2026-01-19', 'Martin Luther King Day'],
    ['GB', '2026-04-03', 'Good Friday'],
    ['GB', '2026-08-31', 'the summer bank holiday'],
    ['GB', '2026-05-04', 'the early May bank holiday'],
    ['DE', '2026-05-14', 'Ascension Day'],
    ['FR', '2026-05-25', 'Whit Monday'],
    ['JP', '2026-01-01', 'New Year, everywhere'],
  ])('in %s nobody works on %s, %s', (country, date) => {
    expect(isWorkingDay(date, country, calendar)).toBe(false);
  });

  test.each([
    ['US', '2026-11-19'],
    ['US', '2026-05-18'],
    ['GB', '2026-08-24'],
    ['US', '2026-06-02'],
    ['IT', '2026-11-26'],
  ])('in %s people work on %s, which is a holiday in another week or country', (country, date) => {
    expect(isWorkingDay(date, country, calendar)).toBe(true);
  });

  test('a holiday of one year only is one in that year only', () => {
    const once = { ...calendar, holidays: { '*': ['2026-11-03'] } };
    expect(isWorkingDay('2026-11-03', 'IT', once)).toBe(false);
    expect(isWorkingDay('2027-11-03', 'IT', once)).toBe(true);
  });

  test.each(['25-12-2026', '11-thu5', 'easter', '11-sun1', ''])('%j is no holiday', (holiday) => {
    expect(Calendar.safeParse({ ...calendar, holidays: { '*': [holiday] } }).success).toBe(false);
  });
});

describe('reaching people', () => {
  test.each([
    ['in the evening, the next morning', '2026-03-02T18:00:00.000Z', '2026-03-03T07:00:00.000Z'],
    ['before the hours, the same morning', '2026-03-02T05:00:00.000Z', '2026-03-02T07:00:00.000Z'],
    ['on Friday evening, Monday', '2026-03-06T18:00:00.000Z', '2026-03-09T07:00:00.000Z'],
    ['on Easter eve, after Easter Monday', '2026-04-04T08:00:00.000Z', '2026-04-07T06:00:00.000Z'],
    ['within the hours, at once', '2026-03-02T07:00:00.000Z', '2026-03-02T07:00:00.000Z'],
    ['in the last minute, at once', '2026-03-02T17:59:59.000Z', '2026-03-02T17:59:59.000Z'],
  ])('%s', (_, at, reached) => {
    expect(nextReachable(at, rome, calendar)).toBe(reached);
  });

  test('a pause at noon is kept as well as a night', () => {
    const siesta = { ...calendar, quietFrom: '13:00', quietTo: '15:00' };
    expect(nextReachable('2026-03-02T12:30:00.000Z', rome, siesta)).toBe('2026-03-02T14:00:00.000Z');
    expect(isReachable('2026-03-02T02:00:00.000Z', rome, siesta)).toBe(true);
  });

  test('a time of the day is meant in the place and on a working day', () => {
    expect(slot('2026-04-04', '09:30', rome, calendar)).toBe('2026-04-07T07:30:00.000Z');
    expect(slot('2026-07-04', '09:30', { timeZone: 'America/New_York', country: 'US' }, calendar)).toBe(
      '2026-07-06T13:30:00.000Z',
    );
  });

  test('whatever the hours, the place and the moment: never earlier, reachable, and the same when asked again', () => {
    const time = fc
      .record({ hour: fc.nat(23), minute: fc.constantFrom('00', '15', '30', '59') })
      .map(({ hour, minute }) => `${String(hour).padStart(2, '0')}:${minute}`);
    const place = fc.constantFrom(
      rome,
      { timeZone: 'America/New_York', country: 'US' },
      { timeZone: 'America/Santiago', country: 'CL' },
      { timeZone: 'Asia/Beirut', country: 'LB' },
      { timeZone: 'Pacific/Kiritimati', country: 'KI' },
      { timeZone: 'Europe/London', country: 'GB' },
    );
    const instant = fc.date({ min: new Date('2026-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(instant, place, time, time, (date, where, quietFrom, quietTo) => {
        const hours = { ...calendar, quietFrom, quietTo };
        const at = date.toISOString();
        const reached = nextReachable(at, where, hours);
        expect(reached >= at).toBe(true);
        expect([reached, isReachable(reached, where, hours)]).toEqual([reached, true]);
        expect(nextReachable(reached, where, hours)).toBe(reached);
        const minuteBefore = new Date(Date.parse(reached) - 60_000).toISOString();
        expect(minuteBefore >= at && isReachable(minuteBefore, where, hours)).toBe(false);
      }),
      { numRuns: 400 },
    );
  });
});
