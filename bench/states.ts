import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { printRates } from './states/rates.ts';
import { printWaiting } from './states/waiting.ts';

/** The state machines: transitions a second against another interpreter, and what 100,000 waiting executions cost. */
export async function run(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-states-'));
  try {
    await printRates(folder);
    await printWaiting(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
