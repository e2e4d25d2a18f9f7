import type { Execution, Status } from './execution.ts';
import type { HistoryEvent } from './history-event.ts';

/** An execution with what is known about it beside its own state. `id` grows with the order of the starts. */
export type Stored = { id: number; definitionId: number; mapRun: string | undefined; execution: Execution };

/** An execution that was begun and has no place in the store yet. */
export type Begun = Omit<Stored, 'id'>;

/** Executions and their histories. Times are epoch milliseconds. */
export interface ExecutionStore {
  find(arn: string): Stored | undefined;
  /** Gives the id under which the execution is saved from now on. */
  add(begun: Begun, events: readonly HistoryEvent[]): number;
  save(id: number, execution: Execution, events: readonly HistoryEvent[]): void;
  /** The history from the event `from` on, in bundles; what comes before it in the first bundle is for the reader to skip. */
  events(id: number, from: number): Iterable<readonly HistoryEvent[]>;
  /** The history in bundles, the last one first. */
  eventsBackwards(id: number): Iterable<readonly HistoryEvent[]>;
  earliestDue(): number | undefined;
  /** Executions that are due at `now`, the earliest first. */
  due(now: number, limit: number): string[];
  /** Executions that wait for an answer which somebody must be working on, by growing id. */
  inFlight(after: number, limit: number): { id: number; arn: string }[];
  /** Executions that run for a parent which has closed. */
  orphans(): string[];
  closedBefore(at: number, limit: number): number[];
  remove(id: number): void;
  /** Executions of a machine (or of one distributed Map) by status, the youngest first, before a place in that order. */
  list(
    machineArn: string,
    mapRun: string | undefined,
    status: Status,
    before: readonly [startedAt: number, id: number],
    limit: number,
  ): Stored[];
}
