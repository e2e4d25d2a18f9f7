import { z } from 'zod';
import { readIfPresent, writeWhole } from '#local/durable-file.ts';

/** How far ahead of a fast clock the file reaches, in real milliseconds: a crash may skip that much, never repeat it. */
const reserveMs = 2_000;

const Saved = z.object({
  /** Virtual minus real time, milliseconds. */
  offset: z.number().min(0),
  /** Virtual time that may already have been seen, epoch milliseconds. */
  reached: z.number(),
});

export type TimeLine = ReturnType<typeof openTimeLine>;

/**
 * The relation of virtual to real time. Kept in a file, so that the next start goes on where the virtual time was;
 * while nothing runs, time passes at its ordinary speed.
 */
export function openTimeLine(file: string, realNow: () => number) {
  const saved = load(file);
  let speed = 1;
  let anchorReal = realNow();
  let anchorVirtual = Math.max(anchorReal + (saved?.offset ?? 0), saved?.reached ?? 0);
  let latestReal = anchorReal;
  let frozenAt: number | undefined;
  let reserved = anchorVirtual;

  const flowing = (): number => {
    const real = realNow();
    if (real < latestReal) {
      // The machine's clock was set back: virtual time stands where it was and goes on from there.
      anchor(anchorVirtual + (latestReal - anchorReal) * speed, real);
    }
    latestReal = real;
    return Math.floor(anchorVirtual + (real - anchorReal) * speed);
  };

  function anchor(virtual: number, real: number): void {
    anchorVirtual = virtual;
    anchorReal = real;
    latestReal = real;
    save();
  }

  function save(): void {
    const virtual = frozenAt ?? Math.floor(anchorVirtual + (latestReal - anchorReal) * speed);
    reserved = frozenAt === undefined && speed > 1 ? virtual + reserveMs * speed : virtual;
    const offset = Math.max(0, virtual - latestReal);
    writeWhole(file, `${JSON.stringify({ offset, reached: reserved } satisfies z.infer<typeof Saved>)}\n`);
  }

  save();

  return {
    now(): number {
      if (frozenAt !== undefined) return frozenAt;
      const virtual = flowing();
      if (speed > 1 && virtual > reserved - (reserveMs * speed) / 2) save();
      return virtual;
    },
    /** Stops the time at an instant, for as long as it takes to do what is due then. Never goes back. */
    freeze(at: number): void {
      const instant = Math.max(at, frozenAt ?? flowing());
      if (instant === frozenAt) return;
      frozenAt = instant;
      save();
    },
    /** Lets the time flow on from where it stands. */
    flow(): void {
      const virtual = frozenAt ?? flowing();
      frozenAt = undefined;
      anchor(virtual, realNow());
    },
    speed: () => speed,
    setSpeed(times: number): void {
      const virtual = frozenAt ?? flowing();
      speed = times;
      anchor(virtual, realNow());
    },
    save,
  };
}

function load(file: string): z.infer<typeof Saved> | undefined {
  const text = readIfPresent(file);
  if (text === undefined) return undefined;
  try {
    return Saved.parse(JSON.parse(text));
  } catch {
    throw new Error(
      `The saved clock ${file} cannot be read. Delete it to start again at the machine's time, or restore it.`,
    );
  }
}
