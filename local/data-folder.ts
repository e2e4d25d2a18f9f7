import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { hasCode } from '#local/durable-file.ts';
import { StartRefused } from '#local/start-refused.ts';

/** Step by step, because Node's recursive one never returns where the system says that what is there is not (Linux: /proc). */
export function makeFolder(folder: string): void {
  try {
    mkdirSync(folder);
  } catch (error) {
    if (hasCode(error, 'EEXIST') && statSync(folder).isDirectory()) return;
    if (!hasCode(error, 'ENOENT') || dirname(folder) === folder) throw error;
    makeFolder(dirname(folder));
    mkdirSync(folder);
  }
}

/** What a failed start says when it is the data folder that was at fault; anything else comes back as it is. */
export function folderRefusal(error: unknown, folder: string): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error;
  const damaged = error.code === 'ERR_SQLITE_ERROR' && sqliteDamaged.includes(sqliteCode(error));
  if (damaged) {
    return new StartRefused({
      en: `The data folder ${folder} is damaged (${error.message}): put a copy of it back, or choose another folder with CRM_DATA_DIR.`,
      it: `La cartella dei dati ${folder} è danneggiata (${error.message}): ripristinane una copia, o scegli un'altra cartella con CRM_DATA_DIR.`,
    });
  }
  const unusable =
    error.code === 'ERR_SQLITE_ERROR' ? sqliteUnusable.includes(sqliteCode(error)) : ofFiles(error, folder);
  if (!unusable) return error;
  return new StartRefused({
    en: `The data folder ${folder} cannot be used (${error.message}): make it a folder that you may write to, or choose another one with CRM_DATA_DIR.`,
    it: `La cartella dei dati ${folder} non si può usare (${error.message}): rendila una cartella in cui puoi scrivere, o scegline un'altra con CRM_DATA_DIR.`,
  });
}

/** https://www.sqlite.org/rescode.html: PERM, READONLY, IOERR, FULL, CANTOPEN. */
const sqliteUnusable = [3, 8, 10, 13, 14];
/** CORRUPT, NOTADB. */
const sqliteDamaged = [11, 26];
const unusableCodes = [
  'EACCES',
  'EPERM',
  'EROFS',
  'ENOSPC',
  'EDQUOT',
  'ENOTDIR',
  'EEXIST',
  'EISDIR',
  'ENOENT',
  'ELOOP',
];

/** Extended codes carry the plain one in their last byte. */
function sqliteCode(error: Error): number {
  return 'errcode' in error ? Number(error.errcode) & 0xff : 0;
}

function ofFiles(error: Error, folder: string): boolean {
  if (!('path' in error && typeof error.path === 'string' && 'code' in error)) return false;
  const ours = error.path.startsWith(folder) || folder.startsWith(error.path);
  return ours && unusableCodes.includes(String(error.code));
}
