import type { CustomerEvent } from './events.ts';

/** How many events there are of each kind; of decisions also how each was taken (`approve/decided`, `approve/default`). */
export type EventCounts = Readonly<Record<string, number>>;

export function countsOf(events: readonly CustomerEvent[]): EventCounts {
  const counts: Record<string, number> = {};
  for (const event of events) {
    add(counts, event.type);
    if (event.type === 'ReviewDecided') add(counts, `${event.decision}/${event.how}`);
  }
  return counts;
}

function add(counts: Record<string, number>, key: string): void {
  counts[key] = (counts[key] ?? 0) + 1;
}
