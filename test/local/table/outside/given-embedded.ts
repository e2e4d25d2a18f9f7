import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openEmbeddedTable } from '#local/table/embedded-table.ts';
import { listenTable } from '#local/table/serve/listen-table.ts';

export type Embedded = {
  readonly address: string;
  /** What went wrong within, which nothing may. */
  readonly trouble: readonly string[];
};

/** An embedded table behind a port, as programs meet it, until the test is over. */
export async function givenEmbedded(): Promise<Embedded> {
  const folder = mkdtempSync(join(tmpdir(), 'percorso-outside-'));
  const trouble: string[] = [];
  const table = openEmbeddedTable({
    file: join(folder, 'table.db'),
    clock: { now: Date.now },
    region: 'eu-west-1',
    onTrouble: (sentence) => trouble.push(sentence),
  });
  const server = await listenTable(table.respond, 0);
  onTestFinished(async () => {
    await server.close();
    await table.close();
    rmSync(folder, { recursive: true });
  });
  return { address: server.url, trouble };
}
