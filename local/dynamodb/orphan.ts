import { setTimeout as wait } from 'node:timers/promises';
import { parseIfJson, readIfPresent, writeWhole } from '#local/durable-file.ts';
import { identify, isAlive, ProcessIdentity } from '#local/process-identity.ts';

/** Remembers which process serves the data, so that one that outlived its host can be told from a stranger. */
export function rememberChild(file: string, pid: number): void {
  const identity = identify(pid);
  if (identity !== undefined) writeWhole(file, `${JSON.stringify(identity)}\n`);
}

/** Stops the process of an earlier run if it still serves the data; never one that only has its number. */
export async function stopOrphan(file: string): Promise<void> {
  const orphan = remembered(file);
  if (orphan === undefined || !isAlive(orphan)) return;
  process.kill(orphan.pid, 'SIGKILL');
  while (isAlive(orphan)) await wait(20);
}

function remembered(file: string): ProcessIdentity | undefined {
  const text = readIfPresent(file);
  if (text === undefined) return undefined;
  return ProcessIdentity.safeParse(parseIfJson(text)).data;
}
