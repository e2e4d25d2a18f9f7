import type { ItemMap, Task } from './definition.ts';
import { phaseDueAt } from './due.ts';
import type { MapRunPhase, Signal, TaskPhase, Thread } from './execution.ts';
import { StateFailure } from './failure.ts';
import { leave } from './flow.ts';
import { partOf } from './machine-index.ts';
import { itemClosed, redriveRun } from './map-run.ts';
import { attempt, close } from './recovery.ts';
import { noteAnswer, submitted, succeeded } from './task.ts';
import { childrenOf, openThread, payloadText, record, release, setPhase, stateOf, type Turn, WHOLE } from './turn.ts';

/** Takes a signal into the execution. False when it concerns nothing that is still open. */
export async function receive(turn: Turn, signal: Signal): Promise<boolean> {
  const { execution } = turn;
  if (signal.is === 'redrive') return await redrive(turn);
  if (execution.status !== 'RUNNING') return false;
  switch (signal.is) {
    case 'start':
      return start(turn);
    case 'continue':
      return execution.events === 0 ? start(turn) : execution.ready.length > 0;
    case 'fault':
      close(turn, { status: 'FAILED', error: 'States.Runtime', cause: signal.cause }, execution.events);
      return true;
    case 'tick':
      return await tick(turn);
    case 'stop': {
      const { is: _, ...reason } = signal;
      close(turn, { status: 'ABORTED', ...reason }, execution.events);
      return true;
    }
    case 'item-closed':
      return await itemSignal(turn, signal);
    default:
      return await taskSignal(turn, signal);
  }
}

function start(turn: Turn): boolean {
  const { execution } = turn;
  if (execution.events > 0) return false;
  const input = payloadText(turn, execution.input, execution.name);
  const { roleArn } = execution;
  const started = record(turn, 0, 'ExecutionStarted', { input, inputDetails: WHOLE, roleArn });
  const { StartAt } = partOf(turn.definition, execution.processor);
  openThread(turn, { state: StartAt, input: execution.input, index: 0, after: started });
  return true;
}

/** All that is due has its turn, in the order in which it fell due. */
async function tick(turn: Turn): Promise<boolean> {
  const { execution, now } = turn;
  if (execution.deadline <= now) {
    close(
      turn,
      { status: 'TIMED_OUT', error: 'States.Timeout', cause: 'The execution ran out of time.' },
      execution.events,
    );
    return true;
  }
  const due = Object.values(execution.threads).filter(({ phase }) => phaseDueAt(phase) <= now);
  for (const thread of due.toSorted((a, b) => phaseDueAt(a.phase) - phaseDueAt(b.phase)))
    if (execution.threads[thread.id] === thread && execution.status === 'RUNNING') await fire(turn, thread);
  return due.length > 0;
}

async function fire(turn: Turn, thread: Thread): Promise<void> {
  const state = stateOf(turn, thread);
  const { phase } = thread;
  if (phase.is === 'retrying') return setPhase(turn, thread, { is: 'again' });
  if (phase.is === 'waiting' && state.Type === 'Wait')
    return await attempt(turn, thread, () => leave(turn, thread, state.Type, state, thread.input, {}));
  if (phase.is === 'task' && state.Type === 'Task') await timeOut(turn, thread, state, phase);
}

async function timeOut(turn: Turn, thread: Thread, state: Task, phase: TaskPhase): Promise<void> {
  const beatless = phase.heartbeatAt !== undefined && phase.heartbeatAt < (phase.timeoutAt ?? Number.POSITIVE_INFINITY);
  const error = beatless ? 'States.HeartbeatTimeout' : 'States.Timeout';
  await attempt(turn, thread, () => {
    release(turn, thread);
    noteAnswer(turn, thread, state, 'TimedOut', { error });
    throw new StateFailure(error, undefined);
  });
}

type TaskSignal = Extract<Signal, { task: number }>;

async function taskSignal(turn: Turn, signal: Exclude<TaskSignal, { is: 'item-closed' }>): Promise<boolean> {
  const { thread, phase, state } = taskAt(turn, signal) ?? {};
  if (thread === undefined || phase === undefined || state === undefined) return false;
  await attempt(turn, thread, () => {
    switch (signal.is) {
      case 'submitted':
        return submitted(turn, thread, state, phase, signal.output);
      case 'succeeded':
        return succeeded(turn, thread, state, signal.output);
      case 'heartbeat':
        return beat(turn, thread, phase);
      case 'failed':
        noteAnswer(turn, thread, state, 'Failed', reasonOf(signal));
        throw new StateFailure(signal.error, signal.cause);
      default:
        return signal satisfies never;
    }
  });
  return true;
}

const reasonOf = ({ error, cause }: { error?: string; cause?: string }) => ({
  ...(error !== undefined && { error }),
  ...(cause !== undefined && { cause }),
});

/** The task that a signal is for. One that comes with a token must have the token that was handed out. */
function taskAt(turn: Turn, signal: TaskSignal): { thread: Thread; phase: TaskPhase; state: Task } | undefined {
  for (const thread of Object.values(turn.execution.threads)) {
    const { phase } = thread;
    const state = stateOf(turn, thread);
    if (phase.is !== 'task' || phase.task !== signal.task || state.Type !== 'Task') continue;
    return 'token' in signal && signal.token !== phase.token ? undefined : { thread, phase, state };
  }
  return undefined;
}

function beat(turn: Turn, thread: Thread, phase: TaskPhase): void {
  if (phase.heartbeatMs !== undefined) setPhase(turn, thread, { ...phase, heartbeatAt: turn.now + phase.heartbeatMs });
}

async function itemSignal(turn: Turn, signal: Extract<Signal, { is: 'item-closed' }>): Promise<boolean> {
  for (const { thread, phase, state } of mapRuns(turn))
    if (phase.run === signal.task && phase.running.includes(signal.item)) {
      await attempt(turn, thread, () => itemClosed(turn, thread, state, signal.item, signal.outcome));
      return true;
    }
  return false;
}

function mapRuns(turn: Turn): { thread: Thread; phase: MapRunPhase; state: ItemMap }[] {
  return Object.values(turn.execution.threads).flatMap((thread) => {
    const state = stateOf(turn, thread);
    return thread.phase.is === 'map-run' && state.Type === 'Map' ? [{ thread, phase: thread.phase, state }] : [];
  });
}

/** Takes up a failed execution where it stood: what succeeded is not run again. */
async function redrive(turn: Turn): Promise<boolean> {
  const { execution } = turn;
  if (execution.status === 'RUNNING' || execution.status === 'SUCCEEDED') return false;
  for (const key of ['stoppedAt', 'error', 'cause'] as const) delete execution[key];
  Object.assign(execution, { status: 'RUNNING', redrives: execution.redrives + 1, redrivenAt: turn.now });
  record(turn, execution.events, 'ExecutionRedriven', { redriveCount: execution.redrives });
  for (const thread of Object.values(execution.threads)) {
    const stuck = thread.phase.is === 'branches' && childrenOf(turn, thread).length === 0;
    if (thread.phase.is !== 'stopped' && !stuck) continue;
    thread.attempts = [];
    setPhase(turn, thread, { is: thread.enteredEvent === 0 ? 'entering' : 'again' });
  }
  for (const { thread, phase, state } of mapRuns(turn))
    await attempt(turn, thread, () => redriveRun(turn, thread, state, phase));
  return true;
}
