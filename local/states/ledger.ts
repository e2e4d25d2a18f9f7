import { closeSync, fdatasync, fdatasyncSync, openSync } from 'node:fs';
import type { ExecutionStore } from './execution-store.ts';
import { executionsInMemory } from './executions-in-memory.ts';
import { executionsOnDisk } from './executions-on-disk.ts';
import { type MachineStore, machineStore } from './machine-store.ts';
import { openDatabase } from './schema.ts';

/** In place of a file: for the life of the process only. */
const IN_MEMORY = ':memory:';

/**
 * Everything that is kept. Writes gather in one transaction, which `commit` ends and `synchronise` brings to the disk; reads see
 * them at once.
 */
export type Ledger = {
  machines: MachineStore;
  executions: ExecutionStore;
  /** Is called when the first write after a commit has begun a transaction. */
  onWrite(listener: () => void): void;
  commit(): void;
  /** Calls back when what was committed is on disk, while others go on. @throws Error from the callback's turn when the disk fails */
  synchronise(done: () => void): void;
  /** The same, with everybody waiting. */
  synchroniseNow(): void;
  close(): void;
};

export function openLedger(file: string): Ledger {
  const database = openDatabase(file);
  const log = file === IN_MEMORY ? noLog : logOf(file);
  let writing = false;
  let wrote = () => {};
  const write = () => {
    if (writing) return;
    database.exec('BEGIN IMMEDIATE');
    writing = true;
    wrote();
  };
  const commit = () => {
    if (!writing) return;
    database.exec('COMMIT');
    writing = false;
  };
  return {
    machines: machineStore(database, write),
    executions: file === IN_MEMORY ? executionsInMemory() : executionsOnDisk(database, write),
    onWrite: (listener) => {
      wrote = listener;
    },
    commit,
    synchronise: log.synchronise,
    synchroniseNow: log.synchroniseNow,
    close: () => {
      commit();
      log.synchroniseNow();
      log.close();
      database.close();
    },
  };
}

/** SQLite would synchronise the write-ahead log within the commit, and hold up the event loop for as long as the disk takes. */
function logOf(file: string) {
  const log = openSync(`${file}-wal`, 'r+');
  let underWay = 0;
  let closed = false;
  const letGo = () => {
    if (closed && underWay === 0) closeSync(log);
  };
  return {
    synchronise(done: () => void): void {
      underWay += 1;
      fdatasync(log, (error) => {
        underWay -= 1;
        letGo();
        if (error !== null) throw error;
        done();
      });
    },
    synchroniseNow: () => fdatasyncSync(log),
    close(): void {
      closed = true;
      letGo();
    },
  };
}

const noLog: ReturnType<typeof logOf> = {
  synchronise: (done) => done(),
  synchroniseNow: () => undefined,
  close: () => undefined,
};
