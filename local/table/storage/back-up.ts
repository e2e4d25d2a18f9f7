import { existsSync, renameSync, rmSync } from 'node:fs';
import { backup, type DatabaseSync } from 'node:sqlite';

/** Pages that are copied between two moments at which others may go on. */
const pagesAtOnce = 256;

/** A consistent copy of the file as it is when the copying ends, writes meanwhile included. @throws Error when it exists. */
export async function backUp(db: DatabaseSync, file: string): Promise<void> {
  if (existsSync(file)) throw new Error(`${file} exists already. Name a file that does not.`);
  const unfinished = `${file}.unfinished`;
  rmSync(unfinished, { force: true });
  try {
    await backup(db, unfinished, { rate: pagesAtOnce });
    renameSync(unfinished, file);
  } finally {
    rmSync(unfinished, { force: true });
  }
}
