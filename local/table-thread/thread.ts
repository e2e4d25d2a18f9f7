import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import type { Beginning, Report, Wish } from './messages.ts';

/** The thread of a table: opens it, serves it, and does what its owner asks for. */
enableCompileCache(join(import.meta.dirname, '../../node_modules/.cache/percorso'));
const { serveWishes } = await import('./serve-wishes.ts');
const port = parentPort;
if (port === null) throw new Error('This is the beginning of a thread, not of a process.');
const beginning: Beginning = workerData;
const perform = await serveWishes(beginning, (report: Report) => port.postMessage(report));
port.on('message', async (wish: Wish) => {
  await perform?.(wish);
  if (wish.kind === 'close') port.close();
});
if (perform === undefined) port.close();
