import type { Sql } from '#local/table/storage/sql.ts';

export type Counts = { readonly items: number; readonly bytes: number };

/** How many items and bytes there are in what has a number: counted in memory, written once for all works of a commit. */
export type Tally = {
  readonly of: (id: number) => Counts;
  readonly add: (id: number, items: number, bytes: number) => Counts;
  /** What the work that has ended has added holds, or doesn't. */
  readonly keep: () => void;
  readonly undo: () => void;
  readonly write: () => void;
  /** Begins again with what is on disk. */
  readonly forget: () => void;
};

const zero: Counts = { items: 0, bytes: 0 };

export function tallyOf(sql: Sql): Tally {
  const known = new Map<number, Counts>();
  const unwritten = new Set<number>();
  const before = new Map<number, Counts>();

  function of(id: number): Counts {
    const counts = known.get(id);
    if (counts !== undefined) return counts;
    const row = sql.one<[number, number]>('SELECT items, bytes FROM counts WHERE id = ?', id);
    const read = row === undefined ? zero : { items: row[0], bytes: row[1] };
    known.set(id, read);
    return read;
  }

  return {
    of,
    add: (id, items, bytes) => {
      const counts = of(id);
      if (!before.has(id)) before.set(id, counts);
      const next = { items: counts.items + items, bytes: counts.bytes + bytes };
      known.set(id, next);
      unwritten.add(id);
      return next;
    },
    keep: () => before.clear(),
    undo: () => {
      for (const [id, counts] of before) known.set(id, counts);
      before.clear();
    },
    write: () => {
      for (const id of unwritten) {
        const { items, bytes } = of(id);
        if (items === 0) sql.run('DELETE FROM counts WHERE id = ?', id);
        else sql.run('INSERT OR REPLACE INTO counts (id, items, bytes) VALUES (?, ?, ?)', id, items, bytes);
      }
      unwritten.clear();
    },
    forget: () => {
      known.clear();
      unwritten.clear();
      before.clear();
    },
  };
}
