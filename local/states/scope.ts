import type { Thread } from './execution.ts';
import { type Bind, evaluate, expressionIn } from './expression.ts';
import { QueryFault } from './failure.ts';
import type { Json } from './json.ts';
import { andThen, type Maybe } from './maybe.ts';
import { render } from './template.ts';
import { draw, type Turn } from './turn.ts';

/** What a state's expressions may see beside input and context, and the item that a Map is about to start. */
export type Extras = {
  result?: Json;
  errorOutput?: Json;
  token?: string;
  item?: { Index: number; Value: Json };
};

const instant = (at: number): string => new Date(at).toISOString();

const total = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0);

const parentOf = (turn: Turn, thread: Thread): Thread | undefined =>
  thread.parent === undefined ? undefined : turn.execution.threads[thread.parent];

/** Variables of the thread over those of the scopes around it. */
function visibleVariables(turn: Turn, thread: Thread): Record<string, Json> {
  const parent = parentOf(turn, thread);
  return parent === undefined ? thread.variables : { ...visibleVariables(turn, parent), ...thread.variables };
}

/** The item of the nearest Map around the thread. */
function itemAround(turn: Turn, thread: Thread): Extras['item'] {
  const parent = parentOf(turn, thread);
  if (parent === undefined) return undefined;
  const { phase } = parent;
  if (phase.is !== 'branches' || phase.items === undefined) return itemAround(turn, parent);
  return { Index: thread.index, Value: phase.items[thread.index] ?? null };
}

/** The context object, as `$states.context` shows it. */
function contextOf(turn: Turn, thread: Thread, extras: Extras): Json {
  const { execution } = turn;
  const item = extras.item ?? itemAround(turn, thread);
  return {
    Execution: {
      Id: execution.arn,
      Input: execution.input,
      Name: execution.name,
      RoleArn: execution.roleArn,
      StartTime: instant(execution.startedAt),
      RedriveCount: execution.redrives,
      ...(execution.redrivenAt !== undefined && { RedriveTime: instant(execution.redrivenAt) }),
    },
    State: { Name: thread.state, EnteredTime: instant(thread.enteredAt), RetryCount: total(thread.attempts) },
    StateMachine: { Id: execution.machineArn, Name: execution.machineName },
    ...(extras.token !== undefined && { Task: { Token: extras.token } }),
    ...(item && { Map: { Item: item } }),
  };
}

export type Scope = {
  render(template: Json, field: string): Maybe<Json>;
  /** A number, or an expression that must give one. */
  number(value: number | string, field: string): Maybe<number>;
  /** A value that must be of the type that the field asks for. */
  typed<T extends Json>(value: Json, field: string, type: string, is: (found: Json) => found is T): Maybe<T>;
};

const typeName = (value: Json): string => {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
};

const isNumber = (value: Json): value is number => typeof value === 'number';

/** What the expressions of a state are evaluated in: the values are those at its entry. */
export function scopeOf(turn: Turn, thread: Thread, extras: Extras = {}): Scope {
  let light: Record<string, unknown> | undefined;
  let full: Record<string, unknown> | undefined;
  const statesOf = () => ({
    input: thread.input,
    ...(extras.result !== undefined && { result: extras.result }),
    ...(extras.errorOutput !== undefined && { errorOutput: extras.errorOutput }),
  });
  const bind: Bind = (withContext) => {
    light ??= { ...visibleVariables(turn, thread), states: statesOf() };
    if (!withContext) return light;
    full ??= { ...light, states: { ...statesOf(), context: contextOf(turn, thread, extras) } };
    return full;
  };
  const surroundings = { now: turn.now, draw: () => draw(turn) };
  const ask = (source: string, field: string) => evaluate(source, field, bind, surroundings);
  const typed: Scope['typed'] = (value, field, type, is) =>
    andThen(render(value, field, ask), (found) => (is(found) ? found : wrongType(value, field, type, found)));
  const wrongType = (value: Json, field: string, type: string, found: Json): never => {
    const source = typeof value === 'string' ? expressionIn(value) : undefined;
    const told = source === undefined ? 'The value' : `The JSONata expression '${source}'`;
    throw new QueryFault(
      field,
      `${told} specified for the field '${field}' returned an unexpected result type. ` +
        `Expected '${type}', but was '${typeName(found)}' for value: ${JSON.stringify(found)}`,
    );
  };
  return {
    render: (template, field) => render(template, field, ask),
    number: (value, field) => typed(value, field, 'number', isNumber),
    typed,
  };
}
