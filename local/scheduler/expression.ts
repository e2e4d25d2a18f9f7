import { parseAwsCron, type WallCron } from './aws-cron.ts';
import { invalid } from './errors.ts';
import { firstInstantOf, instantsOf, wallOf } from './wall-time.ts';

/** When a schedule fires. Instants are epoch milliseconds. */
export type Timing = {
  recurring: boolean;
  /** The first firing after `instant`, undefined when there is none. */
  after(instant: number): number | undefined;
  /** The last firing at or before `instant`, undefined when there was none. */
  upTo(instant: number): number | undefined;
};

export type TimingOptions = {
  zone: string;
  /** Where a rate starts to count, and fires for the first time. */
  anchor: number;
};

const hour = 3_600_000;
const units: Record<string, number> = { minute: 60_000, hour, day: 24 * hour };

const once = (text: string, zone: string): Timing => {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(text))
    throw new RangeError('write at(yyyy-mm-ddThh:mm:ss), without a zone');
  const wall = Date.parse(`${text}Z`);
  if (Number.isNaN(wall) || new Date(wall).toISOString().slice(0, 19) !== text) {
    throw new RangeError(`${text} is not a moment of the calendar`);
  }
  const instant = firstInstantOf(wall, zone);
  return {
    recurring: false,
    after: (from) => (instant > from ? instant : undefined),
    upTo: (to) => (instant <= to ? instant : undefined),
  };
};

const rate = (text: string, anchor: number): Timing => {
  const [, value, unit = ''] = /^([1-9]\d*) (minute|hour|day)s?$/.exec(text) ?? [];
  const step = Number(value) * (units[unit] ?? 0);
  if (!(step > 0)) throw new RangeError('write rate(value unit), with a positive value and minutes, hours or days');
  return {
    recurring: true,
    after: (from) => (from < anchor ? anchor : anchor + (Math.floor((from - anchor) / step) + 1) * step),
    upTo: (to) => (to < anchor ? undefined : anchor + Math.floor((to - anchor) / step) * step),
  };
};

/** Wall times that fall into the gap of spring do not fire; those of the fold of autumn fire once, the first time. */
const cron = (pattern: WallCron, zone: string): Timing => ({
  recurring: true,
  after(from) {
    for (let wall = pattern.after(wallOf(from, zone)); wall !== undefined; wall = pattern.after(wall)) {
      const [instant] = instantsOf(wall, zone);
      if (instant !== undefined && instant > from) return instant;
    }
    return undefined;
  },
  upTo(to) {
    // In the second pass of a fold, moments of the first may show a later wall time: begin an hour ahead.
    for (let wall = pattern.before(wallOf(to, zone) + hour + 1); wall !== undefined; wall = pattern.before(wall)) {
      const [instant] = instantsOf(wall, zone);
      if (instant !== undefined && instant <= to) return instant;
    }
    return undefined;
  },
});

/** Reads `at(…)`, `rate(…)` or `cron(…)`. Throws AWS's ValidationException with the reason. */
export const parseExpression = (expression: string, { zone, anchor }: TimingOptions): Timing => {
  const [, kind, inside = ''] = /^(at|rate|cron)\((.*)\)$/.exec(expression) ?? [];
  try {
    if (kind === 'at') return once(inside, zone);
    if (kind === 'rate') return rate(inside, anchor);
    if (kind === 'cron') return cron(parseAwsCron(inside), zone);
    throw new RangeError('write at(…), rate(…) or cron(…)');
  } catch (error) {
    throw invalid(`Invalid Schedule Expression ${expression}: ${error instanceof Error ? error.message : error}.`);
  }
};
