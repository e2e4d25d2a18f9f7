import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { backUp, NoBackup } from '#local/backup/back-up.ts';
import { sizeOf } from '#local/backup/backup-route.ts';
import { NotRestored, restore as restoreFolder } from '#local/backup/restore.ts';
import { CommandFailed } from '#local/cli/failure.ts';
import { apiFor } from '#local/cli/http/api-for.ts';
import { dataDir } from '#local/cli/place.ts';
import type { Terminal } from '#local/cli/terminal.ts';
import { openTimeLine } from '#local/clock/time-line.ts';
import { lockDataFolder } from '#local/data-lock.ts';
import { tableFile } from '#local/host/database.ts';
import { StartRefused } from '#local/start-refused.ts';

const Done = z.object({ at: z.string(), files: z.number(), bytes: z.number() });

/** Copies all that lasts into a new folder: by the product itself when it runs, else from the data folder. */
export async function backup(folder: string, options: { readonly url?: string }, terminal: Terminal): Promise<void> {
  const lock = options.url === undefined ? lockIfIdle(terminal) : undefined;
  const { at, files, bytes } = lock
    ? await offline(folder, terminal).finally(lock.release)
    : await (await apiFor({ ...options, attempts: 1 }, terminal)).post(
        '/local/backup',
        JSON.stringify({ folder }),
        Done,
      );
  terminal.out(`${folder} holds everything as it was at ${at}: ${files} files, ${(bytes / 1e6).toFixed(1)} MB.`);
}

/** Undefined while the product runs. */
function lockIfIdle(terminal: Terminal): { release: () => void } | undefined {
  const from = dataDir(terminal.env);
  if (!existsSync(tableFile(from))) {
    throw new CommandFailed(`${from} has no table: set CRM_DATA_DIR to the folder that is to be copied.`);
  }
  try {
    return lockDataFolder(from);
  } catch (error) {
    if (error instanceof StartRefused) return undefined;
    throw error;
  }
}

async function offline(folder: string, { env, now }: Terminal): Promise<z.infer<typeof Done>> {
  const from = dataDir(env);
  const time = openTimeLine(join(from, 'clock.json'), now);
  try {
    const { at, files } = await backUp({ dataDir: from, folder, table: undefined, now: time.now });
    return { at, files: Object.keys(files).length, bytes: sizeOf(files) };
  } catch (error) {
    if (error instanceof NoBackup) throw new CommandFailed(error.message);
    throw error;
  }
}

/** Fills the empty data folder with a backup. */
export async function restore(folder: string, terminal: Terminal): Promise<void> {
  const to = dataDir(terminal.env);
  const lock = lockDataFolder(to);
  try {
    const { at } = await restoreFolder(folder, to);
    terminal.out(`${to} is as it was at ${at}. npm start goes on from there.`);
  } catch (error) {
    if (error instanceof NotRestored) throw new CommandFailed(error.message);
    throw error;
  } finally {
    lock.release();
  }
}
