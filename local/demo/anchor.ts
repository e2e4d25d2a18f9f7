import { join } from 'node:path';
import { z } from 'zod';
import { CommandFailed } from '#local/cli/failure.ts';
import { readIfPresent, writeWhole } from '#local/durable-file.ts';

const Remembered = z.object({ seed: z.int(), anchor: z.iso.datetime() });

/**
 * The day that all dates of the demo lie before: the first of the month in which the demo was first brought in, by the clock of
 * the product. It is kept in the data folder, so that a later run, also one after the clock was moved, says the same again.
 * @throws CommandFailed when the folder has the demo of another seed.
 */
export function demoAnchor(dataDir: string, seed: number, now: string): string {
  const file = join(dataDir, 'demo.json');
  const text = readIfPresent(file);
  if (text === undefined) {
    const anchor = `${now.slice(0, 7)}-01T00:00:00.000Z`;
    writeWhole(file, `${JSON.stringify({ seed, anchor } satisfies z.infer<typeof Remembered>)}\n`);
    return anchor;
  }
  const remembered = Remembered.parse(JSON.parse(text));
  if (remembered.seed === seed) return remembered.anchor;
  throw new CommandFailed(
    `The data folder has the demo of seed ${remembered.seed}: take that seed again, or another folder with CRM_DATA_DIR.`,
  );
}
