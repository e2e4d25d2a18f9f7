import { createServer } from 'node:http';
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

/**
 * A process that serves one embedded table: says at which port, and how much memory it uses whenever it is asked. Compiled
 * sources are kept as the product's start keeps them.
 */
enableCompileCache(join(import.meta.dirname, '../../node_modules/.cache/percorso'));
const { openEmbeddedTable } = await import('#local/table/embedded-table.ts');
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
