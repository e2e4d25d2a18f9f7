import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyCalmly } from '#local/backup/copy.ts';
import { damaged, type Manifest, readManifest } from '#local/backup/manifest.ts';
import { StartRefused } from '#local/start-refused.ts';

const mark = (dataDir: string): string => join(dataDir, 'restore-unfinished');

/** Why nothing can be restored, in a sentence. */
export class NotRestored extends Error {
  override name = 'NotRestored';
}

/**
 * Fills an empty data folder with a backup. Interrupted, it leaves a mark that keeps the product from starting on half of it,
 * and can be done again. No host may use the folder meanwhile.
 * @throws NotRestored when the backup is none or damaged, or the data folder has something in it
 */
export async function restore(folder: string, dataDir: string): Promise<Manifest> {
  const manifest = readManifest(folder);
  if (manifest === undefined) throw new NotRestored(`${folder} is no complete backup of Percorso.`);
  const wrong = await damaged(folder, manifest);
  if (wrong.length > 0) {
    const names = wrong.length > 3 ? `${wrong.slice(0, 3).join(', ')} and ${wrong.length - 3} more` : wrong.join(', ');
    throw new NotRestored(`The backup ${folder} is damaged: ${names} is not as it was written.`);
  }
  if (existsSync(mark(dataDir))) empty(dataDir);
  else if (contentOf(dataDir).length > 0) {
    throw new NotRestored(`${dataDir} is in use: move it away, or name another folder with CRM_DATA_DIR.`);
  }
  writeFileSync(mark(dataDir), folder);
  await copyCalmly(folder, dataDir, Object.keys(manifest.files));
  rmSync(mark(dataDir));
  return manifest;
}

/** @throws StartRefused */
export function refuseHalfRestored(dataDir: string): void {
  if (!existsSync(mark(dataDir))) return;
  throw new StartRefused({
    en: `The backup has not been restored to ${dataDir} to its end: do it again with npm run crm -- restore.`,
    it: `Il ripristino della copia in ${dataDir} non è arrivato alla fine: ripetilo con npm run crm -- restore.`,
  });
}

/** Whoever holds the folder has its lock in it. */
const contentOf = (dataDir: string) => readdirSync(dataDir).filter((name) => !name.startsWith('lock.db'));

function empty(dataDir: string): void {
  for (const name of contentOf(dataDir)) {
    if (join(dataDir, name) !== mark(dataDir)) rmSync(join(dataDir, name), { recursive: true });
  }
}
