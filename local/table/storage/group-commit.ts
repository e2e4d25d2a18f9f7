import type { Sql } from '#local/table/storage/sql.ts';

/** What is kept in memory of a transaction's state, beside the file. */
export type Remembered = {
  /** A work has ended well, or has been undone. */
  readonly keep: () => void;
  readonly undo: () => void;
  /** What is not yet in the file goes there. */
  readonly write: () => void;
  /** The transaction is lost: only what is in the file holds. */
  readonly forget: () => void;
  readonly committed: () => void;
};

export type GroupCommit = {
  /** Runs the work at once; resolves when all that it saw is on disk. */
  readonly run: <T>(work: () => T) => Promise<T>;
  /** To be called before each change within a work. */
  readonly beforeChange: () => void;
  readonly close: () => void;
};

type Waiting = { readonly settle: () => void; readonly reject: (error: unknown) => void };

/** The works of one turn of the event loop in one transaction: begun by the first change, committed when the turn ends. */
export function groupCommit(sql: Sql, remembered: Remembered): GroupCommit {
  let waiting: Waiting[] | undefined;
  let immediate: NodeJS.Immediate | undefined;
  let isRunning = false;
  let hasChanged = false;
  let isClosed = false;

  function beforeChange(): void {
    if (hasChanged) return;
    if (!isRunning) throw new Error('A change outside of its work.');
    if (waiting === undefined) {
      sql.exec('BEGIN IMMEDIATE');
      waiting = [];
      immediate = setImmediate(commit);
    }
    sql.run('SAVEPOINT work');
    hasChanged = true;
  }

  function attempt<T>(work: () => T, resolve: (result: T) => void, reject: (error: unknown) => void): () => void {
    try {
      isRunning = true;
      const result = work();
      sql.endRows();
      if (hasChanged) sql.run('RELEASE work');
      remembered.keep();
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
    if (!sql.isTransaction()) {
      lose(error);
    } else {
      sql.exec('ROLLBACK TO work; RELEASE work');
      remembered.undo();
    }
  }

  function commit(): void {
    const group = waiting ?? [];
    try {
      remembered.write();
      sql.run('COMMIT');
      waiting = undefined;
      for (const { settle } of group) settle();
    } catch (error) {
      lose(error);
    }
    remembered.committed();
  }

  function lose(error: unknown): void {
    const group = waiting ?? [];
    waiting = undefined;
    clearImmediate(immediate);
    if (sql.isTransaction()) sql.exec('ROLLBACK');
    remembered.forget();
    for (const { reject } of group) reject(error);
  }

  return {
    run: (work) =>
      new Promise((resolve, reject) => {
        if (isClosed) throw new Error('The table store is closed.');
        if (isRunning) throw new Error('A work cannot begin another one.');
        const settle = attempt(work, resolve, reject);
        if (waiting === undefined) settle();
        else waiting.push({ settle, reject });
      }),
    beforeChange,
    close: () => {
      isClosed = true;
      if (waiting === undefined) return;
      clearImmediate(immediate);
      commit();
    },
  };
}
