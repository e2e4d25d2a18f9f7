import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pagesBetweenCheckpoints } from '#local/table/storage/back-up.ts';

const version = 1;

const schema = `
  CREATE TABLE tables (name TEXT PRIMARY KEY, definition TEXT NOT NULL) WITHOUT ROWID;
  -- A table or one of its indexes: its number is part of the names of its SQL tables (name-of.ts).
  CREATE TABLE sources (
    id INTEGER PRIMARY KEY AUTOINCREMENT, table_id TEXT NOT NULL, table_name TEXT NOT NULL, index_name TEXT
  );
  CREATE INDEX sources_of_table ON sources (table_id);
  CREATE TABLE counts (id INTEGER PRIMARY KEY, items INTEGER NOT NULL, bytes INTEGER NOT NULL);
  CREATE TABLE streams (
    id INTEGER PRIMARY KEY AUTOINCREMENT, table_name TEXT NOT NULL, label TEXT NOT NULL, definition TEXT NOT NULL,
    first_sequence INTEGER NOT NULL, last_sequence INTEGER, closed_at INTEGER
  );
  CREATE TABLE expiries (at INTEGER, source INTEGER, item INTEGER, PRIMARY KEY (at, source, item)) WITHOUT ROWID;
  CREATE TABLE tokens (
    id INTEGER PRIMARY KEY, at INTEGER NOT NULL, token TEXT NOT NULL UNIQUE, fingerprint TEXT NOT NULL, answer TEXT NOT NULL
  );
`;

/**
 * Opens, or makes, the file of a table store. A commit is in its write-ahead log (the file's name with `-wal`) but not yet on
 * disk: whoever answers synchronises the log before (in FULL mode SQLite would, and hold up everything else). No other process can open it meanwhile: what is not shared needs no locks, and
 * they cost more than a read does.
 * @throws Error when it is no such file, or one of a newer version.
 */
export function openFile(file: string): DatabaseSync {
  mkdirSync(dirname(file), { recursive: true });
  const db = new DatabaseSync(file);
  try {
    db.exec(`
      PRAGMA locking_mode = EXCLUSIVE; PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
      PRAGMA cache_size = -16384; PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = ${pagesBetweenCheckpoints};
    `);
    migrate(db, file);
    return db;
  } catch (error) {
    db.close();
    throw explained(error, file);
  }
}

function migrate(db: DatabaseSync, file: string): void {
  const found = Number(db.prepare('PRAGMA user_version').get()?.user_version);
  if (found > version) {
    throw new Error(
      `${file} was written by a newer version of this program (its format is ${found}, the newest known here is ${version}). Start that version, or restore a backup of this one.`,
    );
  }
  if (found === version) return;
  db.exec(`BEGIN IMMEDIATE; ${schema} PRAGMA user_version = ${version}; COMMIT;`);
}

function explained(error: unknown, file: string): unknown {
  if (!(error instanceof Error && 'errcode' in error)) return error;
  const { message } = error;
  if (error.errcode === 5)
    return new Error(`${file} is in use by another process. Stop that one first.`, { cause: error });
  return new Error(`${file} cannot be opened as a table store: ${message}.`, { cause: error });
}
