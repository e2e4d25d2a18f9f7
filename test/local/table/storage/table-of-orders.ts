import type { IndexDefinition, TableDefinition } from '#local/table/definition.ts';

export const noon = Date.parse('2026-11-22T12:00:00Z');

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
