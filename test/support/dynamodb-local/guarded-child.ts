import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { createInterface } from 'node:readline';

/**
 * Runs the command and waits for it; when the pipe from this process closes, which the operating system does however the
 * process ends, the command is killed. Its number cannot be anybody else's by then: it is a child not yet waited for.
 * SIGKILL, because nothing that the database has acknowledged is lost by it and it cannot hang.
 */
const guard = `
exec 3<&0
"$@" </dev/null 3<&- >&2 & child=$!
echo $child
exec >/dev/null
(read -r _ <&3; kill -9 $child) 2>/dev/null & watch=$!
exec 3<&-
wait $child; status=$?
kill $watch 2>/dev/null
exit $status`;

export type GuardedChild = {
  /** Number of the command itself, not of its guard. */
  readonly pid: number;
  /** Resolves when it has ended, for whatever reason. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
};

/**
 * Starts a command that ends with this process at the latest, out of reach of the terminal's Ctrl-C: whoever started it
 * decides when it stops. Its output goes to the end of `logFile`.
 * @throws Error when it cannot be started.
 */
export async function startGuarded(command: string, args: readonly string[], logFile: string): Promise<GuardedChild> {
  const log = openSync(logFile, 'a');
  const guarded = process.platform !== 'win32';
  const child = spawn(guarded ? 'sh' : command, guarded ? ['-c', guard, 'sh', command, ...args] : [...args], {
    stdio: ['pipe', guarded ? 'pipe' : log, log],
    detached: guarded,
  });
  closeSync(log);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const pid = guarded ? await firstNumber(child) : child.pid;
  if (pid === undefined) throw new Error(`${command} could not be started; see ${logFile}.`);
  return {
    pid,
    ended,
    async stop() {
      if (guarded) child.stdin?.destroy();
      else child.kill('SIGKILL');
      await ended;
    },
  };
}

async function firstNumber(child: ChildProcess): Promise<number | undefined> {
  if (child.stdout === null) return undefined;
  for await (const line of createInterface(child.stdout)) return Number(line);
  return undefined;
}
