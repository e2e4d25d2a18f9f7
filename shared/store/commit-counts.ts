import { countsOf, type EventCounts } from '#domain/event-counts.ts';
import type { CustomerId } from '#domain/ids.ts';
import type { Days } from '#shared/ports.ts';
import type { CommitItem } from './customer-items.ts';
import { read, search, type Table } from './items.ts';
import { commitKey, commitSort, customerPartition, newestVersion } from './keys.ts';

/** Commits carry what they count up to since there are reports; those from before do not. */
type Counted = Pick<CommitItem, 'version' | 'at'> & { readonly counts?: EventCounts };

const perPage = 1_000;

/** What happened to a customer in a period, kind by kind: newest first, so that what lies before it is not read. */
export async function countCommits(table: Table, id: CustomerId, { from, until }: Days): Promise<EventCounts> {
  const sums: Record<string, number> = {};
  const commits = search<Counted>(table, {
    partition: customerPartition(id),
    range: { between: [commitSort(0), commitSort(newestVersion)] },
    newestFirst: true,
    limit: perPage,
    only: ['version', 'at', 'counts'],
  });
  for await (const commit of commits) {
    const day = commit.at.slice(0, 10);
    if (from && day < from) break;
    if (until && day > until) continue;
    const counts = commit.counts ?? (await countsFromBefore(table, id, commit));
    for (const [what, times] of Object.entries(counts)) sums[what] = (sums[what] ?? 0) + times;
  }
  return sums;
}

async function countsFromBefore(table: Table, id: CustomerId, { version }: Counted): Promise<EventCounts> {
  return countsOf((await read<CommitItem>(table, commitKey(id, version)))?.events ?? []);
}
