import { account } from '#local/arns.ts';
import type { Group } from './groups.ts';
import type { Schedule } from './schedule-store.ts';

/** The REST-JSON shapes of answers. Dates are epoch seconds. */
export const scheduleArn = (region: string, group: string, name: string): string =>
  `arn:aws:scheduler:${region}:${account}:schedule/${group}/${name}`;

export const groupArn = (region: string, name: string): string =>
  `arn:aws:scheduler:${region}:${account}:schedule-group/${name}`;

export const scheduleAnswer = (region: string, { group, name, definition, createdAt, changedAt }: Schedule) => ({
  ...definition,
  Arn: scheduleArn(region, group, name),
  GroupName: group,
  Name: name,
  CreationDate: createdAt / 1000,
  LastModificationDate: changedAt / 1000,
});

export const scheduleSummary = (region: string, { group, name, definition, createdAt, changedAt }: Schedule) => ({
  Arn: scheduleArn(region, group, name),
  GroupName: group,
  Name: name,
  State: definition.State,
  CreationDate: createdAt / 1000,
  LastModificationDate: changedAt / 1000,
  Target: { Arn: definition.Target.Arn },
});

export const groupAnswer = (region: string, { name, createdAt }: Group) => ({
  Arn: groupArn(region, name),
  Name: name,
  State: 'ACTIVE',
  CreationDate: createdAt / 1000,
  LastModificationDate: createdAt / 1000,
});
