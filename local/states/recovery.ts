import type { Catcher, Retrier, State } from './definition.ts';
import type { Outcome, Status, Thread } from './execution.ts';
import { handles, QueryFault, StateFailure, StateFault } from './failure.ts';
import { leave } from './flow.ts';
import type { Maybe } from './maybe.ts';
import { fractionOf } from './seeded.ts';
import { abandonChildren, draw, freeze, note, record, setPhase, stateOf, type Turn, WHOLE } from './turn.ts';

const DEFAULTS = { IntervalSeconds: 1, BackoffRate: 2, MaxAttempts: 3, MaxDelaySeconds: Number.POSITIVE_INFINITY };

/** Runs a piece of a thread; if the state fails, that is handled by the rules of the machine. */
export function attempt(turn: Turn, thread: Thread, piece: () => Maybe<void>): Maybe<void> {
  const failed = (thrown: unknown): Promise<void> => {
    if (!(thrown instanceof StateFailure)) throw thrown;
    return fail(turn, thread, thrown);
  };
  try {
    const working = piece();
    return working instanceof Promise ? working.catch(failed) : undefined;
  } catch (thrown) {
    return failed(thrown);
  }
}

/** A thread has failed: the nearest state around it that can handle the failure does so, else the execution fails. */
async function fail(turn: Turn, thread: Thread, thrown: StateFailure): Promise<void> {
  const failure = told(turn, thread, thrown);
  const state = stateOf(turn, thread);
  noteFailure(turn, thread, state, failure);
  if (retry(turn, thread, state, failure)) return;
  const catcher = catcherFor(state, failure);
  if (catcher === undefined) return await raise(turn, thread, failure);
  abandonChildren(turn, thread);
  const errorOutput = { Error: failure.error ?? '', Cause: failure.told ?? '' };
  try {
    await leave(turn, thread, state.Type, catcher, errorOutput, { errorOutput }, 'Catch/');
  } catch (again) {
    if (!(again instanceof StateFailure)) throw again;
    await raise(turn, thread, told(turn, thread, again));
  }
}

/** Hands the failure to the state around the thread, or closes the execution with it. */
async function raise(turn: Turn, thread: Thread, failure: StateFailure): Promise<void> {
  const parent = thread.parent === undefined ? undefined : turn.execution.threads[thread.parent];
  if (parent === undefined) return close(turn, failedOutcome(failure), thread.lastEvent);
  parent.lastEvent = thread.lastEvent;
  if (stateOf(turn, parent).Type === 'Map')
    note(turn, parent, 'MapIterationFailed', { name: parent.state, index: thread.index });
  thread.phase = { is: 'stopped' };
  return await fail(turn, parent, failure);
}

function failedOutcome({ error, told: cause }: StateFailure): Outcome {
  return { status: 'FAILED', ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) };
}

/** Adds the state and its entry to the cause of a fault; an expression's fault is an event of its own. */
function told(turn: Turn, thread: Thread, failure: StateFailure): StateFailure {
  if (!(failure instanceof StateFault)) return failure;
  const place = `An error occurred while executing the state '${thread.state}'`;
  const cause = `${place} (entered at the event id #${thread.enteredEvent}). ${failure.message}`;
  const error = failure.error ?? '';
  if (failure instanceof QueryFault)
    note(turn, thread, 'EvaluationFailed', { error, cause, location: failure.field, state: thread.state });
  return new StateFailure(failure.error, cause);
}

function noteFailure(turn: Turn, thread: Thread, state: State, { error, told: cause }: StateFailure): void {
  const details = { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) };
  if (thread.phase.is === 'map-run') note(turn, thread, 'MapRunFailed', details);
  if (thread.phase.is === 'map-run' || thread.phase.is === 'branches')
    note(turn, thread, `${state.Type}StateFailed`, details);
}

const rulesOf = (state: State): { Retry?: Retrier[] | undefined; Catch?: Catcher[] | undefined } =>
  state.Type === 'Task' || state.Type === 'Parallel' || state.Type === 'Map' ? state : {};

const catcherFor = (state: State, failure: StateFailure): Catcher | undefined =>
  rulesOf(state).Catch?.find((catcher) => handles(catcher.ErrorEquals, failure.error));

/** Lets the state wait for another attempt, if a rule for this error has one left. */
function retry(turn: Turn, thread: Thread, state: State, failure: StateFailure): boolean {
  const rules = rulesOf(state).Retry ?? [];
  const index = rules.findIndex((rule) => handles(rule.ErrorEquals, failure.error));
  const rule = rules[index];
  if (rule === undefined) return false;
  const attempts = rules.map((_, at) => thread.attempts[at] ?? 0);
  const used = attempts[index] ?? 0;
  if (used >= (rule.MaxAttempts ?? DEFAULTS.MaxAttempts)) return false;
  abandonChildren(turn, thread);
  thread.attempts = attempts.with(index, used + 1);
  setPhase(turn, thread, { is: 'retrying', until: turn.now + Math.round(delayOf(turn, rule, used)) });
  return true;
}

/** Milliseconds until the next attempt: the interval grows with each, and full jitter takes a random part of it. */
function delayOf(turn: Turn, rule: Retrier, used: number): number {
  const growing =
    (rule.IntervalSeconds ?? DEFAULTS.IntervalSeconds) * (rule.BackoffRate ?? DEFAULTS.BackoffRate) ** used;
  const seconds = Math.min(growing, rule.MaxDelaySeconds ?? DEFAULTS.MaxDelaySeconds);
  return seconds * 1000 * (rule.JitterStrategy === 'FULL' ? fractionOf(draw(turn)) : 1);
}

const CLOSING: Record<Exclude<Status, 'RUNNING'>, string> = {
  SUCCEEDED: 'ExecutionSucceeded',
  FAILED: 'ExecutionFailed',
  TIMED_OUT: 'ExecutionTimedOut',
  ABORTED: 'ExecutionAborted',
};

/** Closes the execution, and tells the one that waits for it. */
export function close(turn: Turn, outcome: Outcome, previous: number): void {
  const { execution } = turn;
  if (outcome.status === 'RUNNING') return;
  const { status, output, error, cause } = outcome;
  freeze(turn);
  Object.assign(execution, { ...outcome, stoppedAt: turn.now });
  const details =
    output === undefined
      ? { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) }
      : { output: JSON.stringify(output), outputDetails: WHOLE };
  record(turn, previous, CLOSING[status], details, true);
  if (execution.parent?.waits) turn.effects.push({ do: 'tell', parent: execution.parent, outcome });
}
