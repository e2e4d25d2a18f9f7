import { setTimeout as wait } from 'node:timers/promises';

/** What a command may touch of the world; tests pass a literal. */
export type Terminal = {
  readonly env: NodeJS.ProcessEnv;
  /** Results, on standard output. */
  readonly out: (text: string) => void;
  /** Progress and what goes wrong, on standard error; without a line end of its own. */
  readonly err: (text: string) => void;
  /** True when a person watches standard error. */
  readonly watched: boolean;
  readonly columns: number;
  /** Epoch milliseconds of the machine. */
  readonly now: () => number;
  readonly wait: (milliseconds: number) => Promise<void>;
  /** Aborted when the person wants to stop. */
  readonly signal: AbortSignal;
};

export function processTerminal(signal: AbortSignal): Terminal {
  return {
    env: process.env,
    out: (text) => void process.stdout.write(`${text}\n`),
    err: (text) => void process.stderr.write(text),
    watched: process.stderr.isTTY === true,
    columns: process.stderr.columns ?? 80,
    now: () => Date.now(),
    wait: (milliseconds) => wait(milliseconds),
    signal,
  };
}

export type Language = 'it' | 'en';

/** `--lang`, else what the environment asks for. */
export function languageOf(given: string | undefined, env: NodeJS.ProcessEnv): Language {
  const wanted = given ?? (env.LC_ALL || env.LC_MESSAGES || env.LANG || 'en');
  return wanted.toLowerCase().startsWith('it') ? 'it' : 'en';
}
