import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type FunctionRow, registry } from '#functions/registry.ts';

const root = resolve(import.meta.dirname, '../..');

/** The registry with entries that time the real handlers and change nothing else; entries are relative to `folder`. */
export function meteredRows(folder: string): FunctionRow[] {
  mkdirSync(folder, { recursive: true });
  const meter = pathToFileURL(join(import.meta.dirname, 'function-meter.ts')).href;
  return registry.map((row) => {
    const real = pathToFileURL(join(root, row.entry)).href;
    const lines = [
      `import { metered } from '${meter}';`,
      `import { handler as real } from '${real}';`,
      `export const handler = metered('${row.name}', real);`,
    ];
    const entry = `${row.name}.mjs`;
    writeFileSync(join(folder, entry), lines.join('\n'));
    return { ...row, entry };
  });
}
