import { dueAt } from './due.ts';
import type { ExecutionStore, Stored } from './execution-store.ts';
import type { HistoryEvent } from './history-event.ts';

type Kept = Stored & { bundles: (readonly HistoryEvent[])[] };

/** Executions that live as long as the process, for trials and tests: nothing is written down, so nothing is taken up again. */
export function executionsInMemory(): ExecutionStore {
  const byId = new Map<number, Kept>();
  const byArn = new Map<string, Kept>();
  const open = new Map<number, { arn: string; at: number }>();
  let ids = 0;

  const watch = ({ id, execution }: Stored): void => {
    const at = dueAt(execution);
    if (at === undefined) open.delete(id);
    else open.set(id, { arn: execution.arn, at });
  };

  return {
    find: (arn) => byArn.get(arn),
    add({ execution, definitionId, mapRun }, events) {
      ids += 1;
      const kept: Kept = { id: ids, execution, definitionId, mapRun, bundles: [events] };
      byId.set(ids, kept);
      byArn.set(execution.arn, kept);
      watch(kept);
      return ids;
    },
    save(id, execution, events) {
      const kept = byId.get(id);
      if (kept === undefined) return;
      kept.execution = execution;
      kept.bundles.push(events);
      watch(kept);
    },
    events: (id) => byId.get(id)?.bundles ?? [],
    eventsBackwards: (id) => byId.get(id)?.bundles.toReversed() ?? [],
    earliestDue() {
      let earliest: number | undefined;
      for (const { at } of open.values()) earliest = Math.min(at, earliest ?? at);
      return earliest;
    },
    due: (now, limit) =>
      [...open.values()]
        .filter(({ at }) => at <= now)
        .toSorted((a, b) => a.at - b.at)
        .slice(0, limit)
        .map(({ arn }) => arn),
    inFlight: () => [],
    orphans: () => [],
    closedBefore: () => [],
    remove(id) {
      const kept = byId.get(id);
      if (kept === undefined) return;
      byId.delete(id);
      byArn.delete(kept.execution.arn);
      open.delete(id);
    },
    list: (machineArn, mapRun, status, before, limit) =>
      [...byId.values()]
        .filter((kept) => kept.execution.machineArn === machineArn && kept.mapRun === mapRun)
        .filter((kept) => kept.execution.status === status && isBefore(kept, before))
        .toSorted((a, b) => b.execution.startedAt - a.execution.startedAt || b.id - a.id)
        .slice(0, limit),
  };
}

const isBefore = ({ id, execution }: Stored, [startedAt, place]: readonly [number, number]): boolean =>
  execution.startedAt < startedAt || (execution.startedAt === startedAt && id < place);
