import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openTableStore } from '#local/table/storage/open-table-store.ts';
import type { TableStore } from '#local/table/table-store.ts';
import { noon } from '#test/local/table/storage/table-of-orders.ts';

/** A store in a folder of its own, on a clock that the test moves. */
export function givenStore(): {
  store: TableStore;
  file: string;
  clock: { now: number };
  reopen: () => Promise<TableStore>;
} {
  const folder = mkdtempSync(join(tmpdir(), 'table-store-'));
  const file = join(folder, 'table.sqlite');
  const clock = { now: noon };
  const open = () => openTableStore({ file, now: () => clock.now });
  const state = { store: open() };
  onTestFinished(async () => {
    await state.store.close();
    rmSync(folder, { recursive: true });
  });
  const reopen = async () => {
    await state.store.close();
    state.store = open();
    return state.store;
  };
  return { store: state.store, file, clock, reopen };
}
