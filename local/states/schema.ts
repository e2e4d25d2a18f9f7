import { DatabaseSync } from 'node:sqlite';

/**
 * Executions rest on disk and not in memory: `due_at` finds those whose time has come, `in_flight` those that were at work
 * when the process ended. Events lie in bundles as they were committed; `last` is the number of the last one in the bundle.
 */
const TABLES = `
  CREATE TABLE IF NOT EXISTS definitions (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;
  CREATE TABLE IF NOT EXISTS machines (
    arn TEXT PRIMARY KEY, name TEXT NOT NULL, definition_id INTEGER NOT NULL, role_arn TEXT NOT NULL, revision TEXT NOT NULL,
    created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, settings TEXT NOT NULL, tags TEXT NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS executions (
    id INTEGER PRIMARY KEY, arn TEXT NOT NULL UNIQUE, machine_arn TEXT NOT NULL, name TEXT NOT NULL,
    definition_id INTEGER NOT NULL, map_run TEXT, parent_arn TEXT, status TEXT NOT NULL, started_at INTEGER NOT NULL,
    stopped_at INTEGER, input TEXT NOT NULL, output TEXT, state TEXT NOT NULL, due_at INTEGER, in_flight INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS executions_due ON executions (due_at) WHERE due_at IS NOT NULL;
  CREATE INDEX IF NOT EXISTS executions_in_flight ON executions (id) WHERE in_flight = 1;
  CREATE INDEX IF NOT EXISTS executions_of_machine ON executions (machine_arn, map_run, status, started_at, id);
  CREATE INDEX IF NOT EXISTS executions_closed ON executions (stopped_at) WHERE stopped_at IS NOT NULL;
  CREATE INDEX IF NOT EXISTS executions_waited_for ON executions (parent_arn) WHERE parent_arn IS NOT NULL AND stopped_at IS NULL;
  CREATE TABLE IF NOT EXISTS events (
    execution_id INTEGER NOT NULL, last INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY (execution_id, last)
  ) STRICT;
`;

/** Opens or makes the database, whose write-ahead log is brought to the disk by the ledger; `:memory:` keeps it for the life of the process only. One process at a time may have it. */
export function openDatabase(file: string): DatabaseSync {
  const database = new DatabaseSync(file);
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
    database.exec(TABLES);
    return database;
  } catch (thrown) {
    database.close();
    throw new Error(`The state machines' database ${file} cannot be opened; does another process use it?`, {
      cause: thrown,
    });
  }
}
