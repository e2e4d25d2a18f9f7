import { type Definition, type Edge, edges, type State, waitsForToken } from '#workflows/graph.ts';

export type Kind = 'task' | 'wait' | 'choice' | 'pause' | 'end' | 'fail';

/** An edge of the picture; a wait that goes the same way with and without an answer is drawn once. */
export type Way = {
  readonly from: string;
  readonly to: string;
  readonly dashed: boolean;
  readonly label: string;
};

/** An error that leads out of the process, with where it comes from in words. */
export type Exit = { readonly origin: string; readonly when: string; readonly to: string };

/** What goes where, before anything is measured. */
export type Plan = {
  /** The way through when all goes well, from the first state to the last. */
  readonly spine: readonly string[];
  /** States beside the spine, under the spine's state from which they are first reached. */
  readonly detours: ReadonlyMap<string, readonly string[]>;
  readonly ways: readonly Way[];
  readonly exits: readonly Exit[];
  readonly kinds: ReadonlyMap<string, Kind>;
};

export function planOf(definition: Definition): Plan {
  const kinds = new Map(Object.entries(definition.States).map(([name, state]) => [name, kindOf(state)]));
  const ends = new Set([...kinds].filter(([, kind]) => kind === 'end' || kind === 'fail').map(([name]) => name));
  const all = edges(definition);
  const forward = all.filter(({ by }) => by !== 'error');
  const spine = longest(
    definition.StartAt,
    forward.filter(({ by }) => by !== 'timeout'),
  );
  const placed = new Set([...spine, ...ends]);
  const detours = new Map(spine.map((host) => [host, beside(host, forward, placed)]));
  const drawn = new Set([...spine, ...[...detours.values()].flat()]);
  return {
    spine,
    detours,
    ways: ways(
      forward.filter(({ from }) => drawn.has(from)),
      kinds,
    ),
    exits: exits(all, drawn),
    kinds,
  };
}

function kindOf(state: State): Kind {
  if (waitsForToken(state)) return 'wait';
  if (state.Type === 'Choice') return 'choice';
  if (state.Type === 'Wait') return 'pause';
  if (state.Type === 'Succeed') return 'end';
  return state.Type === 'Fail' ? 'fail' : 'task';
}

function longest(from: string, forward: readonly Edge[], seen: readonly string[] = []): string[] {
  const path = [...seen, from];
  const onward = forward
    .filter((edge) => edge.from === from && !path.includes(edge.to))
    .map((edge) => longest(edge.to, forward, path));
  return onward.reduce((best, candidate) => (candidate.length > best.length ? candidate : best), path);
}

/** The states that only a side step from `host` leads to, in the order in which they are met; marks them as placed. */
function beside(host: string, forward: readonly Edge[], placed: Set<string>): string[] {
  const found: string[] = [];
  const open = [host];
  for (let at = open.shift(); at !== undefined; at = open.shift()) {
    for (const { from, to } of forward) {
      if (from !== at || placed.has(to)) continue;
      placed.add(to);
      found.push(to);
      open.push(to);
    }
  }
  return found;
}

function ways(forward: readonly Edge[], kinds: ReadonlyMap<string, Kind>): Way[] {
  const pairs = Map.groupBy(forward, ({ from, to }) => `${from} ${to}`);
  return [...pairs.values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined) return [];
    const { from, to } = first;
    const dashed = same.every(({ by }) => by === 'timeout');
    if (kinds.get(from) !== 'wait') return [{ from, to, dashed, label: same.map(wordOf).join(' or ') }];
    const label = dashed ? 'no answer' : same.length > 1 ? 'answered or not' : 'answered';
    return [{ from, to, dashed, label }];
  });
}

/** `{% $states.input.next = 'more' %}` is "more". */
function wordOf({ by, when }: Edge): string {
  if (by === 'default') return 'otherwise';
  return /'([^']*)' %\}$/.exec(when)?.[1] ?? when;
}

function exits(all: readonly Edge[], drawn: ReadonlySet<string>): Exit[] {
  const errors = all.filter(({ from, by }) => by === 'error' && drawn.has(from));
  const catching = new Set(errors.map(({ from }) => from));
  return [...Map.groupBy(errors, ({ when, to }) => `${when} ${to}`).values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined) return [];
    const origin = same.length === catching.size ? 'any step' : same.map(({ from }) => titleOf(from)).join(', ');
    return [{ origin, when: first.when, to: first.to }];
  });
}

/** `ProfileCustomer` is "Profile customer". */
export function titleOf(name: string): string {
  const words = name.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, ' ').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
