import { beginInlineMap, beginParallel, branchEnded } from './branches.ts';
import type { Definition, State } from './definition.ts';
import type { Execution, Signal, Step, Thread } from './execution.ts';
import { HistoryFull } from './failure.ts';
import { enter, leave } from './flow.ts';
import type { Json } from './json.ts';
import { beginMapRun } from './map-run.ts';
import type { Maybe } from './maybe.ts';
import { receive } from './receive.ts';
import { attempt, close } from './recovery.ts';
import { choose, failOnPurpose, wait } from './simple-states.ts';
import { beginTask } from './task.ts';
import { stateOf, type Turn } from './turn.ts';

/** States that one call may run before it lets others have their turn. */
const STRETCH = 200;

/**
 * The next state of an execution after a signal at `now` (epoch milliseconds), and what is to be done and recorded.
 * Pure: it changes nothing that it is given, and time and chance come in as data. A signal that no longer concerns the
 * execution gives back the very same execution. It is a promise only because JSONata evaluates that way.
 */
export async function advance(
  definition: Definition,
  execution: Execution,
  signal: Signal,
  now: number,
): Promise<Step> {
  const turn: Turn = { definition, execution: copyOf(execution), now, effects: [], events: [] };
  try {
    if (!(await receive(turn, signal))) return [execution, [], []];
    await runReady(turn);
  } catch (thrown) {
    if (!(thrown instanceof HistoryFull)) throw thrown;
    turn.effects.length = 0;
    const cause = 'The execution reached the maximum number of history events (25000).';
    close(turn, { status: 'FAILED', error: 'States.Runtime', cause }, turn.execution.events);
  }
  return [turn.execution, turn.effects, turn.events];
}

const copyOf = (execution: Execution): Execution => ({
  ...execution,
  threads: Object.fromEntries(Object.entries(execution.threads).map(([id, thread]) => [id, { ...thread }])),
});

async function runReady(turn: Turn): Promise<void> {
  for (let steps = 0; turn.execution.status === 'RUNNING'; steps += 1) {
    const [id, ...rest] = turn.execution.ready;
    if (id === undefined) return;
    if (steps >= STRETCH) {
      turn.effects.push({ do: 'continue' });
      return;
    }
    turn.execution.ready = rest;
    const thread = turn.execution.threads[id];
    const working = thread && attempt(turn, thread, () => go(turn, thread));
    if (working instanceof Promise) await working;
  }
}

function go(turn: Turn, thread: Thread): Maybe<void> {
  const { phase } = thread;
  if (phase.is === 'ended') return ended(turn, thread, phase.output);
  const state = stateOf(turn, thread);
  if (phase.is === 'entering') enter(turn, thread, state);
  return phase.is === 'entering' || phase.is === 'again' ? begin(turn, thread, state) : undefined;
}

function ended(turn: Turn, thread: Thread, output: Json): Maybe<void> {
  const parent = thread.parent === undefined ? undefined : turn.execution.threads[thread.parent];
  if (parent === undefined) return close(turn, { status: 'SUCCEEDED', output }, thread.lastEvent);
  return attempt(turn, parent, () => branchEnded(turn, parent, thread, output));
}

function begin(turn: Turn, thread: Thread, state: State): Maybe<void> {
  switch (state.Type) {
    case 'Pass':
    case 'Succeed':
      return leave(turn, thread, state.Type, state, thread.input, {});
    case 'Fail':
      return failOnPurpose(turn, thread, state);
    case 'Choice':
      return choose(turn, thread, state);
    case 'Wait':
      return wait(turn, thread, state);
    case 'Task':
      return beginTask(turn, thread, state);
    case 'Parallel':
      return beginParallel(turn, thread, state);
    case 'Map':
      return state.ItemProcessor.ProcessorConfig?.Mode === 'DISTRIBUTED'
        ? beginMapRun(turn, thread, state)
        : beginInlineMap(turn, thread, state);
    default:
      return state satisfies never;
  }
}
