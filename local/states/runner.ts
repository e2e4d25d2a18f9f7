import type { LocalClock } from '#local/clock-port.ts';
import { advance } from './advance.ts';
import type { Definition } from './definition.ts';
import type { Effect, Execution, Signal, Step } from './execution.ts';
import type { Begun } from './execution-store.ts';
import type { HistoryEvent } from './history-event.ts';
import type { Ledger } from './ledger.ts';

/** Executions kept in memory for their next signal; the others are read when one comes. */
const MOST_AT_HAND = 2_000;

type Settle = { resolve: (applied: boolean) => void; reject: (reason: unknown) => void };

/** An execution at hand, with the signals that it has not yet seen and what has come of the others since the last commit. */
type Desk = Begun & {
  /** Undefined until the first commit. */
  id: number | undefined;
  definition: Definition;
  inbox: (Settle & { signal: Signal })[];
  working: boolean;
  events: HistoryEvent[];
  effects: Effect[];
  waiting: Settle[];
};

/** What a commit has made durable, or will have when its log is on disk. */
type Batch = {
  readonly done: PromiseWithResolvers<void>;
  readonly parts: readonly Pick<Desk, 'execution' | 'effects' | 'waiting'>[];
};

type Perform = (execution: Execution, effect: Effect) => void;

export type Runner = ReturnType<typeof createRunner>;

/**
 * Brings signals to executions, one at a time for each, and commits what many of them have become in one transaction.
 * Effects are performed, and those who wait are answered, only after that commit.
 */
export function createRunner(ledger: Ledger, clock: LocalClock, perform: Perform) {
  const desks = new Map<string, Desk>();
  const dirty = new Set<Desk>();
  let durable: PromiseWithResolvers<void> | undefined;
  let onTheWay: Batch | undefined;
  let working = 0;
  let closed = false;

  function deskFor(arn: string): Desk | undefined {
    const desk = desks.get(arn);
    if (desk === undefined) {
      const stored = ledger.executions.find(arn);
      return stored && seat(stored.id, stored);
    }
    desks.delete(arn);
    desks.set(arn, desk);
    return desk;
  }

  function seat(id: number | undefined, { execution, definitionId, mapRun }: Begun): Desk {
    const definition = ledger.machines.definition(definitionId);
    const place = { id, definition, execution, definitionId, mapRun };
    const desk: Desk = { ...place, inbox: [], working: false, events: [], effects: [], waiting: [] };
    desks.set(execution.arn, desk);
    return desk;
  }

  function save(desk: Desk): void {
    const { id, execution, events } = desk;
    if (id === undefined) desk.id = ledger.executions.add(desk, events);
    else ledger.executions.save(id, execution, events);
  }

  function send(desk: Desk, signal: Signal): Promise<boolean> {
    const { promise, resolve, reject } = Promise.withResolvers<boolean>();
    desk.inbox.push({ signal, resolve, reject });
    if (!desk.working) void work(desk);
    return promise;
  }

  function clearAway(): void {
    for (const [arn, desk] of desks) {
      if (desks.size <= MOST_AT_HAND) return;
      if (!desk.working && desk.id !== undefined && !dirty.has(desk)) desks.delete(arn);
    }
  }

  /** A fault of the interpreter itself must not leave an execution hanging: it fails, with what was thrown as the cause. */
  async function step(desk: Desk, signal: Signal): Promise<Step> {
    try {
      return await advance(desk.definition, desk.execution, signal, clock.now());
    } catch (thrown) {
      const cause = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
      return await advance(desk.definition, desk.execution, { is: 'fault', cause }, clock.now());
    }
  }

  async function work(desk: Desk): Promise<void> {
    desk.working = true;
    working += 1;
    for (let next = desk.inbox.shift(); next !== undefined && !closed; next = desk.inbox.shift()) {
      try {
        const [execution, effects, events] = await step(desk, next.signal);
        if (closed) break;
        if (execution === desk.execution) {
          next.resolve(false);
          continue;
        }
        desk.execution = execution;
        for (const effect of effects) desk.effects.push(effect);
        for (const event of events) desk.events.push(event);
        desk.waiting.push(next);
        dirty.add(desk);
        arrange();
      } catch (thrown) {
        next.reject(thrown);
      }
    }
    desk.working = false;
    working -= 1;
  }

  /** Lets the commit come after everything that is ready to run now. */
  function arrange(): PromiseWithResolvers<void> {
    if (durable === undefined) {
      durable = Promise.withResolvers<void>();
      setImmediate(flush);
    }
    return durable;
  }

  function flush(): void {
    if (durable === undefined || closed || onTheWay !== undefined) return;
    const batch = commit(durable);
    onTheWay = batch;
    ledger.synchronise(() => {
      if (onTheWay !== batch) return;
      arrive(batch);
      // What has gathered meanwhile.
      flush();
    });
  }

  function commit(done: PromiseWithResolvers<void>): Batch {
    const saved = [...dirty];
    dirty.clear();
    for (const desk of saved) save(desk);
    ledger.commit();
    durable = undefined;
    return { done, parts: saved.map(takeFrom) };
  }

  function arrive({ done, parts }: Batch): void {
    onTheWay = undefined;
    done.resolve();
    for (const { execution, effects, waiting } of parts) {
      // The next process does them.
      if (!closed) for (const effect of effects) perform(execution, effect);
      for (const { resolve } of waiting) resolve(true);
    }
    clearAway();
    clock.nudge();
  }

  ledger.onWrite(arrange);

  return {
    /** Resolves when the signal's outcome is durable: false if it concerned nothing open; undefined without such an execution. */
    deliver(arn: string, signal: Signal): Promise<boolean | undefined> {
      const desk = closed ? undefined : deskFor(arn);
      return desk === undefined ? Promise.resolve(undefined) : send(desk, signal);
    },
    /** Begins a new execution; resolves when it is durable. Whoever calls has made sure that the name is free. */
    begin: (begun: Begun): Promise<boolean> => send(seat(undefined, begun), { is: 'start' }),
    /** Resolves when everything written so far is durable. */
    durable: (): Promise<void> => (durable ?? onTheWay?.done)?.promise ?? Promise.resolve(),
    /** Resolves when the execution, if it was just begun, is durable. */
    async kept(arn: string): Promise<void> {
      for (const desk = desks.get(arn); desk !== undefined && desk.id === undefined; ) await arrange().promise;
      await onTheWay?.done.promise;
    },
    /** The execution as it is now; what is newer than the last commit is included. */
    peek: (arn: string): Execution | undefined => desks.get(arn)?.execution,
    forget: (arn: string): boolean => desks.delete(arn),
    /** Brings all to the disk, and takes no more signals. */
    close(): void {
      closed = true;
      while (onTheWay !== undefined || durable !== undefined) {
        const batch = onTheWay ?? (durable && commit(durable));
        ledger.synchroniseNow();
        if (batch !== undefined) arrive(batch);
      }
    },
    closed: (): boolean => closed,
    busy: (): boolean => working > 0 || durable !== undefined || onTheWay !== undefined,
  };
}

/** What has come of a desk's signals since its last commit, which it lets go of. */
function takeFrom(desk: Desk): Batch['parts'][number] {
  const { execution, effects, waiting } = desk;
  Object.assign(desk, { events: [], effects: [], waiting: [] });
  return { execution, effects, waiting };
}
