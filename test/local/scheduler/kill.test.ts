import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { CreateScheduleCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { describe, expect, test } from 'vitest';
import { runSource } from '#test/support/process.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import { schedule, startScheduler } from './start-scheduler.ts';

describe('After kill -9 at a random instant, the local Scheduler', () => {
  test('has fired or still fires every schedule that it took', { timeout: 120_000 }, async () => {
    const folder = temporaryFolder();
    const taken: string[] = [];
    const fired = new Set<string>();
    for (let round = 0; round < 3; round += 1) {
      const running = runSource(join(import.meta.dirname, 'scheduler-process.ts'), [folder]);
      const endpoint = await running.line(/^http/);
      const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
      const client = new SchedulerClient({ endpoint, region: 'eu-west-1', credentials, maxAttempts: 1 });
      const create = async () => {
        for (;;) {
          const Name = `s-${crypto.randomUUID()}`;
          const due = new Date(Date.now() + Math.random() * 2000 - 1000).toISOString().slice(0, 19);
          const done = { ActionAfterCompletion: 'DELETE' } as const;
          await client.send(new CreateScheduleCommand(schedule(Name, `at(${due})`, done)));
          taken.push(Name);
        }
      };
      const creating = Promise.allSettled([create(), create(), create(), create()]);
      await wait(150 + Math.random() * 400);
      await running.end('SIGKILL');
      await creating;
      client.destroy();
      for (const line of running.lines) fired.add(line.replace('fired ', ''));
    }
    const last = await startScheduler({ folder, at: new Date(Date.now() + 60_000).toISOString() });
    await last.settled();
    for (const { name } of last.fired) fired.add(name);
    expect(taken.length).toBeGreaterThan(10);
    expect(taken.filter((name) => !fired.has(name))).toEqual([]);
  });
});
