import { byState, orders } from '#test/local/table/storage/table-of-orders.ts';

const index = byState();
const stream = { label: '2026-11-22T12:00:00.000', view: 'NEW_IMAGE' } as const;

/** What the process that is killed writes to. */
export const written = { table: { ...orders({ indexes: [index] }), stream }, index };
