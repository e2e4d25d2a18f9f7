import type { State } from './definition.ts';
import type { Thread } from './execution.ts';
import type { Json } from './json.ts';
import { allOf, andThen, type Maybe } from './maybe.ts';
import { type Extras, scopeOf } from './scope.ts';
import { note, payloadText, setPhase, type Turn, WHOLE } from './turn.ts';

/** Where a state leads: to another one, or to the end of its thread. */
type Way = { Next?: string | undefined; Assign?: Record<string, Json> | undefined; Output?: Json | undefined };

/** Enters the state that the thread stands before. */
export function enter(turn: Turn, thread: Thread, state: State): void {
  thread.attempts = [];
  thread.enteredAt = turn.now;
  note(turn, thread, `${state.Type}StateEntered`, {
    name: thread.state,
    input: payloadText(turn, thread.input, thread.state),
    inputDetails: WHOLE,
  });
  thread.enteredEvent = thread.lastEvent;
}

/** Leaves the present state by a way: its Output and Assign see the values at the state's entry. */
export function leave(
  turn: Turn,
  thread: Thread,
  type: State['Type'],
  way: Way,
  output: Json,
  extras: Extras,
  field = '',
): Maybe<void> {
  if (way.Output === undefined && way.Assign === undefined) return depart(turn, thread, type, way.Next, output);
  const scope = scopeOf(turn, thread, extras);
  const out = way.Output === undefined ? output : scope.render(way.Output, `${field}Output`);
  const assigned = way.Assign === undefined ? null : scope.render(way.Assign, `${field}Assign`);
  return andThen(allOf([out, assigned]), ([left = null, variables = null]) =>
    depart(turn, thread, type, way.Next, left, way.Assign && variables),
  );
}

function depart(
  turn: Turn,
  thread: Thread,
  type: State['Type'],
  next: string | undefined,
  output: Json,
  assigned?: Json,
): void {
  const text = payloadText(turn, output, thread.state);
  if (assigned !== undefined) assign(thread, assigned);
  note(turn, thread, `${type}StateExited`, {
    name: thread.state,
    output: text,
    outputDetails: WHOLE,
    ...(assigned !== undefined && { assignedVariables: variableTexts(turn, assigned, thread.state) }),
  });
  if (next !== undefined) {
    thread.state = next;
    thread.input = output;
  }
  setPhase(turn, thread, next === undefined ? { is: 'ended', output } : { is: 'entering' });
}

const entriesOf = (value: Json): [string, Json][] => Object.entries(Object(value));

function assign(thread: Thread, assigned: Json): void {
  thread.variables = { ...thread.variables, ...Object.fromEntries(entriesOf(assigned)) };
}

const variableTexts = (turn: Turn, assigned: Json, state: string): Json =>
  Object.fromEntries(entriesOf(assigned).map(([name, value]) => [name, payloadText(turn, value, state)]));
