import type { Sql } from '#local/table/storage/sql.ts';

/** Bytes of a file of which the cache holds too small a part. */
const large = 256 * 1024 * 1024;
/** The most that SQLite maps. */
const most = 0x7fff0000;

/**
 * Reads the pages of a large file where the system's file cache has them, without a call and a copy for each that the cache of this
 * process does not hold. They count as memory of this process then, but are given back whenever somebody needs it; a small
 * file is not worth that.
 * @param from bytes
 * @returns whether the file is mapped
 */
export function mapIfLarge(sql: Sql, from = large): boolean {
  const [pages = 0] = sql.one<[number]>('PRAGMA page_count') ?? [];
  const [size = 0] = sql.one<[number]>('PRAGMA page_size') ?? [];
  if (pages * size < from) return false;
  sql.exec(`PRAGMA mmap_size = ${most}`);
  return true;
}
