import { registry } from '#functions/registry.ts';
import { advance } from '#local/states/advance.ts';
import { Definition } from '#local/states/definition.ts';
import { dueAt } from '#local/states/due.ts';
import type { Effect, Execution, Signal } from '#local/states/execution.ts';
import type { Json } from '#local/states/json.ts';
import { fillPlaceholders, type Workflow } from '#workflows/load.ts';

/** What a step does when it is called: it answers (a wait: somebody does), nobody does, or it fails by that name. */
export type Doing = { readonly answers: Json } | 'silence' | { readonly fails: string };

/** By state: what it does each time; the last one goes on for ever. A state that is not named answers. */
export type Script = Readonly<Record<string, readonly Doing[]>>;

export type Walk = {
  /** States in the order in which they were entered. */
  readonly visited: readonly string[];
  readonly status: string;
  readonly error: string | undefined;
  /** Seconds of the virtual clock. */
  readonly seconds: number;
  readonly calls: readonly { readonly state: string; readonly payload: Json }[];
};

const start = Date.parse('2026-03-02T09:00:00Z');
const machineArn = 'arn:aws:states:eu-west-1:000000000000:stateMachine:walked';
const functions = new Map(
  registry.flatMap(({ name, trigger }) =>
    trigger.kind === 'step'
      ? [[trigger.placeholder, `arn:aws:lambda:eu-west-1:000000000000:function:${name}`] as const]
      : [],
  ),
);

/** Walks through a process on the pure engine, with a clock that jumps to whatever is due next. */
export function given(workflow: Workflow, input: Json) {
  const definition = Definition.parse(JSON.parse(fillPlaceholders(workflow, functions)));
  return { when: (script: Script): Promise<Walk> => new Walker(definition, input, script).walk() };
}

class Walker {
  readonly #definition: Definition;
  readonly #script: Script;
  readonly #visited: string[] = [];
  readonly #calls: { state: string; payload: Json }[] = [];
  #execution: Execution;
  #effects: Effect[] = [];
  #now = start;

  constructor(definition: Definition, input: Json, script: Script) {
    this.#definition = definition;
    this.#script = script;
    this.#execution = fresh(input);
  }

  async walk(): Promise<Walk> {
    await this.#signal({ is: 'start' });
    while (this.#execution.status === 'RUNNING') {
      const effect = this.#effects.shift();
      if (effect?.do === 'request') await this.#perform(effect);
      else if (effect?.do === 'continue') await this.#signal({ is: 'continue' });
      else await this.#wait();
    }
    const { status, error, stoppedAt = this.#now } = this.#execution;
    return { visited: this.#visited, status, error, seconds: (stoppedAt - start) / 1000, calls: this.#calls };
  }

  async #signal(signal: Signal): Promise<void> {
    const [execution, effects, events] = await advance(this.#definition, this.#execution, signal, this.#now);
    this.#execution = execution;
    this.#effects.push(...effects);
    this.#visited.push(
      ...events.filter(({ type }) => type.endsWith('StateEntered')).map(({ details }) => String(details?.name)),
    );
  }

  async #perform({ state, task, request, submits }: Extract<Effect, { do: 'request' }>): Promise<void> {
    const earlier = this.#calls.filter((call) => call.state === state).length;
    const doings = this.#script[state] ?? [{ answers: null }];
    const doing = doings[Math.min(earlier, doings.length - 1)] ?? { answers: null };
    this.#calls.push({ state, payload: request.kind === 'function' ? request.payload : null });
    if (doing !== 'silence' && 'fails' in doing) return this.#signal({ is: 'failed', task, error: doing.fails });
    if (!submits) return this.#signal({ is: 'succeeded', task, output: doing === 'silence' ? null : doing.answers });
    const token = tokenOf(this.#calls.at(-1)?.payload ?? null);
    await this.#signal({ is: 'submitted', task, output: null });
    if (doing !== 'silence') await this.#signal({ is: 'succeeded', task, token, output: doing.answers });
  }

  async #wait(): Promise<void> {
    this.#now = dueAt(this.#execution) ?? this.#now;
    await this.#signal({ is: 'tick' });
  }
}

function fresh(input: Json): Execution {
  return {
    arn: 'arn:aws:states:eu-west-1:000000000000:execution:walked:acme-1',
    name: 'acme-1',
    machineArn,
    machineName: 'walked',
    roleArn: 'arn:aws:iam::000000000000:role/walked',
    seed: 'walked',
    startedAt: start,
    deadline: start + 365 * 86_400_000,
    input,
    status: 'RUNNING',
    redrives: 0,
    events: 0,
    serial: 0,
    threads: {},
    ready: [],
  };
}

function tokenOf(payload: Json): string {
  return typeof payload === 'object' && payload !== null && 'token' in payload ? String(payload.token) : '';
}
