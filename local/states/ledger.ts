import type { ExecutionStore } from './execution-store.ts';
import { executionsInMemory } from './executions-in-memory.ts';
import { executionsOnDisk } from './executions-on-disk.ts';
import { type MachineStore, machineStore } from './machine-store.ts';
import { openDatabase } from './schema.ts';

/** In place of a file: for the life of the process only. */
const IN_MEMORY = ':memory:';

/** Everything that is kept. Writes gather in one transaction, which is durable after `commit`; reads see them at once. */
export type Ledger = {
  machines: MachineStore;
  executions: ExecutionStore;
  /** Is called when the first write after a commit has begun a transaction. */
  onWrite(listener: () => void): void;
  commit(): void;
  close(): void;
};

export function openLedger(file: string): Ledger {
  const database = openDatabase(file);
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
    close: () => {
      commit();
      database.close();
    },
  };
}
