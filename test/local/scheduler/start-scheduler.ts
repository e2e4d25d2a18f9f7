import { join } from 'node:path';
import { type CreateScheduleCommandInput, SchedulerClient } from '@aws-sdk/client-scheduler';
import { onTestFinished } from 'vitest';
import { createClock } from '#local/clock.ts';
import type { InvocationInfo, InvokedTarget } from '#local/scheduler/invocation.ts';
import { createScheduler, type SchedulerOptions } from '#local/scheduler/scheduler.ts';
import { serve } from '#test/support/serve.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

export const start = Date.parse('2026-11-30T08:00:00Z');

type Setup = Partial<SchedulerOptions> & { folder?: string; at?: string };

/** The local Scheduler behind a real HTTP server, with the unmodified SDK client and a clock that stands still until it is moved. */
export async function startScheduler({ folder = temporaryFolder(), at, ...options }: Setup = {}) {
  const clock = createClock({
    file: join(folder, 'clock.json'),
    realNow: () => (at === undefined ? start : Date.parse(at)),
  });
  const fired: (InvocationInfo & InvokedTarget & { at: string })[] = [];
  const scheduler = createScheduler({
    file: join(folder, 'scheduler.sqlite'),
    clock,
    authorize: () => undefined,
    invokeTarget: async (target, info) => fired.push({ ...target, ...info, at: new Date(clock.now()).toISOString() }),
    ...options,
  });
  clock.register(scheduler.source);
  clock.nudge();
  const client = new SchedulerClient({
    endpoint: await serve(scheduler.handle),
    region: 'eu-west-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    userAgentAppId: 'deliver-action',
    maxAttempts: 1,
  });
  let open = true;
  const stop = async () => {
    if (open) {
      clock.close();
      client.destroy();
      await scheduler.close();
    }
    open = false;
  };
  onTestFinished(stop);
  return { scheduler, client, clock, fired, folder, stop, settled: () => clock.advance(0) };
}

export const target = {
  Arn: 'arn:aws:lambda:eu-west-1:000000000000:function:wake',
  RoleArn: 'arn:aws:iam::000000000000:role/scheduler',
  Input: '{"customerId":"c1"}',
};

export const schedule = (
  Name: string,
  ScheduleExpression: string,
  more: Partial<CreateScheduleCommandInput> = {},
): CreateScheduleCommandInput => ({
  Name,
  ScheduleExpression,
  Target: target,
  FlexibleTimeWindow: { Mode: 'OFF' },
  ...more,
});
