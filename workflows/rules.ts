import {
  type Definition,
  type Edge,
  edges,
  isTimeout,
  reachable,
  readDefinition,
  type State,
  waitsForToken,
} from './graph.ts';
import { placeholders, type Workflow } from './load.ts';

/** A rule of the house that a state machine breaks, in a sentence that says what to do. */
export type Violation = { readonly rule: RuleName; readonly state: string; readonly message: string };

/** The task that writes down a failure and dates the next attempt. It alone may end in a Fail state. */
const recovery = 'Recover';

type Found = readonly [state: string, message: string];
type Subject = {
  readonly definition: Definition;
  readonly edges: readonly Edge[];
  readonly tasks: readonly (readonly [name: string, state: State])[];
};

const rules = {
  /** One language: AWS's JSONata, which picks and renames, and does not think. */
  language: ({ definition }) => [
    ...(definition.QueryLanguage === 'JSONata' ? [] : [['(machine)', 'Say "QueryLanguage": "JSONata".'] as const]),
    ...Object.entries(definition.States).flatMap(([name, state]) => thoughts(name, state)),
  ],

  /** One task is one business step, so a Pass is a transition that is paid for and does nothing. */
  'no-pass': ({ definition }) =>
    named(definition, 'Pass').map((name) => [name, 'Let a neighbour shape the data in its Output.'] as const),

  'task-timeout': ({ tasks }) =>
    tasks
      .filter(([, state]) => state.TimeoutSeconds === undefined)
      .map(([name]) => [name, 'Give it TimeoutSeconds; without one it waits for three years.'] as const),

  'task-retry': ({ tasks }) =>
    tasks
      .filter(([, state]) => !state.Retry?.length)
      .map(([name]) => [name, 'Give it Retry: functions are throttled, and writes meet each other.'] as const),

  /** A customer whose cycle fails is not forgotten: the failure is written down, with the date of the next attempt. */
  'task-catch': ({ definition, tasks }) => tasks.flatMap(([name, state]) => caught(name, state, definition)),

  /** A wait has a meaning when nobody answers: its length is the policy's, and its end leads somewhere. */
  'token-wait': ({ tasks }) =>
    tasks.filter(([, state]) => waitsForToken(state)).flatMap(([name, state]) => tokenWait(name, state)),

  /** Every loop sleeps until somebody answers; a loop around a Wait asks again and again, and is paid each time. */
  'no-polling': ({ definition, edges }) => polling(definition, edges),

  /** `${Act}` belongs to the state `Act`: whoever reads the one has found the other. */
  'own-step': ({ tasks }) =>
    tasks
      .filter(([name, state]) => placeholders(JSON.stringify(state)).join() !== name)
      .map(([name]) => [name, `Let it call \${${name}} and no other function.`] as const),
} satisfies Record<string, (subject: Subject) => readonly Found[]>;

export type RuleName = keyof typeof rules;

/** What is wrong with a state machine by the rules of the house. The language's own grammar is asl-validator's matter. */
export function violations(workflow: Workflow): Violation[] {
  const definition = readDefinition(workflow.definition);
  const subject = {
    definition,
    edges: edges(definition),
    tasks: Object.entries(definition.States).filter(([, state]) => state.Type === 'Task'),
  };
  return Object.entries(rules).flatMap(([rule, check]) =>
    check(subject).map(([state, message]) => ({ rule: rule as RuleName, state, message })),
  );
}

function named(definition: Definition, type: string): string[] {
  return Object.entries(definition.States)
    .filter(([, state]) => state.Type === type)
    .map(([name]) => name);
}

const comparison = /^\{% \$states\.input(\.\w+)+ = '[^']*' %\}$/;

function thoughts(name: string, { QueryLanguage, ...state }: State): Found[] {
  const calls = [...JSON.stringify(state).matchAll(/\$(\w+)\(/g)]
    .map(([, called]) => called)
    .filter((called) => called !== 'merge');
  return [
    ...(QueryLanguage === undefined ? [] : [[name, 'Leave the query language to the machine.'] as const]),
    ...calls.map((called) => [name, `Let a step compute what $${called}() computes here.`] as const),
    ...(state.Choices ?? [])
      .filter(({ Condition }) => !comparison.test(Condition))
      .map(
        ({ Condition }) => [name, `Compare one field that a step returned with one word, not ${Condition}.`] as const,
      ),
  ];
}

function caught(name: string, state: State, { States }: Definition): Found[] {
  const catchers = state.Catch ?? [];
  if (!catchers.at(-1)?.ErrorEquals.includes('States.ALL')) return [[name, 'Let its last Catch take States.ALL.']];
  return catchers.flatMap(({ ErrorEquals, Next }): Found[] => {
    const errors = ErrorEquals.join(', ');
    const end = States[Next]?.Type;
    if (ErrorEquals.includes('States.ALL')) {
      if (name === recovery ? end === 'Fail' : Next === recovery) return [];
      return [[name, `Let ${errors} lead to ${name === recovery ? 'a Fail state' : recovery}.`]];
    }
    if (ErrorEquals.every(isTimeout) && waitsForToken(state)) {
      return end === 'Task' ? [] : [[name, `Let ${errors} lead to a task, which knows what silence means.`]];
    }
    return end === 'Succeed' ? [] : [[name, `Let ${errors} lead to an end, or leave it to ${recovery}.`]];
  });
}

function tokenWait(name: string, state: State): Found[] {
  const ofPolicy = String(state.TimeoutSeconds).startsWith('{% $states.input.waits.');
  return [
    ...(state.Catch?.some(({ ErrorEquals }) => ErrorEquals.includes('States.Timeout'))
      ? []
      : [[name, 'Catch States.Timeout: say what happens when nobody answers.'] as const]),
    ...(ofPolicy ? [] : [[name, "Take TimeoutSeconds from the policy's waits."] as const]),
    ...(JSON.stringify(state.Arguments ?? null).includes('$states.context.Task.Token')
      ? []
      : [[name, 'Hand the token over, or nobody can answer.'] as const]),
  ];
}

function polling(definition: Definition, paths: readonly Edge[]): Found[] {
  const sleepless = paths.filter(({ from }) => !waitsForToken(definition.States[from]));
  return Object.entries(definition.States).flatMap(([name, { Type }]): Found[] => {
    if (Type === 'Wait' && reachable(name, paths).has(name))
      return [[name, 'Wait for a token; do not look again and again.']];
    return reachable(name, sleepless).has(name)
      ? [[name, 'This loop never sleeps: put a wait for a token into it.']]
      : [];
  });
}
