import {
  ConflictException,
  CreateScheduleCommand,
  CreateScheduleGroupCommand,
  type SchedulerClient,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler';
import type { FunctionRow } from '#functions/registry.ts';
import { functionArn } from '#local/arns.ts';

export type StandingSchedules = {
  readonly client: SchedulerClient;
  readonly group: string;
  readonly roleArn: string;
  readonly region: string;
};

/** Makes the schedule group, and one standing entry for every function that the registry gives a cron. */
export async function ensureSchedules(rows: readonly FunctionRow[], place: StandingSchedules): Promise<void> {
  const { client, group } = place;
  await unlessThere(() => client.send(new CreateScheduleGroupCommand({ Name: group })));
  for (const { name, trigger } of rows) {
    if (trigger.kind === 'schedule' && trigger.cron !== undefined) await ensureEntry(name, trigger.cron, place);
  }
}

async function ensureEntry(name: string, cron: string, place: StandingSchedules): Promise<void> {
  const { client, group, roleArn, region } = place;
  const entry = {
    Name: `standing-${name}`,
    GroupName: group,
    ScheduleExpression: cron,
    FlexibleTimeWindow: { Mode: 'OFF' as const },
    Target: { Arn: functionArn(name, region), RoleArn: roleArn },
  };
  const made = await unlessThere(() => client.send(new CreateScheduleCommand(entry)));
  if (!made) await client.send(new UpdateScheduleCommand(entry));
}

async function unlessThere(make: () => Promise<unknown>): Promise<boolean> {
  try {
    await make();
    return true;
  } catch (error) {
    if (error instanceof ConflictException) return false;
    throw error;
  }
}
