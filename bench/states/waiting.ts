import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { z } from 'zod';

const WAITING = 100_000;
const MEGABYTE = 1_048_576;
const Report = z.object({ rss: z.number() });

/** Runs the process until it says that it is at rest, then kills it as hard as can be. */
async function measured(
  mode: 'fill' | 'wake',
  file: string,
  filledAt: number,
): Promise<{ seconds: number; rss: number }> {
  const script = join(import.meta.dirname, 'waiting-process.ts');
  const started = performance.now();
  const child = fork(script, [mode, file, String(WAITING), String(filledAt)], { execPath: process.execPath });
  const [message] = await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => ['it has ended early']),
  ]);
  const seconds = (performance.now() - started) / 1000;
  child.kill('SIGKILL');
  return { seconds, rss: Report.parse(message).rss };
}

/** What many waiting executions cost in memory, and how soon they go on after kill -9. */
export async function printWaiting(folder: string): Promise<void> {
  const file = join(folder, 'waiting.db');
  const filledAt = Date.now();
  const filled = await measured('fill', file, filledAt);
  const woken = await measured('wake', file, filledAt);
  const megabytes = (rss: number) => `${Math.round(rss / MEGABYTE)} MB`;
  const most = Math.max(filled.rss, woken.rss);
  console.log(`${WAITING.toLocaleString('en')} waiting executions, started in ${filled.seconds.toFixed(1)} s:`);
  console.log(
    `  memory (RSS)             ${megabytes(filled.rss)}, ${megabytes(woken.rss)} after the restart   (below 1 GB: ${most < 1024 * MEGABYTE})`,
  );
  console.log(`  kill -9, start and tick  ${woken.seconds.toFixed(2)} s   (at most 5 s: ${woken.seconds <= 5})`);
}
