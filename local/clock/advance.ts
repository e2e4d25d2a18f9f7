import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises';
import type { TimeLine } from '#local/clock/time-line.ts';
import type { DueSource } from '#local/clock-port.ts';

/** So many rounds at one instant mean a source that fires for ever without time passing. */
const roundsPerInstant = 100_000;

export type Stepping = {
  readonly line: TimeLine;
  readonly sources: readonly DueSource[];
  readonly signal: AbortSignal;
};

/**
 * Walks from due instant to due instant, in order, each time until everything that was started has come to rest.
 * @throws Error when a source stays due for ever, or when the host stops.
 */
export async function stepTo(target: number, { line, sources, signal }: Stepping): Promise<void> {
  await quiet(sources, signal);
  let rounds = 0;
  for (let due = earliest(sources); due !== undefined && due <= target; due = earliest(sources)) {
    rounds = due > line.now() ? 0 : rounds + 1;
    if (rounds > roundsPerInstant) throw new Error(stuck(sources, line.now()));
    line.freeze(due);
    fireDue(sources, line.now());
    await quiet(sources, signal);
  }
  line.freeze(target);
}

export function fireDue(sources: readonly DueSource[], now: number): void {
  for (const source of sources) {
    if ((source.nextDueAt() ?? Number.POSITIVE_INFINITY) <= now) source.fireDue(now);
  }
}

export function earliest(sources: readonly DueSource[]): number | undefined {
  const instants = sources.map((source) => source.nextDueAt()).filter((at) => at !== undefined);
  return instants.length === 0 ? undefined : Math.min(...instants);
}

/** Waits until no source is busy, seen twice in a row: one source's last act may be another one's first. */
async function quiet(sources: readonly DueSource[], signal: AbortSignal): Promise<void> {
  for (let seen = 0; seen < 2; ) {
    signal.throwIfAborted();
    const busy = sources.some((source) => source.busy());
    seen = busy ? 0 : seen + 1;
    await (busy ? wait(1) : nextTurn());
  }
}

function stuck(sources: readonly DueSource[], now: number): string {
  const names = sources.filter((source) => (source.nextDueAt() ?? now + 1) <= now).map((source) => source.name);
  return `The clock cannot pass ${new Date(now).toISOString()}: ${names.join(', ')} is due again each time it was fired.`;
}
