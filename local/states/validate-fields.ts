import type { State } from './definition.ts';
import { expressionIn } from './expression.ts';
import { instantOf } from './instant.ts';

const ALL = 'States.ALL';
const isVariable = (name: string): boolean => /^[\p{ID_Start}_]\p{ID_Continue}{0,79}$/u.test(name);

/** The variables that a state assigns, in whatever way it is left. */
export function assignedIn(state: State): string[] {
  const blocks = [
    'Assign' in state ? state.Assign : undefined,
    ...('Catch' in state ? (state.Catch ?? []).map((catcher) => catcher.Assign) : []),
    ...('Choices' in state ? state.Choices.map((rule) => rule.Assign) : []),
  ];
  return blocks.flatMap((block) => Object.keys(block ?? {}));
}

/** What the fields of a state say that cannot be, although each has the right form; one sentence each. */
export const fieldFaults = (state: State): string[] => [
  ...('Retry' in state ? wildcardFaults('Retry', state.Retry) : []),
  ...('Catch' in state ? wildcardFaults('Catch', state.Catch) : []),
  ...assignedIn(state).flatMap(variableFaults),
  ...(state.Type === 'Task' ? heartbeatFaults(state) : []),
  ...(state.Type === 'Wait' ? timestampFaults(state) : []),
];

function wildcardFaults(field: string, rules: readonly { ErrorEquals: readonly string[] }[] = []): string[] {
  const misplaced = rules.some(
    ({ ErrorEquals }, index) => ErrorEquals.includes(ALL) && (ErrorEquals.length > 1 || index < rules.length - 1),
  );
  return misplaced ? [`'${ALL}' in '${field}' must stand alone in its ErrorEquals, and in the last rule`] : [];
}

const variableFaults = (name: string): string[] =>
  isVariable(name)
    ? []
    : [`The variable '${name}' must begin with a letter and go on with letters, digits and _, 80 at most`];

function heartbeatFaults({ HeartbeatSeconds: heartbeat, TimeoutSeconds: timeout }: Extract<State, { Type: 'Task' }>) {
  const late = typeof heartbeat === 'number' && typeof timeout === 'number' && heartbeat >= timeout;
  return late ? [`'HeartbeatSeconds' must be smaller than 'TimeoutSeconds'`] : [];
}

function timestampFaults({ Timestamp: text }: Extract<State, { Type: 'Wait' }>): string[] {
  if (text === undefined || expressionIn(text) !== undefined || instantOf(text) !== undefined) return [];
  return [`The Timestamp '${text}' must be an RFC 3339 instant such as 2026-01-31T08:00:00Z`];
}
