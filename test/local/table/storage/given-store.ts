import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { IndexDefinition, TableDefinition } from '#local/table/definition.ts';
import { openTableStore } from '#local/table/storage/open-table-store.ts';
import type { TableStore } from '#local/table/table-store.ts';

export const noon = Date.parse('2026-11-22T12:00:00Z');

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

/** The table `orders` by `customer` and `number`, with changes. */
export function orders(changes: Partial<TableDefinition> = {}): TableDefinition {
  return {
    id: 'id-of-orders',
    name: 'orders',
    status: 'ACTIVE',
    createdAt: noon,
    key: { hash: { name: 'customer', type: 'S' }, range: { name: 'number', type: 'N' } },
    attributes: [
      { name: 'customer', type: 'S' },
      { name: 'number', type: 'N' },
      { name: 'state', type: 'S' },
      { name: 'due', type: 'S' },
    ],
    indexes: [],
    billing: 'PAY_PER_REQUEST',
    throughput: { read: 0, write: 0 },
    deletionProtection: false,
    tags: {},
    settings: {},
    ...changes,
  };
}

/** A global index of the orders by their `state` and `due`. */
export function byState(changes: Partial<IndexDefinition> = {}): IndexDefinition {
  return {
    name: 'by-state',
    kind: 'global',
    key: { hash: { name: 'state', type: 'S' }, range: { name: 'due', type: 'S' } },
    projection: { type: 'ALL' },
    status: 'ACTIVE',
    throughput: { read: 0, write: 0 },
    ...changes,
  };
}

/** A local index of a customer's orders by `due`. */
export const byDue = byState({
  name: 'by-due',
  kind: 'local',
  key: { hash: { name: 'customer', type: 'S' }, range: { name: 'due', type: 'S' } },
  projection: { type: 'KEYS_ONLY' },
});
