import type { Answer } from './client-tokens.ts';
import { conflict, invalid, notFound } from './errors.ts';
import { firingsOf } from './firing-times.ts';
import type { Call, OperationDeps } from './operations.ts';
import { optional, pageOf, tokenOf } from './paging.ts';
import { type Definition, Name, readDefinition, validated } from './schedule-input.ts';
import type { Schedule } from './schedule-store.ts';
import { scheduleAnswer, scheduleArn, scheduleSummary } from './wire.ts';

export const scheduleOperations = ({ region, schedules, groups, once, refuseTarget }: OperationDeps) => {
  const groupOf = (value: unknown): string => groups.get(validated(Name, value ?? 'default', 'groupName')).name;
  const existing = (group: string, name: string): Schedule => {
    const found = schedules.find(group, name);
    if (found === undefined) throw notFound(`Schedule ${name} does not exist.`);
    return found;
  };
  const put = (group: string, name: string, definition: Definition, createdAt: number, now: number): Answer => {
    const arn = scheduleArn(region, group, name);
    const { Arn, RoleArn, Input } = definition.Target;
    const refusal = refuseTarget({ Arn, RoleArn, ...(Input !== undefined && { Input }) });
    if (refusal !== undefined) throw invalid(`Provided target can not be called: ${refusal}.`);
    const enabled = definition.State === 'ENABLED';
    const firing = enabled ? firingsOf({ definition, arn, changedAt: now }).first() : undefined;
    schedules.put({ group, name, definition, createdAt, changedAt: now, firing });
    return { ScheduleArn: arn };
  };
  const write = (
    action: string,
    { subject, body, now }: Call,
    change: (group: string, name: string) => Answer,
  ): Answer => {
    const name = validated(Name, subject, 'name');
    const { ClientToken: token, ...request } = body;
    return once(tokenOf(token), action, JSON.stringify([name, request]), now, () =>
      change(groupOf(body.GroupName), name),
    );
  };
  return {
    CreateSchedule: (call: Call) =>
      write('CreateSchedule', call, (group, name) => {
        if (schedules.find(group, name) !== undefined) throw conflict(`Schedule ${name} already exists.`);
        return put(group, name, readDefinition(call.body, call.now), call.now, call.now);
      }),
    UpdateSchedule: (call: Call) =>
      write('UpdateSchedule', call, (group, name) => {
        const { definition, createdAt } = existing(group, name);
        return put(group, name, readDefinition(call.body, call.now, definition), createdAt, call.now);
      }),
    GetSchedule: ({ subject, query }: Call) =>
      scheduleAnswer(region, existing(groupOf(optional(query, 'groupName')), validated(Name, subject, 'name'))),
    DeleteSchedule: ({ subject, query, now }: Call) => {
      const name = validated(Name, subject, 'name');
      const asked = query.get('groupName') ?? 'default';
      return once(tokenOf(optional(query, 'clientToken')), 'DeleteSchedule', JSON.stringify([asked, name]), now, () => {
        if (!schedules.remove(groupOf(asked), name)) throw notFound(`Schedule ${name} does not exist.`);
        return {};
      });
    },
    ListSchedules: ({ query }: Call) => {
      const asked = optional(query, 'ScheduleGroup');
      const group = asked === undefined ? undefined : groupOf(asked);
      const prefix = optional(query, 'NamePrefix') ?? '';
      const state = optional(query, 'State');
      const { page, more } = pageOf(
        query,
        ([lastGroup = '', lastName = ''], limit) =>
          schedules.list({ group, prefix, state, after: [lastGroup, lastName], limit }),
        (schedule) => [schedule.group, schedule.name],
      );
      return { Schedules: page.map((schedule) => scheduleSummary(region, schedule)), ...more };
    },
  };
};
