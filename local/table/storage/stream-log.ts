import { boundLimit } from '#local/bound-limit.ts';
import type { StreamView, TableDefinition } from '#local/table/definition.ts';
import { itemOf } from '#local/table/storage/item-text.ts';
import { nameOf } from '#local/table/storage/name-of.ts';
import type { Sql } from '#local/table/storage/sql.ts';
import type { Tally } from '#local/table/storage/tally.ts';
import type { StreamRow, StreamState } from '#local/table/table-store.ts';
import type { Item } from '#local/table/values/attribute-value.ts';

const day = 24 * 60 * 60 * 1000;

/** A change of an item, with the texts of the items before and after. */
export type Change = {
  readonly keys: Item;
  readonly before: string | undefined;
  readonly after: string | undefined;
  readonly isExpired: boolean;
};

export type StreamLog = {
  readonly enable: (table: TableDefinition) => void;
  readonly disable: (tableName: string) => void;
  readonly append: (stream: { readonly id: number; readonly view: StreamView }, change: Change) => void;
  readonly states: () => StreamState[];
  readonly records: (tableName: string, label: string, from: number, limit: number) => StreamRow[];
  /** The newest number of a record of a stream that is past its 24 hours; 0 when there is none. */
  readonly trimmedTo: (tableName: string, label: string) => number;
  readonly lastSequence: () => number;
  /** Deletes some of what is older than 24 hours. @returns whether there may be more */
  readonly trim: () => boolean;
};

/** The number under which all records that ever were are counted: the last one's sequence number. */
const allRecords = 0;
const mostAtOnce = 1_000;
const empty = '{}';

type StateRow = [string, string, string, number, number | null, number | null];
type RecordRow = [number, number, string, number, string, string | null, string | null];

export function streamLog(sql: Sql, tally: Tally, now: () => number): StreamLog {
  const lastSequence = () => tally.of(allRecords).items;

  function enable(table: TableDefinition): void {
    const text = 'INSERT INTO streams (table_name, label, definition, first_sequence) VALUES (?, ?, ?, ?)';
    const id = sql.run(text, table.name, table.stream?.label ?? '', JSON.stringify(table), lastSequence() + 1);
    sql.exec(`CREATE TABLE ${nameOf.records(id)} (
      sequence INTEGER PRIMARY KEY, at INTEGER NOT NULL, event TEXT NOT NULL, expired INTEGER NOT NULL,
      keys TEXT NOT NULL, before TEXT, after TEXT
    )`);
  }

  function numberOf(tableName: string, label: string): number | undefined {
    const text = 'SELECT max(id) FROM streams WHERE table_name = ? AND label = ?';
    return sql.one<[number | null]>(text, tableName, label)?.[0] ?? undefined;
  }

  /** Of the newest record that goes its number stays: whoever asks for it or an older one is told that they are gone. */
  function trimStream(id: number): boolean {
    const records = nameOf.records(id);
    const oldest = `SELECT sequence, at FROM ${records} ORDER BY sequence LIMIT ${mostAtOnce}`;
    const row = sql.one<[number | null, number]>(
      `SELECT max(sequence), count(*) FROM (${oldest}) WHERE at <= ?`,
      now() - day,
    );
    if (row === undefined || row[0] === null) return false;
    sql.run(`DELETE FROM ${records} WHERE sequence < ?`, row[0]);
    sql.run(
      `UPDATE ${records} SET keys = ?, before = NULL, after = NULL WHERE sequence = ? AND keys <> ?`,
      empty,
      row[0],
      empty,
    );
    return row[1] === mostAtOnce;
  }

  return {
    enable,
    disable: (tableName) => {
      const text = 'UPDATE streams SET closed_at = ?, last_sequence = ? WHERE table_name = ? AND closed_at IS NULL';
      sql.run(text, now(), lastSequence(), tableName);
    },
    append: ({ id, view }, { keys, before, after, isExpired }) => {
      const event = before === undefined ? 'INSERT' : after === undefined ? 'REMOVE' : 'MODIFY';
      const sequence = tally.add(allRecords, 1, 0).items;
      const hasOld = view === 'OLD_IMAGE' || view === 'NEW_AND_OLD_IMAGES';
      const hasNew = view === 'NEW_IMAGE' || view === 'NEW_AND_OLD_IMAGES';
      const old = (hasOld && before) || null;
      const young = (hasNew && after) || null;
      const text = `INSERT INTO ${nameOf.records(id)} VALUES (?, ?, ?, ?, ?, ?, ?)`;
      sql.run(text, sequence, now(), event, isExpired ? 1 : 0, JSON.stringify(keys), old, young);
    },
    states: () => {
      const columns = 'table_name, label, definition, first_sequence, last_sequence, closed_at';
      const text = `SELECT ${columns} FROM streams WHERE closed_at IS NULL OR closed_at > ? ORDER BY id`;
      return sql.all<StateRow>(text, now() - day).map(stateOf);
    },
    records: (tableName, label, from, limit) => {
      const id = numberOf(tableName, label);
      if (id === undefined) return [];
      const columns = 'sequence, at, event, expired, keys, before, after';
      const text = `SELECT ${columns} FROM ${nameOf.records(id)} WHERE sequence >= ? AND at > ? ORDER BY sequence ${boundLimit}`;
      return sql.all<RecordRow>(text, from, now() - day, limit).map(recordOf);
    },
    trimmedTo: (tableName, label) => {
      const id = numberOf(tableName, label);
      if (id === undefined) return 0;
      const records = nameOf.records(id);
      const oldest = `SELECT min(sequence) FROM (SELECT sequence FROM ${records} WHERE at > ? ORDER BY sequence LIMIT 1)`;
      const text = `SELECT max(sequence) FROM ${records} WHERE sequence < coalesce((${oldest}), ?)`;
      return sql.one<[number | null]>(text, now() - day, Number.MAX_SAFE_INTEGER)?.[0] ?? 0;
    },
    lastSequence,
    trim: () => {
      const closed = sql.all<[number]>('SELECT id FROM streams WHERE closed_at <= ?', now() - day);
      for (const [id] of closed) {
        sql.exec(`DROP TABLE ${nameOf.records(id)}`);
        sql.run('DELETE FROM streams WHERE id = ?', id);
      }
      if (closed.length > 0) sql.forget();
      const more = sql.all<[number]>('SELECT id FROM streams').map(([id]) => trimStream(id));
      return more.includes(true);
    },
  };
}

function stateOf([tableName, label, definition, firstSequence, lastSequence, closedAt]: StateRow): StreamState {
  const table: TableDefinition = JSON.parse(definition);
  const state = { tableName, label, table, open: closedAt === null, firstSequence };
  return lastSequence === null ? state : { ...state, lastSequence };
}

function recordOf([sequence, at, event, expired, keys, before, after]: RecordRow): StreamRow {
  return {
    sequence,
    at,
    event: event as StreamRow['event'],
    keys: itemOf(keys),
    expired: expired === 1,
    ...(before !== null && { before: itemOf(before) }),
    ...(after !== null && { after: itemOf(after) }),
  };
}
