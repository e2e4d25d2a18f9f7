import type { Definition, State } from './definition.ts';
import type { Effect, Execution, Phase, Thread } from './execution.ts';
import { HistoryFull, StateFailure } from './failure.ts';
import type { HistoryEvent } from './history-event.ts';
import { exceedsPayloadLimit, type Json } from './json.ts';
import { stateNamed } from './machine-index.ts';
import { executionArnOf, itemExecutionArn } from './names.ts';
import { bytesOf, uuidOf } from './seeded.ts';

/** Events that the history of one execution may have (AWS quota). */
export const HISTORY_LIMIT = 25_000;

/** One call of the reducer at work: a copy of the execution that it may change, and what comes of it. */
export type Turn = {
  readonly definition: Definition;
  readonly execution: Execution;
  readonly now: number;
  readonly effects: Effect[];
  readonly events: HistoryEvent[];
  last?: { value: Json; text: string };
};

/** Payloads are never cut short in a history here. */
export const WHOLE = { truncated: false };

/** The value as JSON text, if it is not larger than a payload may be. What leaves a state enters the next: the last text is kept. */
export function payloadText(turn: Turn, value: Json, state: string): string {
  if (turn.last?.value === value) return turn.last.text;
  const text = JSON.stringify(value);
  if (exceedsPayloadLimit(text))
    throw new StateFailure(
      'States.DataLimitExceeded',
      `The state/task '${state}' returned a result with a size exceeding the maximum number of bytes service limit.`,
    );
  turn.last = { value, text };
  return text;
}

/** Records an event of the whole execution; the last place of the history is kept for its end. */
export function record(turn: Turn, previous: number, type: string, details?: HistoryEvent['details'], last = false) {
  if (turn.execution.events >= (last ? HISTORY_LIMIT : HISTORY_LIMIT - 1)) throw new HistoryFull();
  turn.execution.events += 1;
  const id = turn.execution.events;
  turn.events.push({ id, previous, at: turn.now, type, ...(details && { details }) });
  return id;
}

/** Records an event of one thread, after the thread's last one. */
export function note(turn: Turn, thread: Thread, type: string, details?: HistoryEvent['details']): void {
  thread.lastEvent = record(turn, thread.lastEvent, type, details);
}

export function nextSerial({ execution }: Turn): number {
  execution.serial += 1;
  return execution.serial;
}

/** Bytes that look random and come from the execution's own seed. */
export const draw = (turn: Turn): Buffer => bytesOf(turn.execution.seed, nextSerial(turn));

export const drawUuid = (turn: Turn): string => uuidOf(draw(turn));

export function setPhase(turn: Turn, thread: Thread, phase: Phase): void {
  thread.phase = phase;
  if (phase.is === 'entering' || phase.is === 'again' || phase.is === 'ended')
    turn.execution.ready = [...turn.execution.ready, thread.id];
}

export const stateOf = (turn: Turn, thread: Thread): State => stateNamed(turn.definition, thread.state);

export function openThread(
  turn: Turn,
  place: { state: string; input: Json; index: number; parent?: Thread; after: number },
): Thread {
  const thread: Thread = {
    id: nextSerial(turn),
    ...(place.parent && { parent: place.parent.id }),
    index: place.index,
    state: place.state,
    input: place.input,
    variables: {},
    enteredAt: turn.now,
    enteredEvent: 0,
    lastEvent: place.after,
    attempts: [],
    phase: { is: 'entering' },
  };
  turn.execution.threads[thread.id] = thread;
  setPhase(turn, thread, { is: 'entering' });
  return thread;
}

export const childrenOf = (turn: Turn, thread: Thread): Thread[] =>
  Object.values(turn.execution.threads).filter((other) => other.parent === thread.id);

/** Closes what a thread has open outside: the executions that it started and waits for. */
export function release(turn: Turn, thread: Thread): void {
  const { phase } = thread;
  if (phase.is === 'task' && phase.request?.kind === 'start' && phase.request.sync !== 'none')
    turn.effects.push({ do: 'stop', arn: executionArnOf(phase.request.machineArn, phase.request.name) });
  if (phase.is === 'map-run')
    for (const item of phase.running)
      turn.effects.push({ do: 'stop', arn: itemExecutionArn(turn.execution, phase.run, item) });
}

/** Ends all threads below this one without a result. */
export function abandonChildren(turn: Turn, thread: Thread): void {
  for (const child of childrenOf(turn, thread)) {
    abandonChildren(turn, child);
    release(turn, child);
    delete turn.execution.threads[child.id];
  }
}

/** Puts every thread to rest as it stands, so that a redrive can take it up. */
export function freeze(turn: Turn): void {
  for (const thread of Object.values(turn.execution.threads)) {
    release(turn, thread);
    if (thread.phase.is !== 'branches' && thread.phase.is !== 'map-run') thread.phase = { is: 'stopped' };
  }
  turn.execution.ready = [];
}
