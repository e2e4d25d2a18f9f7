import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { boundLimit } from '#local/bound-limit.ts';
import type { Firing } from './firing-times.ts';
import { Definition } from './schedule-input.ts';

export const scheduleSchema = `
  CREATE TABLE IF NOT EXISTS groups (name TEXT PRIMARY KEY, created_at INTEGER NOT NULL, tags TEXT NOT NULL) WITHOUT ROWID;
  INSERT OR IGNORE INTO groups VALUES ('default', 0, '[]');
  CREATE TABLE IF NOT EXISTS schedules (
    group_name TEXT NOT NULL REFERENCES groups (name) ON DELETE CASCADE, name TEXT NOT NULL, state TEXT NOT NULL,
    definition TEXT NOT NULL, created_at INTEGER NOT NULL, changed_at INTEGER NOT NULL, scheduled INTEGER, due INTEGER,
    PRIMARY KEY (group_name, name)
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS schedules_due ON schedules (due) WHERE due IS NOT NULL;
  CREATE TABLE IF NOT EXISTS client_tokens (
    token TEXT NOT NULL, action TEXT NOT NULL, request TEXT NOT NULL, answer TEXT NOT NULL, expires_at INTEGER NOT NULL,
    PRIMARY KEY (token, action)
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS client_tokens_expiry ON client_tokens (expires_at);`;

/** A schedule as stored: instants in epoch milliseconds, `firing` is what comes next. */
const Row = z.object({
  group_name: z.string(),
  name: z.string(),
  definition: z.string(),
  created_at: z.number(),
  changed_at: z.number(),
  scheduled: z.number().nullable(),
  due: z.number().nullable(),
});
export type Schedule = {
  group: string;
  name: string;
  definition: Definition;
  createdAt: number;
  changedAt: number;
  firing: Firing | undefined;
};

const toSchedule = (row: unknown): Schedule => {
  const { group_name, name, definition, created_at, changed_at, scheduled, due } = Row.parse(row);
  return {
    group: group_name,
    name,
    definition: Definition.parse(JSON.parse(definition)),
    createdAt: created_at,
    changedAt: changed_at,
    firing: scheduled === null || due === null ? undefined : { scheduled, due },
  };
};

export type ListQuery = {
  group: string | undefined;
  prefix: string;
  state: string | undefined;
  /** Group and name of the last one seen. */
  after: readonly [string, string];
  limit: number;
};

/** Schedules in SQLite. Disabled ones keep their definition and have no due instant. */
export const createScheduleStore = (db: DatabaseSync) => {
  const find = db.prepare('SELECT * FROM schedules WHERE group_name = ? AND name = ?');
  const put = db.prepare(`INSERT OR REPLACE INTO schedules
    (group_name, name, state, definition, created_at, changed_at, scheduled, due) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`);
  const move = db.prepare('UPDATE schedules SET scheduled = ?, due = ? WHERE group_name = ? AND name = ?');
  const remove = db.prepare('DELETE FROM schedules WHERE group_name = ? AND name = ?');
  const next = db.prepare('SELECT min(due) AS due FROM schedules WHERE due IS NOT NULL');
  const due = db.prepare(`SELECT * FROM schedules WHERE due <= ? ORDER BY due ${boundLimit}`);
  return {
    find(group: string, name: string): Schedule | undefined {
      const row = find.get(group, name);
      return row === undefined ? undefined : toSchedule(row);
    },
    put({ group, name, definition, createdAt, changedAt, firing }: Schedule): void {
      const { State } = definition;
      const text = JSON.stringify(definition);
      put.run(group, name, State, text, createdAt, changedAt, firing?.scheduled ?? null, firing?.due ?? null);
    },
    move: (group: string, name: string, firing: Firing | undefined): void =>
      void move.run(firing?.scheduled ?? null, firing?.due ?? null, group, name),
    remove: (group: string, name: string): boolean => remove.run(group, name).changes > 0,
    nextDue(): number | undefined {
      const at = next.get()?.due;
      return typeof at === 'number' ? at : undefined;
    },
    due: (now: number, limit: number): Schedule[] => due.all(now, limit).map(toSchedule),
    list({ group, prefix, state, after, limit }: ListQuery): Schedule[] {
      const rows = db
        .prepare(`SELECT * FROM schedules WHERE (group_name, name) > (?, ?) AND (? IS NULL OR group_name = ?)
          AND (? = '' OR (name >= ? AND name < ? || '~')) AND (? IS NULL OR state = ?) ORDER BY group_name, name ${boundLimit}`)
        .all(...after, group ?? null, group ?? null, prefix, prefix, prefix, state ?? null, state ?? null, limit);
      return rows.map(toSchedule);
    },
  };
};
export type ScheduleStore = ReturnType<typeof createScheduleStore>;
