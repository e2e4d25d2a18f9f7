import { z } from 'zod';

const Catcher = z.looseObject({ ErrorEquals: z.array(z.string()), Next: z.string() });
const Branch = z.looseObject({ Condition: z.string(), Next: z.string() });

/** What is read of a state here; the language has more, which goes through untouched. */
const State = z.looseObject({
  Type: z.string(),
  Comment: z.string().optional(),
  Resource: z.string().optional(),
  Arguments: z.unknown().optional(),
  TimeoutSeconds: z.union([z.number(), z.string()]).optional(),
  Retry: z.array(z.looseObject({ ErrorEquals: z.array(z.string()) })).optional(),
  Catch: z.array(Catcher).optional(),
  Choices: z.array(Branch).optional(),
  Default: z.string().optional(),
  Next: z.string().optional(),
  End: z.boolean().optional(),
});
export type State = z.infer<typeof State>;

export const Definition = z.looseObject({
  Comment: z.string().optional(),
  QueryLanguage: z.string().optional(),
  StartAt: z.string(),
  States: z.record(z.string(), State),
});
export type Definition = z.infer<typeof Definition>;

/** How one state leads to another: by its own end, by a choice, by waiting in vain, or by an error (named). */
export type Edge = {
  readonly from: string;
  readonly to: string;
  readonly by: 'next' | 'choice' | 'default' | 'timeout' | 'error';
  /** The condition of a choice, the errors of a catch. */
  readonly when: string;
};

/** Placeholders are text inside strings, so a definition is JSON before they are filled. */
export function readDefinition(json: string): Definition {
  return Definition.parse(JSON.parse(json));
}

export function edges(definition: Definition): Edge[] {
  return Object.entries(definition.States).flatMap(([from, state]) => [
    ...(state.Next ? [{ from, to: state.Next, by: 'next' as const, when: '' }] : []),
    ...(state.Choices ?? []).map(({ Condition, Next }) => ({ from, to: Next, by: 'choice' as const, when: Condition })),
    ...(state.Default ? [{ from, to: state.Default, by: 'default' as const, when: '' }] : []),
    ...(state.Catch ?? []).map(({ ErrorEquals, Next }) => ({
      from,
      to: Next,
      by: ErrorEquals.every(isTimeout) ? ('timeout' as const) : ('error' as const),
      when: ErrorEquals.join(', '),
    })),
  ]);
}

export function isTimeout(error: string): boolean {
  return error === 'States.Timeout' || error === 'States.HeartbeatTimeout';
}

/** True of a task that goes on when somebody answers with its token. */
export function waitsForToken(state: State | undefined): boolean {
  return state?.Resource?.endsWith('.waitForTaskToken') ?? false;
}

/** Every state that can be reached from `start`, itself only if something leads back to it. */
export function reachable(start: string, paths: readonly Pick<Edge, 'from' | 'to'>[]): Set<string> {
  const found = new Set<string>();
  const open = [start];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const { from, to } of paths) {
      if (from !== at || found.has(to)) continue;
      found.add(to);
      open.push(to);
    }
  }
  return found;
}
