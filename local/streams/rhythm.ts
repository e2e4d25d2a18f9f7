import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises';

const idlePollMs = 500;
const loadedPollMs = 25;
/** Whoever is told of each record looks without being told only to be sure. */
const idlePollOfToldMs = 30_000;

export type RhythmOptions = {
  /** Looks once; resolves to how much there was to do. */
  readonly poll: () => Promise<number>;
  /** True while functions run: they may write, and a look after each of their ends would take time from them. */
  readonly loaded: () => boolean;
  /** The newest number of any record, where the database tells it and `wake` is called for new ones: there is nothing to look for otherwise. */
  readonly position?: (() => number) | undefined;
  readonly onTrouble: (error: unknown) => void;
};

/** When to look at the stream: at once after something may have been written, steadily under load, seldom when idle. */
export function startRhythm({ poll, loaded, position, onTrouble }: RhythmOptions) {
  let notices = 1;
  let cleanAt = 0;
  let stopped = false;
  let woken = Promise.withResolvers<void>();

  /** Grows with everything that may have been written. */
  const activity = (): number => notices + (position?.() ?? 0);
  const wake = (): void => {
    woken.resolve();
    woken = Promise.withResolvers<void>();
  };

  const pauseMs = (): number => {
    if (loaded()) return loadedPollMs;
    if (activity() !== cleanAt) return 0;
    return position ? idlePollOfToldMs : idlePollMs;
  };

  const pause = async (since: number): Promise<void> => {
    // What was found is with the functions by then, whose end is the moment to look again.
    await nextTurn();
    while (!stopped) {
      const rest = since + pauseMs() - performance.now();
      if (rest <= 0) return;
      const over = new AbortController();
      await Promise.race([wait(rest, undefined, { signal: over.signal }).catch(() => undefined), woken.promise]);
      over.abort();
    }
  };

  const loop = async (): Promise<void> => {
    let troubled = false;
    while (!stopped) {
      const seen = activity();
      const since = performance.now();
      try {
        const found = await poll();
        if (found === 0) cleanAt = seen;
        else notices += 1;
        troubled = false;
        await pause(since);
      } catch (error) {
        if (!troubled && !stopped) onTrouble(error);
        troubled = true;
        await wait(idlePollMs);
      }
    }
  };

  const running = loop();
  return {
    /** True once nothing has happened since a look that found nothing began. */
    isClean: () => activity() === cleanAt,
    /** There may be something new. */
    wake,
    /** Something may have been written. */
    notify(): void {
      notices += 1;
      wake();
    },
    async stop(): Promise<void> {
      stopped = true;
      wake();
      await running;
    },
  };
}
