import type { CustomerId } from '#domain/ids.ts';
import type { Commit, CustomerStore, PageRequest, Saved, Saving } from '#shared/ports.ts';
import { countCommits } from './commit-counts.ts';
import { BadCursor, placeOf } from './cursor.ts';
import type { CommitItem, OpportunityItem, StateItem } from './customer-items.ts';
import { listCustomers } from './customer-list.ts';
import { type Refused, writesOf } from './customer-writes.ts';
import { collect, fromItem, read, search, type Table } from './items.ts';
import * as keys from './keys.ts';
import type { ActionItem } from './open-items.ts';
import { pageOf } from './pages.ts';
import { endOf, listActions, listReviews } from './to-do-list.ts';
import { type Refusal, transact } from './transact.ts';

export function createCustomerStore(table: Table): CustomerStore {
  return {
    load: async (id) => (await read<StateItem>(table, keys.customerKey(id)))?.data,
    save: (saving) => save(table, saving),
    list: (filter, page) => listCustomers(table, filter, page),
    find: async (key) => (await read<{ customerId: CustomerId }>(table, keys.identityKey(key)))?.customerId,

    async timeline(id, page) {
      const items = search<CommitItem>(table, {
        partition: keys.customerPartition(id),
        range: { between: [keys.commitSort(0), keys.commitSort(newestVersion(page))] },
        newestFirst: true,
        limit: page.limit + 1,
      });
      return await pageOf(items, page, 'by-version', ({ version }) => String(version), commitOf);
    },

    counts: (id, days) => countCommits(table, id, days),

    async opportunities(id) {
      const range = { beginsWith: keys.opportunities };
      return await collect(
        search<OpportunityItem>(table, { partition: keys.customerPartition(id), range }),
        ({ data }) => data,
      );
    },

    async actionsOf(owner, until) {
      const range = { before: endOf(until) };
      return await collect(
        search<ActionItem>(table, { index: 'gsi2', partition: keys.actionsOf(owner), range }),
        ({ data }) => data,
      );
    },

    listActions: (owner, until, page) => listActions(table, owner, until, page),
    listReviews: (reviewer, page) => listReviews(table, reviewer, page),
  };
}

function newestVersion({ cursor }: PageRequest): number {
  if (cursor === undefined) return keys.newestVersion;
  const shown = Number(placeOf('by-version', cursor));
  if (!Number.isInteger(shown) || shown < 1 || shown > keys.newestVersion) throw new BadCursor();
  return shown - 1;
}

function commitOf({ version, at, events }: CommitItem): Commit {
  return { version, at, events };
}

/** What stands in the way may be several things; the first of these is what the caller has to know. */
const weight = ['delivered-before', 'taken', 'conflict'] as const;

async function save(table: Table, saving: Saving): Promise<Saved> {
  const refusals = await transact(table, writesOf(saving, table));
  const worst = weight.flatMap((kind) => refusals.filter(({ refused }) => refused === kind))[0];
  return worst ? savedAs(worst) : { kind: 'saved' };
}

/** The item in the way says whose it is. */
function savedAs({ refused, item }: Refusal<Refused>): Saved {
  if (refused === 'conflict' || !item) return { kind: 'conflict' };
  const { pk, customerId } = fromItem<{ pk: string; customerId: CustomerId }>(item);
  return refused === 'taken'
    ? { kind: 'taken', key: keys.identityOf(pk), customerId }
    : { kind: 'delivered-before', customerId };
}
