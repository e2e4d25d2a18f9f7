import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { cleanEnvironment } from '#test/support/host.ts';

const root = resolve(import.meta.dirname, '../../..');

export type Stack = {
  /** Resolves to the product's address when it says that it is ready; rejects when it ends before. */
  readonly ready: Promise<string>;
  readonly exit: Promise<number | null>;
  /** What it has said so far. */
  said(): { readonly lines: readonly string[]; readonly errors: string };
  /** Sends a signal to the process and resolves to its exit code, null when the signal ended it. */
  end(signal: NodeJS.Signals): Promise<number | null>;
  /** SIGKILL, at which it cannot do anything any more. */
  kill(): Promise<void>;
};

/** The whole stack in processes of its own, as `npm start` runs it; `npm` starts it by that very command. */
export function startStack(options: { dataDir: string; env?: NodeJS.ProcessEnv; npm?: boolean }): Stack {
  const { dataDir, npm = false } = options;
  const env = {
    ...cleanEnvironment(),
    ...{ LANG: 'C', LC_ALL: '', POWERTOOLS_LOG_LEVEL: 'SILENT', PORT: '0', CRM_DATA_DIR: dataDir },
    ...options.env,
  };
  const [command, ...args] = npm ? ['npm', 'start', '--silent'] : [process.execPath, join(root, 'local/main.ts')];
  const child = spawn(command ?? '', args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const exit = once(child, 'exit').then(([code]) => code as number | null);
  const said = listen(child);
  return {
    ready: addressOf(said.lines, child, exit),
    exit,
    said: () => ({ lines: said.lines, errors: said.errors() }),
    async end(signal) {
      child.kill(signal);
      return await exit;
    },
    async kill() {
      child.kill('SIGKILL');
      await exit;
    },
  };
}

function listen(child: ChildProcess) {
  const lines: string[] = [];
  let errors = '';
  if (child.stdout) createInterface(child.stdout).on('line', (line) => lines.push(line));
  child.stderr?.on('data', (chunk) => {
    errors += chunk;
  });
  return { lines, errors: () => errors };
}

function addressOf(lines: readonly string[], child: ChildProcess, exit: Promise<number | null>): Promise<string> {
  const { promise, resolve: found, reject } = Promise.withResolvers<string>();
  child.stdout?.on('data', () => {
    setImmediate(() => {
      const line = lines.find((one) => /^ {2}Product /.test(one));
      if (line && lines.some((one) => one.startsWith('Ctrl-C'))) found(line.trim().split(/\s+/)[1] ?? '');
    });
  });
  void exit.then((code) => reject(new Error(`The stack ended with ${code} before it was ready.`)));
  promise.catch(() => undefined);
  return promise;
}
