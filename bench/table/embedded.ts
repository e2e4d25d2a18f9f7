import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { z } from 'zod';

const Ready = z.object({ port: z.number(), readyMs: z.number() });
const Used = z.object({ rss: z.number() });

export type Served = {
  readonly endpoint: string;
  /** Milliseconds from opening the file to listening. */
  readonly readyMs: number;
  /** Resident bytes of its process. */
  readonly memory: () => Promise<number>;
  readonly close: () => Promise<void>;
};

/** The embedded table in a process of its own, with nothing else in it and with the young generation that its thread has. */
export async function serveEmbedded(file: string): Promise<Served> {
  const child = fork(join(import.meta.dirname, 'table-process.ts'), [file], {
    execArgv: ['--expose-gc', '--max-semi-space-size=8'],
  });
  const { port, readyMs } = Ready.parse((await once(child, 'message'))[0]);
  return {
    endpoint: `http://127.0.0.1:${port}`,
    readyMs,
    async memory() {
      child.send('memory');
      return Used.parse((await once(child, 'message'))[0]).rss;
    },
    async close() {
      child.disconnect();
      await once(child, 'exit');
    },
  };
}
