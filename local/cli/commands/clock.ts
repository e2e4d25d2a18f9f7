import { z } from 'zod';
import { CommandFailed } from '#local/cli/failure.ts';
import { apiFor } from '#local/cli/http/api-for.ts';
import type { Terminal } from '#local/cli/terminal.ts';

/** A failure in the middle of a move comes with status 200, because the first bytes are out by then. */
const Clock = z.union([z.looseObject({ now: z.string(), speed: z.number() }), z.looseObject({ detail: z.string() })]);

export type ClockOptions = { readonly advance?: string; readonly speed?: number; readonly url?: string };

/** Tells the time of the product, or moves it; answers when all that was due up to the new time has happened. */
export async function clock({ advance, speed, ...options }: ClockOptions, terminal: Terminal): Promise<void> {
  if (advance !== undefined && speed !== undefined) {
    throw new CommandFailed('Give --advance or --speed, not both: the one moves the clock, the other lets it run.');
  }
  const api = await apiFor({ ...options, attempts: 1 }, terminal);
  const move = advance === undefined ? (speed === undefined ? undefined : { speed }) : { advance };
  const status =
    move === undefined
      ? await api.get('/local/clock', Clock)
      : await api.post('/local/clock', JSON.stringify(move), Clock);
  if ('detail' in status) throw new CommandFailed(String(status.detail));
  terminal.out(`${status.now}${status.speed === 1 ? '' : ` (${status.speed} times as fast as real time)`}`);
}
