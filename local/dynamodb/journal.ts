import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/**
 * DynamoDB Local keeps its data in an SQLite file, with the journal that asks the disk several times for each write. SQLite
 * remembers the kind of journal in the file: with a write-ahead log, about twice as many writes a second, and equally safe.
 */
export function useWriteAheadLog(folder: string): void {
  const database = new DatabaseSync(join(folder, 'shared-local-instance.db'));
  database.exec('PRAGMA journal_mode = WAL');
  database.close();
}
