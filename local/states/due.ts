import type { Effect, Execution, Phase } from './execution.ts';
import { itemEffect } from './map-run.ts';

/** Epoch milliseconds at which a phase ends by itself; never for one that waits for an answer without a limit. */
export function phaseDueAt(phase: Phase): number {
  if (phase.is === 'waiting' || phase.is === 'retrying') return phase.until;
  if (phase.is !== 'task') return Number.POSITIVE_INFINITY;
  return Math.min(phase.timeoutAt ?? Number.POSITIVE_INFINITY, phase.heartbeatAt ?? Number.POSITIVE_INFINITY);
}

/** Epoch milliseconds at which the execution next wants a tick; undefined when it is closed. */
export function dueAt(execution: Execution): number | undefined {
  if (execution.status !== 'RUNNING') return undefined;
  const threads = Object.values(execution.threads).map(({ phase }) => phaseDueAt(phase));
  return Math.min(execution.deadline, ...threads);
}

/** What the execution waits for that somebody must be doing now: after a restart all of it is done again. */
export function outstanding(execution: Execution): Effect[] {
  if (execution.status !== 'RUNNING') return [];
  const effects: Effect[] = execution.events === 0 || execution.ready.length > 0 ? [{ do: 'continue' }] : [];
  for (const thread of Object.values(execution.threads)) {
    const { phase, state } = thread;
    if (phase.is === 'task' && phase.request !== undefined) {
      const { task, request, token } = phase;
      effects.push({ do: 'request', task, state, request, submits: token !== undefined });
    }
    if (phase.is === 'map-run')
      effects.push(...phase.running.map((item) => itemEffect({ execution }, thread, phase, item)));
  }
  return effects;
}
