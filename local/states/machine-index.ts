import type { Definition, Part, State } from './definition.ts';

const indexes = new WeakMap<Definition, Map<string, State>>();

/** The parts that a state contains: branches of a Parallel, the processor of a Map. */
export function partsOf(state: State): readonly Part[] {
  if (state.Type === 'Parallel') return state.Branches;
  return state.Type === 'Map' ? [state.ItemProcessor] : [];
}

function collect(part: Part, into: Map<string, State>): Map<string, State> {
  for (const [name, state] of Object.entries(part.States)) {
    into.set(name, state);
    for (const inner of partsOf(state)) collect(inner, into);
  }
  return into;
}

/** A state by its name, which is unique in the whole machine. */
export function stateNamed(definition: Definition, name: string): State {
  let index = indexes.get(definition);
  if (index === undefined) {
    index = collect(definition, new Map());
    indexes.set(definition, index);
  }
  const state = index.get(name);
  if (state === undefined) throw new Error(`The definition has no state '${name}'.`);
  return state;
}

/** The states that an execution runs: the machine's, or those of one distributed Map. */
export function partOf(definition: Definition, processor: string | undefined): Part {
  const state = processor === undefined ? undefined : stateNamed(definition, processor);
  return state?.Type === 'Map' ? state.ItemProcessor : definition;
}

/** By what name a Map goes in the ARNs of its runs. */
export function labelOf(definition: Definition, name: string): string {
  const state = stateNamed(definition, name);
  return state.Type === 'Map' ? (state.Label ?? name) : name;
}
