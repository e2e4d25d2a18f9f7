import {
  CreateScheduleCommand,
  CreateScheduleGroupCommand,
  DeleteScheduleCommand,
  DeleteScheduleGroupCommand,
  GetScheduleCommand,
  GetScheduleGroupCommand,
  ListScheduleGroupsCommand,
  ListSchedulesCommand,
  ListTagsForResourceCommand,
  paginateListSchedules,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler';
import { describe, expect, test } from 'vitest';
import { schedule, start, startScheduler, target } from './start-scheduler.ts';

describe('The SDK client of EventBridge Scheduler', () => {
  test('creates a schedule and reads it back as it was given', async () => {
    const { client } = await startScheduler();
    const given = schedule('next-cycle-c1', 'cron(0 8 ? * MON-FRI *)', {
      ScheduleExpressionTimezone: 'Europe/Rome',
      StartDate: new Date('2026-12-01T00:00:00Z'),
      EndDate: new Date('2027-12-01T00:00:00Z'),
      Description: 'digest',
      ActionAfterCompletion: 'DELETE',
      FlexibleTimeWindow: { Mode: 'FLEXIBLE', MaximumWindowInMinutes: 10 },
      Target: { ...target, RetryPolicy: { MaximumRetryAttempts: 3, MaximumEventAgeInSeconds: 3600 } },
    });
    const { ScheduleArn } = await client.send(new CreateScheduleCommand(given));
    expect(ScheduleArn).toBe('arn:aws:scheduler:eu-west-1:000000000000:schedule/default/next-cycle-c1');
    expect(await client.send(new GetScheduleCommand({ Name: 'next-cycle-c1' }))).toMatchObject({
      ...given,
      Arn: ScheduleArn,
      GroupName: 'default',
      State: 'ENABLED',
      CreationDate: new Date(start),
    });
  });

  test('is told of a schedule that exists already, but not when it repeats a request under its token', async () => {
    const { client } = await startScheduler();
    const first = new CreateScheduleCommand(schedule('s', 'rate(1 day)', { ClientToken: 'token-1' }));
    const again = () =>
      client.send(new CreateScheduleCommand(schedule('s', 'rate(1 day)', { ClientToken: 'token-1' })));
    expect((await client.send(first)).ScheduleArn).toBe((await again()).ScheduleArn);
    await expect(client.send(new CreateScheduleCommand(schedule('s', 'rate(1 day)')))).rejects.toMatchObject({
      name: 'ConflictException',
      message: 'Schedule s already exists.',
      $metadata: { httpStatusCode: 409 },
    });
    const other = new CreateScheduleCommand(schedule('other', 'rate(1 day)', { ClientToken: 'token-1' }));
    await expect(client.send(other)).rejects.toMatchObject({ name: 'ConflictException' });
  });

  test('updates all of a schedule: what is left out goes back to its default', async () => {
    const { client } = await startScheduler();
    await client.send(
      new CreateScheduleCommand(schedule('s', 'rate(1 day)', { Description: 'old', State: 'DISABLED' })),
    );
    await client.send(new UpdateScheduleCommand(schedule('s', 'rate(2 days)')));
    const read = await client.send(new GetScheduleCommand({ Name: 's' }));
    expect(read).toMatchObject({ ScheduleExpression: 'rate(2 days)', State: 'ENABLED' });
    expect(read.Description).toBeUndefined();
  });

  test('lists by group, prefix and state, in pages', async () => {
    const { client } = await startScheduler();
    await client.send(new CreateScheduleGroupCommand({ Name: 'crm' }));
    for (const Name of ['a-1', 'a-2', 'a-3', 'b-1']) {
      const State = Name === 'a-2' ? 'DISABLED' : 'ENABLED';
      await client.send(new CreateScheduleCommand(schedule(Name, 'rate(1 day)', { GroupName: 'crm', State })));
    }
    await client.send(new CreateScheduleCommand(schedule('a-4', 'rate(1 day)')));
    const names = async (query: object) => {
      const found: (string | undefined)[] = [];
      for await (const page of paginateListSchedules({ client, pageSize: 2 }, query)) {
        found.push(...(page.Schedules ?? []).map(({ GroupName, Name }) => `${GroupName}/${Name}`));
      }
      return found;
    };
    expect(await names({})).toEqual(['crm/a-1', 'crm/a-2', 'crm/a-3', 'crm/b-1', 'default/a-4']);
    expect(await names({ GroupName: 'crm', NamePrefix: 'a-' })).toEqual(['crm/a-1', 'crm/a-2', 'crm/a-3']);
    expect(await names({ State: 'DISABLED' })).toEqual(['crm/a-2']);
  });

  test('deletes a group with its schedules, never the default one', async () => {
    const { client, clock, fired } = await startScheduler();
    await client.send(new CreateScheduleGroupCommand({ Name: 'crm' }));
    await client.send(new CreateScheduleCommand(schedule('s', 'at(2026-12-01T00:00:00)', { GroupName: 'crm' })));
    await client.send(new DeleteScheduleGroupCommand({ Name: 'crm' }));
    await clock.advance('P3D');
    expect(fired).toEqual([]);
    await expect(client.send(new GetScheduleGroupCommand({ Name: 'crm' }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
    await expect(client.send(new DeleteScheduleGroupCommand({ Name: 'default' }))).rejects.toMatchObject({
      name: 'ValidationException',
    });
    const { ScheduleGroups } = await client.send(new ListScheduleGroupsCommand({}));
    expect(ScheduleGroups?.map(({ Name }) => Name)).toEqual(['default']);
    await expect(client.send(new ListSchedulesCommand({ GroupName: 'crm' }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'Schedule group crm does not exist.',
    });
  });

  test('tags groups', async () => {
    const { client } = await startScheduler();
    const { ScheduleGroupArn: ResourceArn } = await client.send(
      new CreateScheduleGroupCommand({ Name: 'crm', Tags: [{ Key: 'stage', Value: 'dev' }] }),
    );
    await client.send(new TagResourceCommand({ ResourceArn, Tags: [{ Key: 'owner', Value: 'sales' }] }));
    await client.send(new UntagResourceCommand({ ResourceArn, TagKeys: ['stage'] }));
    expect((await client.send(new ListTagsForResourceCommand({ ResourceArn }))).Tags).toEqual([
      { Key: 'owner', Value: 'sales' },
    ]);
  });

  test('deletes a schedule once; the second time there is none', async () => {
    const { client } = await startScheduler();
    await client.send(new CreateScheduleCommand(schedule('s', 'rate(1 day)')));
    await client.send(new DeleteScheduleCommand({ Name: 's' }));
    await expect(client.send(new DeleteScheduleCommand({ Name: 's' }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'Schedule s does not exist.',
    });
  });
});

describe('EventBridge Scheduler refuses', () => {
  test.each([
    ['a name with a slash', { Name: 'a/b' }, "'name'"],
    ['a name over 64 characters', { Name: 'a'.repeat(65) }, "'name'"],
    [
      'a wall time that does not exist in the calendar',
      { ScheduleExpression: 'at(2026-02-30T00:00:00)' },
      'Invalid Schedule Expression',
    ],
    ['a cron of five fields', { ScheduleExpression: 'cron(0 8 * * *)' }, 'six fields'],
    ['both day fields given', { ScheduleExpression: 'cron(0 8 1 * 2 *)' }, 'exactly one'],
    ['an unknown zone', { ScheduleExpressionTimezone: 'Europe/Rom' }, "'scheduleExpressionTimezone'"],
    [
      'a flexible window without its length',
      { FlexibleTimeWindow: { Mode: 'FLEXIBLE' as const } },
      "'flexibleTimeWindow.maximumWindowInMinutes'",
    ],
    ['a target that is no ARN', { Target: { ...target, Arn: 'wake' } }, "'target.arn'"],
    [
      '186 retries',
      { Target: { ...target, RetryPolicy: { MaximumRetryAttempts: 186 } } },
      "'target.retryPolicy.maximumRetryAttempts'",
    ],
    ['a start long past', { StartDate: new Date('2020-01-01') }, 'StartDate'],
    ['an end before the start', { StartDate: new Date('2027-02-01'), EndDate: new Date('2027-01-01') }, 'EndDate'],
  ])('%s', async (_, more, part) => {
    const { client } = await startScheduler();
    const create = client.send(new CreateScheduleCommand(schedule('s', 'rate(1 day)', more)));
    await expect(create).rejects.toMatchObject({ name: 'ValidationException', message: expect.stringContaining(part) });
  });

  test('a group that does not exist', async () => {
    const { client } = await startScheduler();
    const create = new CreateScheduleCommand(schedule('s', 'rate(1 day)', { GroupName: 'nowhere' }));
    await expect(client.send(create)).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'Schedule group nowhere does not exist.',
    });
  });

  test('a function whose grants lack the action', async () => {
    const { client } = await startScheduler({ authorize: (app, action) => `${app} may not ${action}` });
    await expect(client.send(new GetScheduleCommand({ Name: 's' }))).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: 'deliver-action may not scheduler:GetSchedule',
    });
  });
});
