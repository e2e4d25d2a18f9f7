import { createCustomerStore } from './customer-store.ts';
import { createIdempotencyStore } from './idempotency-store.ts';
import type { Table } from './items.ts';
import { createLinkStore } from './link-store.ts';
import { createMailLedger } from './mail-ledger.ts';
import { createPolicyStore } from './policy-store.ts';
import { createSourceStore } from './source-store.ts';
import { createUserStore } from './user-store.ts';
import { createWaitStore } from './wait-store.ts';

/** All stores over the one table. */
export function createStores(table: Table) {
  return {
    customers: createCustomerStore(table),
    waits: createWaitStore(table),
    links: createLinkStore(table),
    ledger: createMailLedger(table),
    users: createUserStore(table),
    sources: createSourceStore(table),
    policies: createPolicyStore(table),
    idempotency: createIdempotencyStore(table),
  };
}
