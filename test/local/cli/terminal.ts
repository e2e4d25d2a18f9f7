import { runCrm } from '#local/cli/program.ts';
import type { Terminal } from '#local/cli/terminal.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

export type Recorded = {
  readonly terminal: Terminal;
  readonly dataDir: string;
  readonly out: () => string;
  readonly err: () => string;
  /** Runs a command line as `npm run crm -- …` does; the exit code. */
  readonly crm: (...args: string[]) => Promise<number>;
};

/** A terminal that nobody watches, with a data folder of its own and pauses that take no time. */
export function recordedTerminal(more: Partial<Terminal> = {}, env: NodeJS.ProcessEnv = {}): Recorded {
  const dataDir = env.CRM_DATA_DIR ?? temporaryFolder();
  const out: string[] = [];
  const err: string[] = [];
  const terminal: Terminal = {
    env: { CRM_DATA_DIR: dataDir, ...env },
    out: (text) => out.push(`${text}\n`),
    err: (text) => err.push(text),
    watched: false,
    columns: 80,
    now: () => Date.parse('2026-11-22T10:00:00Z'),
    wait: async () => undefined,
    signal: new AbortController().signal,
    ...more,
  };
  return {
    terminal,
    dataDir,
    out: () => out.join(''),
    err: () => err.join(''),
    crm: (...args) => runCrm(args, terminal),
  };
}
