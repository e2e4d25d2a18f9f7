import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { copyAtOnce, copyCalmly } from '#local/backup/copy.ts';
import { filesOf, tableFilesOf } from '#local/backup/files.ts';
import { type Manifest, writeManifest } from '#local/backup/manifest.ts';
import type { TableThread } from '#local/table-thread/open-table-thread.ts';

/** Why no backup can be made, in a sentence. */
export class NoBackup extends Error {
  override name = 'NoBackup';
}

export type BackUpOptions = {
  readonly dataDir: string;
  /** Made by this; it may be there if it is empty. */
  readonly folder: string;
  /** Of the product that runs in this process; undefined when none runs. */
  readonly table: Pick<TableThread, 'backup'> | undefined;
  /** Epoch milliseconds of the product's clock. */
  readonly now: () => number;
};

/**
 * Copies all that the product needs to go on, as it is at one moment: as after a crash at that moment, nothing that was
 * answered is missing, and what had begun goes on where it was. The product stands still only while its smaller files are
 * copied; the table and the messages, which do not change under the copy, follow.
 * @throws NoBackup for a folder that cannot be used
 */
export async function backUp({ dataDir, folder, table, now }: BackUpOptions): Promise<Manifest> {
  refuse(dataDir, folder);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  try {
    let at = now();
    const small = () => {
      at = now();
      copyAtOnce(dataDir, folder, filesOf(dataDir).atOnce);
    };
    if (table !== undefined) await table.backup(join(folder, 'table.db'), small);
    else copyAtOnce(dataDir, folder, [...filesOf(dataDir).atOnce, ...tableFilesOf(dataDir)]);
    // A message on its way to its place is found there when it is no longer where it was.
    const isWaiting = (path: string) => path.startsWith('mail/.incoming/');
    await copyCalmly(dataDir, folder, filesOf(dataDir).messages.filter(isWaiting));
    await copyCalmly(
      dataDir,
      folder,
      filesOf(dataDir).messages.filter((path) => !isWaiting(path)),
    );
    return await writeManifest(folder, new Date(at).toISOString());
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

function refuse(dataDir: string, folder: string): void {
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    throw new NoBackup(`${folder} is not empty: name a folder that is not there yet.`);
  }
  if (!relative(dataDir, folder).startsWith('..')) {
    throw new NoBackup(`${folder} is inside the data folder: name one outside, best on another disk.`);
  }
}
