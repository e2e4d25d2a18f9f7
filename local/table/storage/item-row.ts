import type { Entries } from '#local/table/storage/catalogue.ts';
import type { Sql } from '#local/table/storage/sql.ts';

export type ItemRow = { readonly id: number; readonly size: number; readonly text: string };

export function findRow(sql: Sql, { keys, items }: Entries, key: Buffer): ItemRow | undefined {
  const text = `SELECT i.id, i.size, i.item FROM ${keys} k CROSS JOIN ${items} i ON i.id = k.id WHERE k.key = ?`;
  const row = sql.one<[number, number, string]>(text, key);
  return row && { id: row[0], size: row[1], text: row[2] };
}
