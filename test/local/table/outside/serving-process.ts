import { openEmbeddedTable } from '#local/table/embedded-table.ts';
import { listenTable } from '#local/table/serve/listen-table.ts';

/** Serves the table of the file given, says at which port, and removes what expires, until it is killed. */
const [file = ''] = process.argv.slice(2);
const onTrouble = (sentence: string) => process.send?.({ trouble: sentence });
const table = openEmbeddedTable({ file, clock: { now: Date.now }, region: 'eu-west-1', onTrouble });
setInterval(() => {
  if ((table.nextExpiry() ?? Number.POSITIVE_INFINITY) <= Date.now()) void table.expire();
}, 20);
const { url } = await listenTable(table.respond, 0);
process.send?.({ port: Number(new URL(url).port) });
process.on('disconnect', () => process.exit());
