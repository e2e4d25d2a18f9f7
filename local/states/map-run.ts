import type { ItemMap } from './definition.ts';
import type { MapRunPhase, Outcome, Thread } from './execution.ts';
import { StateFailure } from './failure.ts';
import { leave } from './flow.ts';
import type { Json } from './json.ts';
import { labelOf } from './machine-index.ts';
import { batchesOf, itemsOf } from './map-items.ts';
import { itemExecutionName, mapRunArnOf } from './names.ts';
import { numberWithin, wholeNumber } from './number-field.ts';
import { type Scope, scopeOf } from './scope.ts';
import { nextSerial, note, setPhase, type Turn } from './turn.ts';

/** Executions that one distributed Map runs at the same time at most (AWS quota). */
const DISTRIBUTED_CONCURRENCY = 10_000;

export async function beginMapRun(turn: Turn, thread: Thread, state: ItemMap): Promise<void> {
  const scope = scopeOf(turn, thread);
  const items = await itemsOf(thread, state, scope);
  const inputs = await batchesOf(state, await select(turn, thread, state, items), scope);
  const run = nextSerial(turn);
  const mapRunArn = mapRunArnOf(turn.execution, labelOf(turn.definition, thread.state), run);
  const concurrency =
    (await wholeNumber(scope, state.MaxConcurrency ?? 0, 'MaxConcurrency', [0])) || DISTRIBUTED_CONCURRENCY;
  const phase: MapRunPhase = {
    is: 'map-run',
    run,
    inputs,
    queue: inputs.map((_, index) => index),
    running: [],
    outputs: inputs.map(() => null),
    failed: [],
    concurrency,
    tolerated: await toleratedOf(state, scope, inputs.length),
  };
  note(turn, thread, 'MapStateStarted', { length: items.length });
  note(turn, thread, 'MapRunStarted', { mapRunArn });
  await startItems(turn, thread, state, phase);
}

async function select(turn: Turn, thread: Thread, state: ItemMap, items: readonly Json[]): Promise<readonly Json[]> {
  if (state.ItemSelector === undefined) return items;
  const selected: Json[] = [];
  for (const [Index, Value] of items.entries())
    selected.push(await scopeOf(turn, thread, { item: { Index, Value } }).render(state.ItemSelector, 'ItemSelector'));
  return selected;
}

/** How many items may fail: the stricter of count and percentage; none when neither is given. */
async function toleratedOf(state: ItemMap, scope: Scope, items: number): Promise<number> {
  const limits: number[] = [];
  if (state.ToleratedFailureCount !== undefined)
    limits.push(await wholeNumber(scope, state.ToleratedFailureCount, 'ToleratedFailureCount', [0]));
  if (state.ToleratedFailurePercentage !== undefined) {
    const percentage = await numberWithin(
      scope,
      state.ToleratedFailurePercentage,
      'ToleratedFailurePercentage',
      [0, 100],
    );
    limits.push((percentage / 100) * items);
  }
  return limits.length === 0 ? 0 : Math.min(...limits);
}

/** Starts items up to the concurrency, or leaves the Map when all are done. */
async function startItems(turn: Turn, thread: Thread, state: ItemMap, phase: MapRunPhase): Promise<void> {
  const free = Math.max(0, phase.concurrency - phase.running.length);
  const starting = phase.queue.slice(0, free);
  for (const item of starting) turn.effects.push(itemEffect(turn, thread, phase, item));
  const next = { ...phase, queue: phase.queue.slice(free), running: [...phase.running, ...starting] };
  setPhase(turn, thread, next);
  if (next.queue.length > 0 || next.running.length > 0) return;
  note(turn, thread, 'MapRunSucceeded');
  note(turn, thread, 'MapStateSucceeded');
  await leave(turn, thread, state.Type, state, phase.outputs, { result: phase.outputs });
}

export const itemEffect = ({ execution }: Pick<Turn, 'execution'>, thread: Thread, phase: MapRunPhase, item: number) =>
  ({
    do: 'start-item',
    task: phase.run,
    item,
    state: thread.state,
    name: itemExecutionName(execution, phase.run, item),
    input: phase.inputs[item] ?? null,
  }) as const;

/** One item's execution has closed. What failed stands in the output with its error, if so many may fail. */
export async function itemClosed(turn: Turn, thread: Thread, state: ItemMap, item: number, outcome: Outcome) {
  const { phase } = thread;
  if (phase.is !== 'map-run' || !phase.running.includes(item)) return;
  const running = phase.running.filter((other) => other !== item);
  const succeeded = outcome.status === 'SUCCEEDED';
  const failure = { Error: outcome.error ?? `States.${outcome.status}`, Cause: outcome.cause ?? '' };
  const outputs = phase.outputs.with(item, succeeded ? (outcome.output ?? null) : failure);
  const failed = succeeded ? phase.failed : [...phase.failed, item];
  const next = { ...phase, running, outputs, failed };
  setPhase(turn, thread, next);
  if (failed.length > phase.tolerated)
    throw new StateFailure(
      'States.ExceedToleratedFailureThreshold',
      'The specified tolerated failure threshold was exceeded',
    );
  await startItems(turn, thread, state, next);
}

/** Takes up a run that failed: the items that have not succeeded are started again. */
export async function redriveRun(turn: Turn, thread: Thread, state: ItemMap, phase: MapRunPhase): Promise<void> {
  const mapRunArn = mapRunArnOf(turn.execution, labelOf(turn.definition, thread.state), phase.run);
  note(turn, thread, 'MapRunRedriven', { mapRunArn, redriveCount: turn.execution.redrives });
  const queue = [...new Set([...phase.failed, ...phase.running, ...phase.queue])].toSorted((a, b) => a - b);
  await startItems(turn, thread, state, { ...phase, queue, running: [], failed: [] });
}
