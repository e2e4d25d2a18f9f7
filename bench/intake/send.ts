import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type Job, Sent } from './job.ts';

const credentials = { AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'bench', AWS_SECRET_ACCESS_KEY: 'bench' };

/** @throws Error when anything was not taken. */
export async function send(job: Job): Promise<Sent> {
  const child = fork(join(import.meta.dirname, 'sender-process.ts'), [], {
    env: { PATH: process.env.PATH, ...credentials },
  });
  const exit = once(child, 'exit');
  const answer = once(child, 'message');
  child.send(job);
  const [message] = await Promise.race([
    answer,
    exit.then(([code]) => {
      throw new Error(`The load generator ended with ${code}.`);
    }),
  ]);
  await exit;
  return Sent.parse(message);
}
