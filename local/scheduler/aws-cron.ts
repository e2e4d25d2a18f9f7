import { Cron } from 'croner';

/**
 * AWS's cron: minutes hours day-of-month month day-of-week year.
 * Source: https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html#cron-based
 */
type Field = { name: string; from: number; to: number; names: readonly string[]; special: RegExp };

const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const weekdays = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const nothing = /(?!)/;

const fields: readonly Field[] = [
  { name: 'minutes', from: 0, to: 59, names: [], special: nothing },
  { name: 'hours', from: 0, to: 23, names: [], special: nothing },
  { name: 'day-of-month', from: 1, to: 31, names: [], special: /^(?:\?|L|LW|(?:[1-9]|[12]\d|3[01])W)$/ },
  { name: 'month', from: 1, to: 12, names: months, special: nothing },
  { name: 'day-of-week', from: 1, to: 7, names: weekdays, special: /^(?:\?|L|(?:[1-7]|[A-Z]{3})(?:L|#[1-5]))$/ },
  { name: 'year', from: 1970, to: 2199, names: [], special: nothing },
];

const checkPart = (part: string, field: Field): void => {
  const where = `"${part}" in the field ${field.name}`;
  if (field.special.test(part)) return;
  const [, range = '', step] = /^([^/]+)(?:\/(\d+))?$/.exec(part) ?? [];
  if (step !== undefined && Number(step) === 0) throw new RangeError(`${where}: a step must be 1 or more`);
  if (range === '*') return;
  const values = range
    .split('-')
    .map((value) => (/^\d+$/.test(value) ? Number(value) : field.names.indexOf(value) + field.from));
  if (values.length > 2 || values.some((value) => value < field.from || value > field.to)) {
    throw new RangeError(`${where}: give values from ${field.from} to ${field.to}`);
  }
  const [first = 0, last = first] = values;
  if (first > last) throw new RangeError(`${where}: a range runs upwards, write a list of two ranges`);
};

/** croner's words for AWS's: `6L` is `6#L`, and `L` as day of the week is Saturday. */
const translate = (text: string, name: string): string =>
  name !== 'day-of-week' ? text : text.replace(/^L$/, '7').replace(/(\w)L(?=,|$)/g, '$1#L');

/** The moments of a cron in wall time (epoch milliseconds of a clock in UTC). */
export type WallCron = {
  /** The first one later than `wall`. */
  after(wall: number): number | undefined;
  /** The last one earlier than `wall`. */
  before(wall: number): number | undefined;
};

const wallCron = (pattern: Cron): WallCron => {
  const before = (wall: number): number | undefined => pattern.previousRuns(1, new Date(wall))[0]?.getTime();
  // croner 11 oversteps from a month without a listed day (1,31 from February 2 gives March 31): what it stepped over lies just before.
  const earliest = (found: number, wall: number): number => {
    const earlier = before(found);
    return earlier === undefined || earlier <= wall ? found : earliest(earlier, wall);
  };
  return {
    before,
    after(wall) {
      const found = pattern.nextRun(new Date(wall))?.getTime();
      return found === undefined ? undefined : earliest(found, wall);
    },
  };
};

/**
 * Reads the inside of `cron(…)`.
 * @throws RangeError that says which field is wrong.
 */
export const parseAwsCron = (expression: string): WallCron => {
  const parts = expression.trim().toUpperCase().split(/\s+/);
  if (parts.length !== fields.length) {
    throw new RangeError(
      `cron has six fields (minutes hours day-of-month month day-of-week year), not ${parts.length}`,
    );
  }
  if ((parts[2] === '?') === (parts[4] === '?')) {
    throw new RangeError('give ? in exactly one of day-of-month and day-of-week');
  }
  const translated = fields.map((field, at) => {
    const text = parts[at] ?? '';
    for (const part of text.split(',')) checkPart(part, field);
    return translate(text, field.name);
  });
  const pattern = new Cron(`0 ${translated.join(' ')}`, {
    timezone: 'UTC',
    mode: '7-part',
    alternativeWeekdays: true,
    sloppyRanges: true,
    domAndDow: true,
    paused: true,
  });
  return wallCron(pattern);
};
