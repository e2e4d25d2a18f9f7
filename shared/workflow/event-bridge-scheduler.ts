import {
  ConflictException,
  CreateScheduleCommand,
  type CreateScheduleCommandInput,
  DeleteScheduleCommand,
  ResourceNotFoundException,
  type SchedulerClient,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler';
import type { Scheduler } from '#shared/ports.ts';

export type SchedulerSettings = {
  readonly group: string;
  readonly roleArn: string;
  /** Takes what could not be delivered; none on one machine, where the host keeps it. */
  readonly deadLetterArn: string;
  /** ARNs of the functions that a schedule may call. */
  readonly targets: Readonly<Record<'due' | 'digest', string>>;
};

export function createScheduler(
  client: SchedulerClient,
  { group, roleArn, deadLetterArn, targets }: SchedulerSettings,
): Scheduler {
  const entry = (
    name: string,
    expression: string,
    target: 'due' | 'digest',
    input: unknown,
    zone = 'UTC',
  ): CreateScheduleCommandInput => ({
    Name: name,
    GroupName: group,
    ScheduleExpression: expression,
    ScheduleExpressionTimezone: zone,
    FlexibleTimeWindow: { Mode: 'OFF' },
    ActionAfterCompletion: expression.startsWith('at(') ? 'DELETE' : 'NONE',
    Target: {
      Arn: targets[target],
      RoleArn: roleArn,
      Input: JSON.stringify(input),
      ...(deadLetterArn && { DeadLetterConfig: { Arn: deadLetterArn } }),
      RetryPolicy: { MaximumRetryAttempts: 20, MaximumEventAgeInSeconds: 21_600 },
    },
  });
  return {
    at: (name, at, target, input) => upsert(client, entry(name, `at(${wholeMinute(at)})`, target, input)),
    daily: (name, hour, zone, target, input) =>
      upsert(client, entry(name, `cron(0 ${hour} * * ? *)`, target, input, zone)),
    async remove(Name) {
      try {
        await client.send(new DeleteScheduleCommand({ Name, GroupName: group }));
      } catch (error) {
        if (!(error instanceof ResourceNotFoundException)) throw error;
      }
    },
  };
}

/** A schedule fires within the minute that it names: rounded up, it never fires before its time. */
function wholeMinute(at: string): string {
  return new Date(Math.ceil(Date.parse(at) / 60_000) * 60_000).toISOString().slice(0, 19);
}

/** Moving is more frequent than making; an entry that has fired is gone and is made again. */
async function upsert(client: SchedulerClient, input: CreateScheduleCommandInput): Promise<void> {
  try {
    await client.send(new UpdateScheduleCommand(input));
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error;
    await create(client, input);
  }
}

async function create(client: SchedulerClient, input: CreateScheduleCommandInput): Promise<void> {
  try {
    await client.send(new CreateScheduleCommand(input));
  } catch (error) {
    if (!(error instanceof ConflictException)) throw error;
    await client.send(new UpdateScheduleCommand(input));
  }
}
