import { expiryOf, isExpired } from '#local/table/storage/expiry.ts';
import { itemOf } from '#local/table/storage/item-text.ts';
import type { Parts } from '#local/table/storage/read-view.ts';
import { removeItem } from '#local/table/storage/write-item.ts';

const mostAtOnce = 200;

export function nextExpiry({ sql }: Parts): number | undefined {
  return sql.one<[number]>('SELECT at FROM expiries ORDER BY at LIMIT 1')?.[0];
}

/** Removes some of the items that have expired. @returns whether there may be more */
export function removeExpired(parts: Parts): boolean {
  const { sql, now } = parts;
  const text = `SELECT at, source, item FROM expiries WHERE at <= ? ORDER BY at LIMIT ${mostAtOnce}`;
  const due = sql.all<[number, number, number]>(text, now());
  for (const [at, source, id] of due) {
    removeNumbered(parts, source, id);
    sql.run('DELETE FROM expiries WHERE at = ? AND source = ? AND item = ?', at, source, id);
  }
  return due.length === mostAtOnce;
}

function removeNumbered(parts: Parts, source: number, id: number): void {
  const table = parts.catalogue.ofSource(source);
  const row = table && parts.sql.one<[string]>(`SELECT item FROM ${table.own.items} WHERE id = ?`, id);
  if (table === undefined || row === undefined) return;
  const item = itemOf(row[0]);
  if (isExpired(expiryOf(table, item), parts.now())) removeItem(parts, table, item, true);
}
