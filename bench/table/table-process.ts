import { createServer } from 'node:http';
import { openEmbeddedTable } from '#local/table/embedded-table.ts';

/** A process that serves one embedded table: says at which port, and how much memory it uses whenever it is asked. */
const [file = ''] = process.argv.slice(2);
const since = performance.now();
const clock = { now: () => performance.timeOrigin + performance.now() };
const table = openEmbeddedTable({ file, clock, region: 'eu-west-1', onTrouble: console.error });
const server = createServer((req, res) => void table.handle(req, res));
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  process.send?.({ port, readyMs: performance.now() - since });
});
process.on('message', () => {
  globalThis.gc?.();
  process.send?.({ rss: process.memoryUsage.rss() });
});
process.on('disconnect', () => process.exit());
