import type { Definition, Part, State } from './definition.ts';
import { partsOf } from './machine-index.ts';
import type { Problem } from './problem.ts';
import { readResource } from './resource.ts';
import { assignedIn, fieldFaults } from './validate-fields.ts';

/** Everything that the form alone does not say: where states lead, what they call, what their names and variables are. */
export function structureProblems(definition: Definition): Problem[] {
  const names = new Set<string>();
  const duplicates: Problem[] = [];
  const visit = (part: Part, at: string): Problem[] =>
    Object.entries(part.States).flatMap(([name, state]) => {
      const place = `${at}/States/${name}`;
      if (names.has(name))
        duplicates.push({ code: 'DUPLICATE_STATE_NAME', message: `The name is used twice`, at: place });
      names.add(name);
      return [
        ...ownProblems(state, place),
        ...partsOf(state).flatMap((inner, index) => visitPart(inner, `${place}/${index}`)),
      ];
    });
  const visitPart = (part: Part, at: string): Problem[] => [...transitionProblems(part, at), ...visit(part, at)];
  return [...visitPart(definition, ''), ...duplicates, ...scopeProblems(definition, new Set(), '')];
}

/** The names of the states that a state may lead to. */
function targetsOf(state: State): string[] {
  const caught = 'Catch' in state ? (state.Catch ?? []).map((catcher) => catcher.Next) : [];
  if (state.Type === 'Choice')
    return [...state.Choices.map((rule) => rule.Next), ...(state.Default === undefined ? [] : [state.Default])];
  return 'Next' in state && state.Next !== undefined ? [state.Next, ...caught] : caught;
}

function transitionProblems(part: Part, at: string): Problem[] {
  const problems: Problem[] = [];
  const missing = (name: string, place: string) => {
    if (!Object.hasOwn(part.States, name))
      problems.push({ code: 'MISSING_TRANSITION_TARGET', message: `There is no state '${name}' to go to`, at: place });
  };
  missing(part.StartAt, `${at}/StartAt`);
  const reached = new Set<string>();
  const open = [part.StartAt];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const state = part.States[name];
    if (state === undefined || reached.has(name)) continue;
    reached.add(name);
    open.push(...targetsOf(state));
  }
  for (const [name, state] of Object.entries(part.States)) {
    for (const target of targetsOf(state)) missing(target, `${at}/States/${name}`);
    if (!reached.has(name))
      problems.push({
        code: 'MISSING_TRANSITION_TARGET',
        message: `State "${name}" is not reachable`,
        at: `${at}/States/${name}`,
      });
  }
  return problems;
}

function ownProblems(state: State, at: string): Problem[] {
  const problem = (message: string): Problem => ({ code: 'SCHEMA_VALIDATION_FAILED', message, at });
  const problems = fieldFaults(state).map(problem);
  const ends = state.Type === 'Succeed' || state.Type === 'Fail' || state.Type === 'Choice';
  if (!ends && (state.Next !== undefined) === (state.End === true))
    problems.push(problem(`The state must have either 'Next' or 'End'`));
  if (state.Type === 'Wait' && (state.Seconds === undefined) === (state.Timestamp === undefined))
    problems.push(problem(`The state must have either 'Seconds' or 'Timestamp'`));
  if (state.Type === 'Task' && readResource(state.Resource) === undefined)
    problems.push(problem(`The resource '${state.Resource}' is not one that this runtime can call`));
  if (state.Type === 'Map' && state.ItemProcessor.ProcessorConfig?.ExecutionType === 'EXPRESS')
    problems.push(problem(`Items run as STANDARD executions here, not as EXPRESS ones`));
  if (
    state.Type === 'Map' &&
    state.ItemBatcher !== undefined &&
    state.ItemProcessor.ProcessorConfig?.Mode !== 'DISTRIBUTED'
  )
    problems.push(problem(`Only a Map of mode DISTRIBUTED has an 'ItemBatcher'`));
  return problems;
}

/** An inner scope reads the variables around it and must not assign them; a distributed Map does not even see them. */
function scopeProblems(part: Part, outer: ReadonlySet<string>, at: string): Problem[] {
  const own = new Set(Object.values(part.States).flatMap(assignedIn));
  const clashes = [...own].filter((name) => outer.has(name));
  const problems = clashes.map((name) => ({
    code: 'SCHEMA_VALIDATION_FAILED',
    message: `The variable '${name}' belongs to an outer scope and cannot be assigned here`,
    at: `${at}/States`,
  }));
  if (own.has('states')) problems.push({ code: 'SCHEMA_VALIDATION_FAILED', message: `'states' is reserved`, at });
  for (const [name, state] of Object.entries(part.States)) {
    const detached = state.Type === 'Map' && state.ItemProcessor.ProcessorConfig?.Mode === 'DISTRIBUTED';
    const visible = detached ? new Set<string>() : outer.union(own);
    for (const inner of partsOf(state)) problems.push(...scopeProblems(inner, visible, `${at}/States/${name}`));
  }
  return problems;
}
