import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { makeFolder } from '#local/data-folder.ts';
import { StartRefused } from '#local/start-refused.ts';

/**
 * Takes a data folder for this process until it is released or the process ends, however it ends: the operating system
 * holds the lock, so nothing stale can stay behind.
 * @throws StartRefused while another process has it, and whatever the file system throws.
 */
export function lockDataFolder(folder: string): { release: () => void } {
  makeFolder(folder);
  const file = join(folder, 'lock.db');
  const database = new DatabaseSync(file, { timeout: 0 });
  try {
    database.exec('PRAGMA journal_mode = DELETE; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT;');
  } catch (error) {
    database.close();
    if (!isBusy(error)) throw error;
    throw new StartRefused({
      en: `The data folder ${folder} is in use by a Percorso that is running: stop that one, or choose another folder with CRM_DATA_DIR.`,
      it: `La cartella dei dati ${folder} è in uso da un Percorso già avviato: fermalo, o scegli un'altra cartella con CRM_DATA_DIR.`,
    });
  }
  return { release: () => database.close() };
}

/** https://www.sqlite.org/rescode.html: BUSY. */
function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === 5;
}
