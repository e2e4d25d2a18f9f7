import { z } from 'zod';
import { publishTime } from '#local/clock/shared-time.ts';
import { readIfPresent, writeWhole } from '#local/durable-file.ts';
import { StartRefused } from '#local/start-refused.ts';

const Saved = z.object({
  /** Virtual minus real time, milliseconds. */
  offset: z.number().min(0),
  /** Virtual time that may already have been seen, epoch milliseconds. */
  reached: z.number(),
});

export type TimeLine = ReturnType<typeof openTimeLine>;

/**
 * The relation of virtual to real time: ahead by an offset that only grows, or standing at an instant. Kept in a file, so that
 * the next start goes on where the virtual time was; while nothing runs, time passes as everywhere.
 */
export function openTimeLine(file: string, realNow: () => number) {
  const saved = load(file);
  let latest = Math.max(realNow() + (saved?.offset ?? 0), saved?.reached ?? 0);
  let offset = latest - realNow();
  let frozen = false;
  const published = publishTime();

  const now = (): number => {
    if (frozen) return latest;
    const virtual = realNow() + offset;
    if (virtual >= latest) latest = virtual;
    // The machine's clock was set back: virtual time goes on from where it was.
    else flowFrom(latest);
    return latest;
  };

  const flowFrom = (virtual: number): void => {
    frozen = false;
    offset = virtual - realNow();
    published.flow(offset);
    save();
  };

  const save = (): void => {
    const state = { offset: Math.max(0, latest - realNow()), reached: latest } satisfies z.infer<typeof Saved>;
    writeWhole(file, `${JSON.stringify(state)}\n`);
  };

  published.flow(offset);
  save();
  return {
    now,
    shared: published.shared,
    /** Stops the time at an instant, for as long as it takes to do what is due then. Never goes back. */
    freeze(at: number): void {
      const instant = Math.max(at, now());
      if (frozen && instant === latest) return;
      frozen = true;
      latest = instant;
      published.stand(instant);
      save();
    },
    /** Lets the time flow on from where it stands. */
    flow: () => flowFrom(now()),
    save() {
      now();
      save();
    },
  };
}

function load(file: string): z.infer<typeof Saved> | undefined {
  const text = readIfPresent(file);
  if (text === undefined) return undefined;
  try {
    return Saved.parse(JSON.parse(text));
  } catch {
    throw new StartRefused({
      en: `The saved clock ${file} cannot be read: delete it to start again at the machine's time, or put a copy of it back.`,
      it: `L'orologio salvato ${file} non si può leggere: cancellalo per ripartire dall'ora del computer, o ripristinane una copia.`,
    });
  }
}
