import type { Execution } from './execution.ts';
import { HISTORY_LIMIT } from './turn.ts';

const DAY = 86_400_000;

/** Why an execution cannot be redriven at `now` (epoch milliseconds); undefined when it can. */
export function redriveRefusal(execution: Execution, now: number): string | undefined {
  const { status, stoppedAt = now, deadline, events, parent } = execution;
  if (status === 'RUNNING') return 'Execution is RUNNING and cannot be redriven';
  if (status === 'SUCCEEDED') return 'Execution is SUCCEEDED and cannot be redriven';
  if (parent?.item !== undefined) return 'An item of a distributed Map is redriven with its parent';
  if (now - stoppedAt > 14 * DAY) return 'Execution has exceeded its redrivable period of 14 days';
  if (now >= deadline) return 'Execution has run out of its total time';
  if (events >= HISTORY_LIMIT - 1) return 'Execution has no room left in its history';
  return undefined;
}
