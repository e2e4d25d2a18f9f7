import { createServer } from 'node:http';
import { openEmbeddedTable } from '#local/table/embedded-table.ts';

/** Serves the table of the file given, says at which port, and removes what expires, until it is killed. */
const [file = ''] = process.argv.slice(2);
const onTrouble = (sentence: string) => process.send?.({ trouble: sentence });
const table = openEmbeddedTable({ file, clock: { now: Date.now }, region: 'eu-west-1', onTrouble });
const server = createServer((req, res) => void table.handle(req, res));
setInterval(() => {
  if ((table.source.nextDueAt() ?? Number.POSITIVE_INFINITY) <= Date.now()) table.source.fireDue(Date.now());
}, 20);
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.({ port: typeof address === 'object' ? address?.port : undefined });
});
process.on('disconnect', () => process.exit());
