import { spawnSync } from 'node:child_process';
import { constants } from 'node:fs';
import { copyFile, mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { hasCode } from '#local/durable-file.ts';

/**
 * Run by a process of its own: whoever closes a file gives up the locks that its process has on it, and SQLite's would be lost.
 * It gets pairs of paths, and copies them to the disk.
 */
const script = `
const { closeSync, constants, copyFileSync, fsyncSync, mkdirSync, openSync, readFileSync } = require('node:fs');
const { dirname } = require('node:path');
for (const [from, to] of JSON.parse(readFileSync(0, 'utf8'))) {
  mkdirSync(dirname(to), { recursive: true, mode: 0o700 });
  copyFileSync(from, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
  const copy = openSync(to, 'r+');
  fsyncSync(copy);
  closeSync(copy);
}`;

/** Copies files while this process stands still, so that all of them are of the same moment. @throws Error with what stood in the way */
export function copyAtOnce(from: string, to: string, paths: readonly string[]): void {
  const input = JSON.stringify(paths.map((path) => [join(from, path), join(to, path)]));
  const { status, stderr, error } = spawnSync(process.execPath, ['-e', script], { input, encoding: 'utf8' });
  if (error !== undefined) throw error;
  const why = /^(?:\w*Error: )(.*)$/m.exec(stderr)?.[1] ?? stderr.trim();
  if (status !== 0) throw new Error(`The files could not be copied: ${why}`);
}

/** Copies files one after the other, leaving out what has gone since. */
export async function copyCalmly(from: string, to: string, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    const copy = join(to, path);
    await mkdir(dirname(copy), { recursive: true, mode: 0o700 });
    try {
      await copyFile(join(from, path), copy, constants.COPYFILE_FICLONE);
    } catch (error) {
      if (hasCode(error, 'ENOENT')) continue;
      throw error;
    }
    const handle = await open(copy, 'r+');
    await handle.sync().finally(() => handle.close());
  }
}
