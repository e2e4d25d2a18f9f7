import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';

export type Running = {
  readonly child: ChildProcess;
  /** What it has written to its standard output so far, line by line. */
  readonly lines: string[];
  /** What it has written to its standard error so far. */
  readonly errors: () => string;
  /** Resolves to the first line that matches, also a past one. Rejects when the process ends without it. */
  line(pattern: RegExp): Promise<string>;
  /** Sends the signal and resolves to the exit code, null when the signal ended it. */
  end(signal: NodeJS.Signals): Promise<number | null>;
  readonly exit: Promise<number | null>;
};

/** Runs a source file in a process of its own, killed at the end of the test if it still lives. */
export function runSource(file: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): Running {
  return runCommand(process.execPath, [file, ...args], { env });
}

export function runCommand(
  command: string,
  args: readonly string[],
  options: { env: NodeJS.ProcessEnv; cwd?: string; detached?: boolean },
): Running {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  const exit = once(child, 'exit').then(([code]) => code as number | null);
  onTestFinished(() => {
    if (options.detached) killGroup(child);
    child.kill('SIGKILL');
  });
  const lines: string[] = [];
  let errors = '';
  const output = createInterface(child.stdout);
  output.on('line', (line) => lines.push(line));
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  return {
    child,
    lines,
    errors: () => errors,
    exit,
    line(pattern) {
      const { promise, resolve, reject } = Promise.withResolvers<string>();
      const look = (line: string) => pattern.test(line) && resolve(line);
      lines.forEach(look);
      output.on('line', look);
      void exit.then((code) =>
        reject(new Error(`Ended with ${code} without ${pattern}: ${lines.join('\n')}${errors}`)),
      );
      return promise;
    },
    async end(signal) {
      child.kill(signal);
      return await exit;
    },
  };
}

function killGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // Nobody of the group is left.
  }
}
