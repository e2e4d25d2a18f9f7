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
  /** `notify` is called for every record: there is nothing to look for otherwise, and nothing to wait for. */
  readonly told?: boolean;
  readonly onTrouble: (error: unknown) => void;
};

/** When to look at the stream: at once after something may have been written, steadily under load, seldom when idle. */
export function startRhythm({ poll, loaded, told = false, onTrouble }: RhythmOptions) {
  let activity = 1;
  let cleanAt = 0;
  let stopped = false;
  let wake = Promise.withResolvers<void>();

  const pauseMs = (): number => {
    if (loaded()) return loadedPollMs;
    if (activity !== cleanAt) return 0;
    return told ? idlePollOfToldMs : idlePollMs;
  };

  const pause = async (since: number): Promise<void> => {
    // What was found is with the functions by then, whose end is the moment to look again.
    await nextTurn();
    while (!stopped) {
      const rest = since + pauseMs() - performance.now();
      if (rest <= 0) return;
      const over = new AbortController();
      await Promise.race([wait(rest, undefined, { signal: over.signal }).catch(() => undefined), wake.promise]);
      over.abort();
    }
  };

  const loop = async (): Promise<void> => {
    let troubled = false;
    while (!stopped) {
      const seen = activity;
      const since = performance.now();
      try {
        const found = await poll();
        if (found === 0) cleanAt = seen;
        else activity += 1;
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
    isClean: () => activity === cleanAt,
    notify(): void {
      activity += 1;
      wake.resolve();
      wake = Promise.withResolvers<void>();
    },
    async stop(): Promise<void> {
      stopped = true;
      wake.resolve();
      await running;
    },
  };
}
