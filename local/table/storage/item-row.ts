import type { Entries } from '#local/table/storage/catalogue.ts';
import type { Sql } from '#local/table/storage/sql.ts';

export type ItemRow = { readonly id: number; readonly size: number; readonly text: string };

export function findRow(sql: Sql, { texts }: Entries, key: Buffer): ItemRow | undefined {
  const row = sql.one<[number, number, string]>(texts.find, key);
  return row && { id: row[0], size: row[1], text: row[2] };
}
