import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { z } from 'zod';

const Spent = z.object({ wall: z.number(), cpu: z.number() });
const Report = z.object({ imported: Spent, composed: Spent });
export type ImportTime = z.infer<typeof Report>;

/** What composing the runtime asks for; nothing is sent to any of these. */
const environment = {
  TABLE_NAME: 'bench',
  AWS_REGION: 'eu-west-1',
  AWS_ACCESS_KEY_ID: 'bench',
  AWS_SECRET_ACCESS_KEY: 'bench',
};

/** Imports a bundle in a process of its own. @throws Error when the bundle cannot be imported. */
export async function importTime(folder: string, name: string, composition = ''): Promise<ImportTime> {
  const script = join(import.meta.dirname, 'import-process.ts');
  const child = fork(script, [folder, name, composition], { env: { PATH: process.env.PATH, ...environment } });
  const [message] = await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) => {
      throw new Error(`The bundle of ${name} could not be imported; the process ended with ${code}.`);
    }),
  ]);
  if (child.exitCode === null) await once(child, 'exit');
  return Report.parse(message);
}
