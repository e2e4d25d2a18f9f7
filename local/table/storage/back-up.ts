import { createReadStream, createWriteStream, existsSync, renameSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { Sql } from '#local/table/storage/sql.ts';

export const pagesBetweenCheckpoints = 4_000;

/**
 * Copies the file as it is now, while others go on: what they commit stays in the write-ahead log until the copy is made.
 * SQLite's own backup cannot be used, as it fails when it meets a transaction of the connection that it shares.
 * @param data the file, opened for as long as the database is: closing it earlier would give up the database's lock
 * @param atThatMoment called once, before anything else can be done: what it sees elsewhere is of the same moment as the copy
 * @throws Error when the copy exists
 */
export async function backUp(sql: Sql, data: number, copy: string, atThatMoment: () => void): Promise<void> {
  if (existsSync(copy)) throw new Error(`${copy} exists already. Name a file that does not.`);
  const unfinished = `${copy}.unfinished`;
  sql.exec('PRAGMA wal_autocheckpoint = 0');
  try {
    const [isBusy] = sql.one<[number, number, number]>('PRAGMA wal_checkpoint(TRUNCATE)') ?? [1];
    if (isBusy !== 0) throw new Error('The table store is being read and cannot be copied now.');
    atThatMoment();
    const source = createReadStream('', { fd: data, autoClose: false, start: 0, highWaterMark: 1 << 20 });
    await pipeline(source, createWriteStream(unfinished, { flush: true }));
    renameSync(unfinished, copy);
  } finally {
    sql.exec(`PRAGMA wal_autocheckpoint = ${pagesBetweenCheckpoints}`);
    await rm(unfinished, { force: true });
  }
}
