import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';

/** A record that a function refused as often as it was tried. */
export type DeadLetter = {
  readonly id: number;
  /** Virtual time of the last try, ISO. */
  readonly at: string;
  readonly functionName: string;
  readonly tries: number;
  readonly errorType: string;
  readonly errorMessage: string;
  /** The record as the function got it. */
  readonly record: unknown;
};

const DeadLetterRow = z.object({
  id: z.number(),
  at: z.string(),
  functionName: z.string(),
  tries: z.number(),
  errorType: z.string(),
  errorMessage: z.string(),
  record: z.string().transform((text): unknown => JSON.parse(text)),
});

export type RelayStore = ReturnType<typeof openRelayStore>;

/** How far each function has come in each shard, and what could not be delivered. Survives the process. */
export function openRelayStore(file: string) {
  mkdirSync(dirname(file), { recursive: true });
  const database = new DatabaseSync(file, { timeout: 5_000 });
  database.exec(`
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    CREATE TABLE IF NOT EXISTS position (
      functionName TEXT, shardId TEXT, sequence TEXT NOT NULL, PRIMARY KEY (functionName, shardId)
    ) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS finishedShard (shardId TEXT PRIMARY KEY) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS deadLetter (
      id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT, functionName TEXT, tries INTEGER, errorType TEXT, errorMessage TEXT,
      record TEXT
    );
    CREATE TABLE IF NOT EXISTS flag (name TEXT PRIMARY KEY) WITHOUT ROWID;
  `);
  const readPosition = database.prepare('SELECT sequence FROM position WHERE functionName = ? AND shardId = ?');
  const writePosition = database.prepare('INSERT OR REPLACE INTO position VALUES (?, ?, ?)');
  const addDeadLetter = database.prepare(
    'INSERT INTO deadLetter (at, functionName, tries, errorType, errorMessage, record) VALUES (?, ?, ?, ?, ?, ?)',
  );
  return {
    position(functionName: string, shardId: string): string | undefined {
      const row = readPosition.get(functionName, shardId);
      return row === undefined ? undefined : String(row.sequence);
    },
    savePosition(functionName: string, shardId: string, sequence: string): void {
      if (database.isOpen) writePosition.run(functionName, shardId, sequence);
    },
    /** Shards with a position, not finished. */
    startedShards: () =>
      database
        .prepare('SELECT DISTINCT shardId FROM position')
        .all()
        .map((row) => String(row.shardId)),
    /** False until something was delivered. */
    hasPlace: () =>
      database.prepare('SELECT 1 FROM position UNION ALL SELECT 1 FROM finishedShard LIMIT 1').get() !== undefined,
    isFinished: (shardId: string) =>
      database.prepare('SELECT 1 FROM finishedShard WHERE shardId = ?').get(shardId) !== undefined,
    finish(shardId: string): void {
      database.prepare('INSERT OR IGNORE INTO finishedShard VALUES (?)').run(shardId);
      database.prepare('DELETE FROM position WHERE shardId = ?').run(shardId);
    },
    bury({ at, functionName, tries, errorType, errorMessage, record }: Omit<DeadLetter, 'id'>): void {
      addDeadLetter.run(at, functionName, tries, errorType, errorMessage, JSON.stringify(record));
    },
    deadLetters: (): DeadLetter[] =>
      database
        .prepare('SELECT * FROM deadLetter ORDER BY id')
        .all()
        .map((row) => DeadLetterRow.parse(row)),
    forget(id: number): void {
      database.prepare('DELETE FROM deadLetter WHERE id = ?').run(id);
    },
    hasFlag: (name: string) => database.prepare('SELECT 1 FROM flag WHERE name = ?').get(name) !== undefined,
    setFlag(name: string, on: boolean): void {
      database.prepare(on ? 'INSERT OR IGNORE INTO flag VALUES (?)' : 'DELETE FROM flag WHERE name = ?').run(name);
    },
    close: () => database.close(),
  };
}
