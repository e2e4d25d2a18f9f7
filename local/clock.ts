import { DateTime, Duration } from 'luxon';
import { earliest, fireDue, stepTo } from '#local/clock/advance.ts';
import { openTimeLine } from '#local/clock/time-line.ts';
import type { DueSource, LocalClock } from '#local/clock-port.ts';

/** Longest sleep of the one timer: the machine may have been suspended or its clock set. */
const longestSleepMs = 60_000;

export type Advance = { readonly from: string; readonly to: string };

export type ClockStatus = {
  readonly now: string;
  /** Virtual seconds per real second, outside an advance. */
  readonly speed: number;
  /** Virtual minus real time, milliseconds. */
  readonly offset: number;
  /** Where the running advance comes from, goes to and stands, and what it waits for there. */
  readonly advancing?: Advance & { readonly at: string; readonly busy: readonly string[] };
};

export type MovableClock = LocalClock & {
  /**
   * Moves the time forward by an ISO 8601 duration (calendar units in UTC) or milliseconds, through every due instant.
   * Resolves when all that was due has happened. Advances queue up.
   * @throws RangeError when the duration is no duration, or negative.
   */
  advance(by: string | number): Promise<Advance>;
  /** @throws RangeError unless it is a positive number of at most a million. */
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
  let timer: NodeJS.Timeout | undefined;
  let running: Advance | undefined;
  let queue: Promise<unknown> = Promise.resolve();

  const nudge = (): void => {
    clearTimeout(timer);
    if (running !== undefined || stopping.signal.aborted) return;
    const due = earliest(sources) ?? Number.POSITIVE_INFINITY;
    const sleep = Math.max(1, Math.min((due - line.now()) / line.speed(), longestSleepMs));
    timer = setTimeout(tick, sleep);
  };

  const tick = (): void => {
    try {
      fireDue(sources, line.now());
    } catch (error) {
      onError(error);
    }
    nudge();
  };

  const walk = async (by: string | number): Promise<Advance> => {
    stopping.signal.throwIfAborted();
    const from = line.now();
    const target = add(from, by);
    const advance = { from: iso(from), to: iso(target) };
    running = advance;
    clearTimeout(timer);
    line.freeze(from);
    try {
      await stepTo(target, { line, sources, signal: stopping.signal });
      return advance;
    } finally {
      running = undefined;
      line.flow();
      nudge();
    }
  };

  return {
    now: line.now,
    register(source) {
      sources.push(source);
      nudge();
    },
    nudge,
    async advance(by) {
      add(line.now(), by);
      const mine = queue.then(() => walk(by));
      queue = mine.catch(() => undefined);
      return await mine;
    },
    setSpeed(times) {
      if (!(times > 0 && times <= 1_000_000)) {
        throw new RangeError(`The speed ${times} must be above 0 and at most 1000000 (1 is real time).`);
      }
      line.setSpeed(times);
      nudge();
    },
    status() {
      const now = line.now();
      const busy = sources.filter((source) => source.busy()).map((source) => source.name);
      const position = { now: iso(now), speed: line.speed(), offset: now - realNow() };
      return running === undefined ? position : { ...position, advancing: { ...running, at: iso(now), busy } };
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
