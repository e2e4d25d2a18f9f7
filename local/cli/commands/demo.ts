import { apiFor, Health } from '#local/cli/http/api-for.ts';
import { createProgress } from '#local/cli/import/progress.ts';
import { runImport } from '#local/cli/import/run-import.ts';
import { sendingOrder } from '#local/cli/import/send.ts';
import type { Staging } from '#local/cli/import/staging.ts';
import { dataDir } from '#local/cli/place.ts';
import type { Terminal } from '#local/cli/terminal.ts';
import { demoAnchor } from '#local/demo/anchor.ts';
import { generateDemo } from '#local/demo/generate.ts';
import type { DemoRows } from '#local/demo/rows.ts';

export type DemoOptions = { readonly customers: number; readonly seed: number; readonly url?: string };

/** Brings the demo's customers in over the same way as an import. */
export async function demo({ customers, seed, ...options }: DemoOptions, terminal: Terminal) {
  const progress = createProgress(terminal);
  const api = await apiFor(options, terminal, progress.say);
  const { now = new Date(terminal.now()).toISOString() } = await api.get('/health', Health);
  const anchor = demoAnchor(dataDir(terminal.env), seed, now);
  const rows = generateDemo({ customers, seed, anchor });
  terminal.out(
    `Demo: ${customers} invented customers, seed ${seed}, with a history that ends before ${anchor.slice(0, 10)}.`,
  );
  return await runImport({ terminal, progress, stage: (staging) => stageRows(rows, staging), system: 'demo', api });
}

function stageRows(rows: DemoRows, staging: Staging): void {
  for (const kind of sendingOrder) staging.add(staging.addFile({ kind, file: `demo ${kind}` }), rows[kind]);
}
