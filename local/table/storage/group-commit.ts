import type { Sql } from '#local/table/storage/sql.ts';

/** What is kept in memory of a transaction's state, beside the file. */
export type Remembered = {
  /** A work that has changed something has ended well, or has been undone. */
  readonly keep: () => void;
  readonly undo: () => void;
  /** What is not yet in the file goes there. */
  readonly write: () => void;
  /** The transaction is lost: only what is in the file holds. */
  readonly forget: () => void;
  /** What was committed is on disk. */
  readonly done: () => void;
};

/** Brings all that was committed to the disk, while others go on. */
export type Sync = (done: (error: Error | null) => void) => void;

export type GroupCommit = {
  /** Runs the work at once; resolves when all that it saw is on disk. */
  readonly run: <T>(work: () => T) => Promise<T>;
  /** To be called before each change within a work. */
  readonly beforeChange: () => void;
  /** Commits what is open, so that no transaction is. */
  readonly commitNow: () => void;
  /** Resolves when all is on disk; works are refused from now on. */
  readonly close: () => Promise<void>;
};

type Waiting = { readonly settle: () => void; readonly reject: (error: unknown) => void };

/**
 * The works of one turn of the event loop in one transaction: begun by the first change, committed when the turn ends, and
 * synchronised along with those that were committed during the synchronisation before.
 */
export function groupCommit(sql: Sql, remembered: Remembered, sync: Sync): GroupCommit {
  /** Works of the open transaction, of the committed ones, and of those that are on their way to the disk. */
  let open: Waiting[] | undefined;
  let committed: Waiting[] | undefined;
  let syncing: Waiting[] | undefined;
  let immediate: NodeJS.Immediate | undefined;
  let isRunning = false;
  let hasChanged = false;
  let refusal: Error | undefined;

  function beforeChange(): void {
    if (hasChanged) return;
    if (!isRunning) throw new Error('A change outside of its work.');
    if (open === undefined) {
      sql.run('BEGIN IMMEDIATE');
      open = [];
      immediate = setImmediate(commit);
    }
    sql.run('SAVEPOINT work');
    hasChanged = true;
  }

  function attempt<T>(work: () => T, resolve: (result: T) => void, reject: (error: unknown) => void): () => void {
    isRunning = true;
    try {
      const result = work();
      sql.endRows();
      if (hasChanged) {
        sql.run('RELEASE work');
        remembered.keep();
      }
      return () => resolve(result);
    } catch (error) {
      sql.endRows();
      if (hasChanged) undo(error);
      return () => reject(error);
    } finally {
      isRunning = false;
      hasChanged = false;
    }
  }

  function undo(error: unknown): void {
    // SQLite ends the whole transaction itself when the disk is full or fails.
    if (sql.isTransaction()) {
      sql.exec('ROLLBACK TO work; RELEASE work');
      remembered.undo();
    } else {
      lose(error);
    }
  }

  function commit(): void {
    clearImmediate(immediate);
    try {
      remembered.write();
      sql.run('COMMIT');
      committed = [...(committed ?? []), ...(open ?? [])];
      open = undefined;
    } catch (error) {
      lose(error);
    }
    if (syncing === undefined && committed !== undefined) synchronise();
  }

  function lose(error: unknown): void {
    clearImmediate(immediate);
    const lost = open ?? [];
    open = undefined;
    if (sql.isTransaction()) sql.run('ROLLBACK');
    remembered.forget();
    for (const { reject } of lost) reject(error);
  }

  function synchronise(): void {
    syncing = committed;
    committed = undefined;
    sync((error) => {
      const done = syncing ?? [];
      syncing = undefined;
      if (error === null) for (const { settle } of done) settle();
      else fail(error, done);
      if (committed !== undefined) synchronise();
      remembered.done();
    });
  }

  /** What a disk that has failed once holds, nobody knows, so that nothing is built on it. */
  function fail(cause: Error, waiting: readonly Waiting[]): void {
    refusal = new Error(`The disk has not taken what was written (${cause.message}). Look after it and start again.`, {
      cause,
    });
    for (const { reject } of waiting) reject(refusal);
  }

  function run<T>(work: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      if (refusal !== undefined) throw refusal;
      if (isRunning) throw new Error('A work cannot begin another one.');
      const settle = attempt(work, resolve, reject);
      const group = open ?? committed ?? syncing;
      if (group === undefined) settle();
      else group.push({ settle, reject });
    });
  }

  function commitNow(): void {
    if (open !== undefined) commit();
  }

  return {
    run,
    beforeChange,
    commitNow,
    close: async () => {
      commitNow();
      const rest = run(() => undefined);
      refusal ??= new Error('The table store is closed.');
      await rest;
    },
  };
}
