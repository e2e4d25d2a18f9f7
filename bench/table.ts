import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { printGrowth } from './table/growth.ts';
import { printMemory } from './table/memory.ts';
import { printRates } from './table/rates.ts';

/** The embedded table against DynamoDB Local: requests a second, and what many items cost. */
export async function run(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-table-'));
  try {
    await printRates(folder);
    await printMemory(folder);
    await printGrowth(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
