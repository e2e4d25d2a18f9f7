import type { FunctionRow, Route } from '#functions/registry.ts';

export type Match = {
  readonly functionName: string;
  /** `GET /customers/{id}`, as API Gateway names it. */
  readonly routeKey: string;
  readonly auth: Route['auth'];
  readonly pathParameters: Readonly<Record<string, string>>;
};

type Entry = Omit<Match, 'pathParameters'> & { readonly method: string; readonly pattern: readonly Segment[] };
type Segment = { readonly kind: 'literal' | 'parameter' | 'greedy'; readonly text: string };

export type RouteTable = {
  /** @throws URIError when a parameter of the path is not valid percent-encoding. */
  match(method: string, path: string): Match | undefined;
};

/**
 * The routes of the registry in the order of precedence of an HTTP API: full matches before greedy ones, a literal
 * segment before a parameter.
 * @throws Error when two functions claim one route.
 */
export function createRouteTable(rows: readonly Pick<FunctionRow, 'name' | 'trigger'>[]): RouteTable {
  const entries = rows.flatMap(entriesOf).sort(precedence);
  const claimed = new Map<string, string>();
  for (const entry of entries) {
    const shape = `${entry.method} /${entry.pattern.map(({ kind, text }) => (kind === 'literal' ? text : kind)).join('/')}`;
    const other = claimed.get(shape);
    if (other !== undefined) throw new Error(`${other} and ${entry.functionName} both claim ${entry.routeKey}.`);
    claimed.set(shape, entry.functionName);
  }
  return {
    match(method, path) {
      const segments = path.slice(1).split('/');
      const entry = entries.find((candidate) => takes(candidate, method) && fits(candidate.pattern, segments));
      if (entry === undefined) return undefined;
      const { functionName, routeKey, auth, pattern } = entry;
      return { functionName, routeKey, auth, pathParameters: parametersOf(pattern, segments) };
    },
  };
}

function takes({ method }: Entry, asked: string): boolean {
  return method === asked || method === 'ANY';
}

function entriesOf({ name, trigger }: Pick<FunctionRow, 'name' | 'trigger'>): Entry[] {
  if (trigger.kind !== 'routes') return [];
  return trigger.routes.map(({ method, path, auth }) => ({
    functionName: name,
    routeKey: `${method} ${path}`,
    method,
    auth,
    pattern: path.slice(1).split('/').map(segment),
  }));
}

function segment(text: string): Segment {
  const [, name, plus] = /^\{(\w+)(\+?)\}$/.exec(text) ?? [];
  if (name === undefined) return { kind: 'literal', text };
  return { kind: plus === '+' ? 'greedy' : 'parameter', text: name };
}

const rank = { literal: 0, parameter: 1, greedy: 2 } as const;

function precedence(one: Entry, other: Entry): number {
  const greedy = Number(one.pattern.at(-1)?.kind === 'greedy') - Number(other.pattern.at(-1)?.kind === 'greedy');
  if (greedy !== 0) return greedy;
  for (const [index, { kind }] of one.pattern.entries()) {
    const order = rank[kind] - rank[other.pattern[index]?.kind ?? 'greedy'];
    if (order !== 0) return order;
  }
  return 0;
}

function fits(pattern: readonly Segment[], segments: readonly string[]): boolean {
  const greedy = pattern.at(-1)?.kind === 'greedy';
  if (greedy ? segments.length < pattern.length : segments.length !== pattern.length) return false;
  return pattern.every(({ kind, text }, index) =>
    kind === 'literal' ? segments[index] === text : segments[index] !== '',
  );
}

function parametersOf(pattern: readonly Segment[], segments: readonly string[]): Record<string, string> {
  const parameters = pattern.flatMap(({ kind, text }, index) => {
    if (kind === 'literal') return [];
    const value = kind === 'greedy' ? segments.slice(index).join('/') : (segments[index] ?? '');
    return [[text, decodeURIComponent(value)] as const];
  });
  return Object.fromEntries(parameters);
}
