import {
  CreateScheduleCommand,
  DeleteScheduleCommand,
  GetScheduleCommand,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler';
import { describe, expect, test } from 'vitest';
import { schedule, startScheduler, target } from './start-scheduler.ts';

const create = (...given: Parameters<typeof schedule>) => new CreateScheduleCommand(schedule(...given));

describe('A schedule', () => {
  test('fires once at its moment, in the zone that it names', async () => {
    const { client, clock, fired } = await startScheduler();
    await client.send(create('s', 'at(2026-12-01T08:00:00)', { ScheduleExpressionTimezone: 'Europe/Rome' }));
    await clock.advance('P30D');
    expect(fired.map(({ at, scheduledTime }) => [at, scheduledTime])).toEqual([
      ['2026-12-01T07:00:00.000Z', '2026-12-01T07:00:00Z'],
    ]);
    expect(await client.send(new GetScheduleCommand({ Name: 's' }))).toMatchObject({ State: 'ENABLED' });
  });

  test('fires at once when its moment is past', async () => {
    const { client, settled, fired } = await startScheduler();
    await client.send(create('s', 'at(2026-11-01T08:00:00)'));
    await settled();
    expect(fired.map(({ scheduledTime }) => scheduledTime)).toEqual(['2026-11-01T08:00:00Z']);
  });

  test('is gone after its last firing when it says so', async () => {
    const { client, clock } = await startScheduler();
    await client.send(create('s', 'at(2026-12-01T08:00:00)', { ActionAfterCompletion: 'DELETE' }));
    await clock.advance('P2D');
    await expect(client.send(new GetScheduleCommand({ Name: 's' }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });

  test('moves when it is updated, and does not fire when it is deleted or disabled', async () => {
    const { client, clock, fired } = await startScheduler();
    for (const name of ['moved', 'deleted', 'disabled']) await client.send(create(name, 'at(2026-12-01T08:00:00)'));
    await client.send(new UpdateScheduleCommand(schedule('moved', 'at(2026-12-03T08:00:00)')));
    await client.send(
      new UpdateScheduleCommand(schedule('disabled', 'at(2026-12-01T08:00:00)', { State: 'DISABLED' })),
    );
    await client.send(new DeleteScheduleCommand({ Name: 'deleted' }));
    await clock.advance('P30D');
    expect(fired.map(({ name, at }) => [name, at])).toEqual([['moved', '2026-12-03T08:00:00.000Z']]);
  });

  test('by rate begins at once or at its start date, and ends at its end date', async () => {
    const { client, clock, fired } = await startScheduler();
    await client.send(create('now', 'rate(12 hours)', { EndDate: new Date('2026-12-01T08:00:00Z') }));
    await client.send(
      create('later', 'rate(1 day)', {
        StartDate: new Date('2026-12-05T00:00:00Z'),
        EndDate: new Date('2026-12-06T12:00:00Z'),
      }),
    );
    await clock.advance('P30D');
    expect(fired.map(({ name, scheduledTime }) => `${name} ${scheduledTime}`)).toEqual([
      'now 2026-11-30T08:00:00Z',
      'now 2026-11-30T20:00:00Z',
      'now 2026-12-01T08:00:00Z',
      'later 2026-12-05T00:00:00Z',
      'later 2026-12-06T00:00:00Z',
    ]);
  });

  test('by cron keeps to the wall clock when the clocks change', async () => {
    const { client, clock, fired } = await startScheduler({ at: '2027-03-26T12:00:00Z' });
    await client.send(create('s', 'cron(0 8 * * ? *)', { ScheduleExpressionTimezone: 'Europe/Rome' }));
    await clock.advance('P3D');
    expect(fired.map(({ scheduledTime }) => scheduledTime)).toEqual([
      '2027-03-27T07:00:00Z',
      '2027-03-28T06:00:00Z',
      '2027-03-29T06:00:00Z',
    ]);
  });

  test('with a flexible window fires within it and tells the moment that was meant', async () => {
    const { client, clock, fired } = await startScheduler();
    const FlexibleTimeWindow = { Mode: 'FLEXIBLE' as const, MaximumWindowInMinutes: 60 };
    for (let at = 0; at < 20; at += 1)
      await client.send(create(`s${at}`, 'at(2026-12-01T08:00:00)', { FlexibleTimeWindow }));
    await clock.advance('P2D');
    expect(new Set(fired.map(({ scheduledTime }) => scheduledTime))).toEqual(new Set(['2026-12-01T08:00:00Z']));
    expect(new Set(fired.map(({ at }) => at)).size).toBeGreaterThan(10);
    expect(fired.every(({ at }) => at >= '2026-12-01T08:00:00' && at < '2026-12-01T09:00:00')).toBe(true);
  });

  test('fills the context attributes into its input', async () => {
    const { client, settled, fired } = await startScheduler();
    const Input =
      '{"when":"<aws.scheduler.scheduled-time>","try":"<aws.scheduler.attempt-number>","id":"<aws.scheduler.execution-id>","arn":"<aws.scheduler.schedule-arn>","other":"<aws.scheduler.x>"}';
    await client.send(create('s', 'at(2026-11-30T08:00:00)', { Target: { ...target, Input } }));
    await settled();
    expect(JSON.parse(fired[0]?.Input ?? '')).toEqual({
      when: '2026-11-30T08:00:00Z',
      try: '1',
      id: fired[0]?.executionId,
      arn: 'arn:aws:scheduler:eu-west-1:000000000000:schedule/default/s',
      other: '<aws.scheduler.x>',
    });
  });

  test('without input sends AWS’s Scheduled Event', async () => {
    const { client, settled, fired } = await startScheduler();
    const { Arn, RoleArn } = target;
    await client.send(create('s', 'at(2026-11-30T08:00:00)', { Target: { Arn, RoleArn } }));
    await settled();
    expect(JSON.parse(fired[0]?.Input ?? '')).toMatchObject({
      'detail-type': 'Scheduled Event',
      source: 'aws.scheduler',
      time: '2026-11-30T08:00:00Z',
      resources: ['arn:aws:scheduler:eu-west-1:000000000000:schedule/default/s'],
    });
  });
});

describe('A target that fails', () => {
  test('is tried again under the same execution id, and works at last', async () => {
    const attempts: [string, number][] = [];
    const { client, clock, scheduler } = await startScheduler({
      invokeTarget: async (_, { executionId, attempt }) => {
        attempts.push([executionId, attempt]);
        if (attempt < 3) throw new Error('not yet');
      },
    });
    await client.send(create('s', 'at(2026-11-30T08:00:00)'));
    await clock.advance('PT1H');
    expect(attempts.map(([, attempt]) => attempt)).toEqual([1, 2, 3]);
    expect(new Set(attempts.map(([id]) => id)).size).toBe(1);
    expect(scheduler.deadLetters()).toEqual([]);
  });

  test('is given up after its retries, and the firing kept', async () => {
    const { client, clock, scheduler } = await startScheduler({
      invokeTarget: () => Promise.reject(new Error('broken')),
    });
    await client.send(
      create('s', 'at(2026-11-30T08:00:00)', { Target: { ...target, RetryPolicy: { MaximumRetryAttempts: 2 } } }),
    );
    await clock.advance('P2D');
    expect(scheduler.deadLetters()).toMatchObject([{ attempts: 3, error: 'broken' }]);
    expect(JSON.parse(scheduler.deadLetters()[0]?.body ?? '')).toMatchObject({ name: 's', target });
  });

  test('is given up when the event is too old', async () => {
    const { client, clock, scheduler } = await startScheduler({
      invokeTarget: () => Promise.reject(new Error('broken')),
    });
    const RetryPolicy = { MaximumEventAgeInSeconds: 60 };
    await client.send(create('s', 'at(2026-11-30T08:00:00)', { Target: { ...target, RetryPolicy } }));
    await clock.advance('PT2M');
    expect(scheduler.deadLetters()).toMatchObject([{ attempts: 5, error: 'broken' }]);
  });
});

describe('After a stop of ten days', () => {
  test('one-time schedules fire, recurring ones once for their latest moment, and all go on', async () => {
    const first = await startScheduler();
    await first.client.send(create('once', 'at(2026-12-02T08:00:00)'));
    await first.client.send(create('daily', 'cron(0 8 * * ? *)'));
    await first.stop();
    const { clock, fired, settled } = await startScheduler({ folder: first.folder, at: '2026-12-10T12:00:00Z' });
    await settled();
    expect(fired.map(({ name, scheduledTime }) => `${name} ${scheduledTime}`).sort()).toEqual([
      'daily 2026-12-10T08:00:00Z',
      'once 2026-12-02T08:00:00Z',
    ]);
    await clock.advance('P1D');
    expect(fired.at(-1)).toMatchObject({ name: 'daily', scheduledTime: '2026-12-11T08:00:00Z' });
  });

  test('a firing that had not ended happens again', async () => {
    let failing = 0;
    const first = await startScheduler({ invokeTarget: async () => Promise.reject(new Error(`down ${failing++}`)) });
    await first.client.send(create('s', 'at(2026-11-30T08:00:00)'));
    await first.settled();
    await first.stop();
    const { clock, fired } = await startScheduler({ folder: first.folder });
    await clock.advance('PT1M');
    expect(fired).toMatchObject([{ name: 's', attempt: 2 }]);
  });
});
