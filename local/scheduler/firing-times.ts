import { createHash } from 'node:crypto';
import { parseExpression, type Timing } from './expression.ts';
import type { Definition } from './schedule-input.ts';

/** The nominal instant of a firing and the one at which it happens: later by the flexible window. Epoch milliseconds. */
export type Firing = { scheduled: number; due: number };

/** Spreads a flexible window evenly over schedules, the same for each at every computation. */
const windowOffset = (definition: Definition, arn: string, scheduled: number): number => {
  const seconds = (definition.FlexibleTimeWindow.MaximumWindowInMinutes ?? 0) * 60;
  if (seconds === 0) return 0;
  return (createHash('sha256').update(`${arn} ${scheduled}`).digest().readUInt32BE() % seconds) * 1000;
};

const timingOf = (definition: Definition, changedAt: number): Timing =>
  parseExpression(definition.ScheduleExpression, {
    zone: definition.ScheduleExpressionTimezone,
    anchor: definition.StartDate === undefined ? changedAt : definition.StartDate * 1000,
  });

export type Subject = {
  definition: Definition;
  arn: string /** When it was created or last updated. */;
  changedAt: number;
};

/** The firings of a schedule. Start and end bound recurring schedules only, as on AWS. */
export const firingsOf = ({ definition, arn, changedAt }: Subject) => {
  const timing = timingOf(definition, changedAt);
  const firing = (scheduled: number): Firing => ({
    scheduled,
    due: scheduled + windowOffset(definition, arn, scheduled),
  });
  const start = timing.recurring ? (definition.StartDate ?? 0) * 1000 : 0;
  const end =
    timing.recurring && definition.EndDate !== undefined ? definition.EndDate * 1000 : Number.POSITIVE_INFINITY;
  const after = (instant: number): Firing | undefined => {
    const next = timing.after(Math.max(instant, start - 1));
    return next === undefined || next > end ? undefined : firing(next);
  };
  return {
    after,
    /** The first firing of a new or changed schedule: a moment of `at` that is past fires at once. */
    first(): Firing | undefined {
      if (timing.recurring) return after(changedAt - 1);
      const moment = timing.after(Number.NEGATIVE_INFINITY);
      return moment === undefined ? undefined : firing(moment);
    },
    /** Of the firings that are due at `now`, the last: what was missed while nothing ran happens once. */
    latest(missed: Firing, now: number): Firing {
      const last = timing.upTo(Math.min(now, end));
      const candidate = last === undefined || last <= missed.scheduled ? missed : firing(last);
      return candidate.due <= now ? candidate : missed;
    },
  };
};
