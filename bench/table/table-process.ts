import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

/**
 * A process that serves one embedded table: says at which port, and how much memory it uses whenever it is asked. Compiled
 * sources are kept as the product's start keeps them.
 */
enableCompileCache(join(import.meta.dirname, '../../node_modules/.cache/percorso'));
const { openEmbeddedTable } = await import('#local/table/embedded-table.ts');
const { listenTable } = await import('#local/table/serve/listen-table.ts');
const [file = ''] = process.argv.slice(2);
const since = performance.now();
const clock = { now: () => performance.timeOrigin + performance.now() };
const table = openEmbeddedTable({ file, clock, region: 'eu-west-1', onTrouble: console.error });
const { url } = await listenTable(table.respond, 0);
process.send?.({ port: Number(new URL(url).port), readyMs: performance.now() - since });
process.on('message', () => {
  globalThis.gc?.();
  process.send?.({ rss: process.memoryUsage.rss() });
});
process.on('disconnect', () => process.exit());
