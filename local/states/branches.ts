import type { ItemMap, Parallel } from './definition.ts';
import type { BranchesPhase, Thread } from './execution.ts';
import { leave } from './flow.ts';
import type { Json } from './json.ts';
import { itemsOf } from './map-items.ts';
import { wholeNumber } from './number-field.ts';
import { scopeOf } from './scope.ts';
import { note, openThread, setPhase, stateOf, type Turn } from './turn.ts';

/** Iterations that an inline Map runs at the same time at most (AWS quota). */
const INLINE_CONCURRENCY = 40;

export async function beginParallel(turn: Turn, thread: Thread, state: Parallel): Promise<void> {
  const input =
    state.Arguments === undefined ? thread.input : await scopeOf(turn, thread).render(state.Arguments, 'Arguments');
  note(turn, thread, 'ParallelStateStarted');
  const branches = state.Branches.length;
  setPhase(turn, thread, {
    is: 'branches',
    outputs: state.Branches.map(() => null),
    done: 0,
    next: branches,
    concurrency: branches,
  });
  for (const [index, branch] of state.Branches.entries())
    openThread(turn, { state: branch.StartAt, input, index, parent: thread, after: thread.lastEvent });
}

export async function beginInlineMap(turn: Turn, thread: Thread, state: ItemMap): Promise<void> {
  const scope = scopeOf(turn, thread);
  const items = await itemsOf(thread, state, scope);
  const asked = await wholeNumber(scope, state.MaxConcurrency ?? 0, 'MaxConcurrency', [0]);
  note(turn, thread, 'MapStateStarted', { length: items.length });
  const concurrency = Math.min(asked || INLINE_CONCURRENCY, INLINE_CONCURRENCY);
  const phase: BranchesPhase = {
    is: 'branches',
    outputs: items.map(() => null),
    done: 0,
    next: 0,
    concurrency,
    items,
  };
  setPhase(turn, thread, phase);
  await goOn(turn, thread, state, phase);
}

/** Starts iterations up to the concurrency, or leaves the Map when all are done. */
async function goOn(turn: Turn, thread: Thread, state: ItemMap, phase: BranchesPhase): Promise<void> {
  const items = phase.items ?? [];
  let { next } = phase;
  for (; next < items.length && next - phase.done < phase.concurrency; next += 1)
    await startIteration(turn, thread, state, next, items[next] ?? null);
  setPhase(turn, thread, { ...phase, next });
  if (phase.done === items.length) await join(turn, thread, state, phase.outputs);
}

async function startIteration(turn: Turn, thread: Thread, state: ItemMap, index: number, item: Json): Promise<void> {
  const scope = scopeOf(turn, thread, { item: { Index: index, Value: item } });
  const input = state.ItemSelector === undefined ? item : await scope.render(state.ItemSelector, 'ItemSelector');
  const child = openThread(turn, {
    state: state.ItemProcessor.StartAt,
    input,
    index,
    parent: thread,
    after: thread.lastEvent,
  });
  note(turn, child, 'MapIterationStarted', { name: thread.state, index });
}

/** A branch or iteration has come to its end: its output takes its place, and the last one closes the state. */
export async function branchEnded(turn: Turn, parent: Thread, child: Thread, output: Json): Promise<void> {
  const state = stateOf(turn, parent);
  const { phase } = parent;
  if (phase.is !== 'branches') return;
  delete turn.execution.threads[child.id];
  const outputs = phase.outputs.with(child.index, output);
  const next: BranchesPhase = { ...phase, outputs, done: phase.done + 1 };
  parent.lastEvent = child.lastEvent;
  setPhase(turn, parent, next);
  if (state.Type === 'Map') {
    note(turn, parent, 'MapIterationSucceeded', { name: parent.state, index: child.index });
    await goOn(turn, parent, state, next);
  } else if (state.Type === 'Parallel' && next.done === outputs.length) await join(turn, parent, state, outputs);
}

async function join(turn: Turn, thread: Thread, state: ItemMap | Parallel, outputs: readonly Json[]): Promise<void> {
  note(turn, thread, `${state.Type}StateSucceeded`);
  await leave(turn, thread, state.Type, state, outputs, { result: outputs });
}
