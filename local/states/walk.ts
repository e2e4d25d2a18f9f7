import { advance } from './advance.ts';
import type { Definition } from './definition.ts';
import { dueAt } from './due.ts';
import type { Effect, Execution, Request, Signal } from './execution.ts';
import { StateFailure } from './failure.ts';
import type { HistoryEvent } from './history-event.ts';
import type { Json } from './json.ts';
import { newExecution } from './new-execution.ts';

/** Answers what a state asks for; undefined leaves a task token waiting. A StateFailure thrown fails the Task by its name. */
export type Answer = (state: string, request: Request) => Json | undefined | Promise<Json | undefined>;

/** An execution from start to end, and what happened on its way. */
export type Walk = { execution: Execution; events: readonly HistoryEvent[]; visited: readonly string[] };

const MACHINE = { arn: 'arn:aws:states:eu-west-1:000000000000:stateMachine:walk', name: 'walk', roleArn: 'none' };

/**
 * Runs a definition in memory, on a virtual clock that jumps to whatever falls due next: a year passes in no time. What the
 * states ask for is answered in order. Distributed Maps need executions of their own and cannot be walked.
 */
export async function walk(definition: Definition, input: Json, answer: Answer, startedAt = 0): Promise<Walk> {
  let execution = newExecution(MACHINE, { name: 'walk', input, seed: 'walk' }, startedAt);
  let now = startedAt;
  const events: HistoryEvent[] = [];
  for (const signals: Signal[] = [{ is: 'start' }]; ; ) {
    const signal = signals.shift();
    const due = dueAt(execution);
    if (signal === undefined && due === undefined) break;
    if (signal === undefined) now = Math.max(now, due ?? now);
    const [next, effects, happened] = await advance(definition, execution, signal ?? { is: 'tick' }, now);
    execution = next;
    for (const event of happened) events.push(event);
    for (const effect of effects) signals.push(...(await answered(effect, answer)));
  }
  return { execution, events, visited: events.flatMap(enteredState) };
}

async function answered(effect: Effect, answer: Answer): Promise<Signal[]> {
  if (effect.do === 'continue') return [{ is: 'continue' }];
  if (effect.do !== 'request') return [];
  const { task, state, request, submits } = effect;
  try {
    const output = await answer(state, request);
    const submitted: Signal[] = submits ? [{ is: 'submitted', task, output: null }] : [];
    return output === undefined ? submitted : [...submitted, { is: 'succeeded', task, output }];
  } catch (thrown) {
    if (!(thrown instanceof StateFailure)) throw thrown;
    const { error, told: cause } = thrown;
    return [{ is: 'failed', task, ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) }];
  }
}

function enteredState({ type, details }: HistoryEvent): string[] {
  const name = details?.name;
  return type.endsWith('StateEntered') && typeof name === 'string' ? [name] : [];
}
