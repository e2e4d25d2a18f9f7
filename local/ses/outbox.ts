import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';

/** Message ids are made by `newMessageId`; anything else never becomes a file name. */
const idShape = /^[0-9a-f]{16}-[0-9a-f-]{36}-000000$/;

const day = (epochMs: number): string => new Date(epochMs).toISOString().slice(0, 10);

const syncDirectory = async (path: string): Promise<void> => {
  const handle = await open(path, 'r');
  await handle.sync().finally(() => handle.close());
};

const absent = (error: NodeJS.ErrnoException): undefined => {
  if (error.code !== 'ENOENT') throw error;
};

/**
 * The messages as files: `<dir>/<yyyy-mm-dd>/<id>.eml`. A message is first staged, then accepted by the index's transaction, then put
 * in its place; `settle` finishes or forgets at the next start what a kill interrupted.
 */
export const createOutbox = (dir: string) => {
  const incoming = join(dir, '.incoming');
  mkdirSync(incoming, { recursive: true });
  const staged = (id: string): string => join(incoming, `${id}.eml`);
  const placed = (id: string, at: number): string => join(dir, day(at), `${id}.eml`);
  return {
    async stage(id: string, raw: Buffer): Promise<void> {
      const handle = await open(staged(id), 'wx', 0o600);
      await handle
        .writeFile(raw)
        .then(() => handle.sync())
        .finally(() => handle.close());
      await syncDirectory(incoming);
    },
    async place(id: string, at: number): Promise<void> {
      await mkdir(join(dir, day(at)), { recursive: true });
      await rename(staged(id), placed(id, at));
      await syncDirectory(join(dir, day(at)));
    },
    /** `acceptedAt` gives the time of a message that the index knows; a message it does not know was never accepted. */
    settle(acceptedAt: (id: string) => number | undefined): void {
      for (const file of readdirSync(incoming)) {
        const id = file.replace(/\.eml$/, '');
        const at = acceptedAt(id);
        if (at === undefined) {
          rmSync(join(incoming, file));
          continue;
        }
        mkdirSync(join(dir, day(at)), { recursive: true });
        renameSync(staged(id), placed(id, at));
      }
    },
    async read(id: string, at: number): Promise<Buffer | undefined> {
      if (!idShape.test(id)) return undefined;
      // A message that is put in its place between two looks is in the third.
      for (const path of [placed(id, at), staged(id), placed(id, at)]) {
        const raw = await readFile(path).catch(absent);
        if (raw !== undefined) return raw;
      }
      return undefined;
    },
  };
};
export type Outbox = ReturnType<typeof createOutbox>;
