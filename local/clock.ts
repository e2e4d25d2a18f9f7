import { DateTime, Duration } from 'luxon';
import { earliest, fireDue, stepTo } from '#local/clock/advance.ts';
import { createPace } from '#local/clock/pace.ts';
import type { SharedTime } from '#local/clock/shared-time.ts';
import { openTimeLine } from '#local/clock/time-line.ts';
import type { DueSource, LocalClock } from '#local/clock-port.ts';

/** Longest sleep of the one timer: the machine may have been suspended or its clock set. */
const longestSleepMs = 60_000;
const furthest = { years: 10 };

export type Advance = { readonly from: string; readonly to: string };

type ClockStatus = {
  readonly now: string;
  /** Virtual seconds per real second, at most; work that takes its time slows a fast clock down. */
  readonly speed: number;
  /** Virtual minus real time, milliseconds. */
  readonly offset: number;
  /** Where the running advance comes from, goes to and stands, and what it waits for there. */
  readonly advancing?: Advance & { readonly at: string; readonly busy: readonly string[] };
};

export type MovableClock = LocalClock & {
  /** Its time for other threads. */
  readonly shared: SharedTime;
  /**
   * Moves the time forward by an ISO 8601 duration (calendar units in UTC) or milliseconds, through every due instant.
   * Resolves when all that was due has happened. Advances queue up.
   * @throws RangeError when the duration is no duration, negative, or over ten years.
   */
  advance(by: string | number): Promise<Advance>;
  /** @throws RangeError unless it is a number from 1 (real time) to a million. */
  setSpeed(times: number): void;
  status(): ClockStatus;
  close(): void;
};

export type ClockOptions = {
  /** Where the relation of virtual to real time is kept. */
  readonly file: string;
  readonly realNow?: () => number;
  /** What is told of a source that throws while time flows. */
  readonly onError?: (error: unknown) => void;
};

export function createClock({ file, realNow = Date.now, onError = console.error }: ClockOptions): MovableClock {
  const line = openTimeLine(file, realNow);
  const sources: DueSource[] = [];
  const stopping = new AbortController();
  const { signal } = stopping;
  let timer: NodeJS.Timeout | undefined;
  let walking = false;
  let announced: Advance | undefined;
  let queue: Promise<unknown> = Promise.resolve();

  const nudge = (): void => {
    clearTimeout(timer);
    if (walking || signal.aborted) return;
    const due = earliest(sources) ?? Number.POSITIVE_INFINITY;
    timer = setTimeout(tick, Math.max(1, Math.min(due - line.now(), longestSleepMs)));
  };

  const tick = (): void => {
    try {
      fireDue(sources, line.now());
    } catch (error) {
      onError(error);
    }
    nudge();
  };

  const walk = async (by: string | number, announce = true): Promise<Advance> => {
    signal.throwIfAborted();
    const from = line.now();
    const target = add(from, by);
    const advance = { from: iso(from), to: iso(target) };
    if (announce) announced = advance;
    walking = true;
    clearTimeout(timer);
    line.freeze(from);
    try {
      await stepTo(target, { line, sources, signal });
      return advance;
    } finally {
      walking = false;
      announced = undefined;
      line.flow();
      nudge();
    }
  };

  const enqueue = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = queue.then(work);
    queue = mine.catch(() => undefined);
    return mine;
  };

  const pace = createPace((extra) => enqueue(() => walk(extra, false)), signal, onError);

  return {
    now: line.now,
    shared: line.shared,
    register(source) {
      sources.push(source);
      nudge();
    },
    nudge,
    async advance(by) {
      add(line.now(), by);
      return await enqueue(() => walk(by));
    },
    setSpeed: pace.set,
    status() {
      const now = line.now();
      const busy = sources.filter((source) => source.busy()).map((source) => source.name);
      const position = { now: iso(now), speed: pace.speed(), offset: Math.round(now - realNow()) };
      return announced === undefined ? position : { ...position, advancing: { ...announced, at: iso(now), busy } };
    },
    close() {
      stopping.abort(new Error('The local host stopped before the clock had arrived; ask again after the next start.'));
      clearTimeout(timer);
      line.save();
    },
  };
}

function add(from: number, by: string | number): number {
  const target = DateTime.fromMillis(from, { zone: 'utc' }).plus(duration(by)).toMillis();
  if (!(target >= from)) throw notForward(by);
  // Something is due every day: a slip of the pen would keep the clock going for days.
  if (target > DateTime.fromMillis(from, { zone: 'utc' }).plus(furthest).toMillis()) {
    throw new RangeError(`"${by}" is too far: move the clock by ten years (P10Y) at most, as often as you like.`);
  }
  return target;
}

function duration(by: string | number): Duration {
  if (typeof by === 'number') {
    if (!Number.isFinite(by)) throw notForward(by);
    return Duration.fromMillis(by);
  }
  const parsed = Duration.fromISO(by);
  if (!parsed.isValid || Object.keys(parsed.toObject()).length === 0) throw notForward(by);
  return parsed;
}

function notForward(by: string | number): RangeError {
  return new RangeError(
    `"${by}" is not a time to move forward by; use an ISO 8601 duration such as P30D or PT15M, or milliseconds.`,
  );
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
