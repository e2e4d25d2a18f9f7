import type { Answer, ClientTokens } from './client-tokens.ts';
import { groupOperations, tagOperations } from './group-operations.ts';
import type { Groups } from './groups.ts';
import type { ScheduleTarget } from './invocation.ts';
import { scheduleOperations } from './schedule-operations.ts';
import type { ScheduleStore } from './schedule-store.ts';

/** A request as the router read it: `subject` is the name or ARN in the path. */
export type Call = { subject: string; query: URLSearchParams; body: Record<string, unknown>; now: number };
export type Operation = (call: Call) => Answer;

export type OperationDeps = {
  region: string;
  schedules: ScheduleStore;
  groups: Groups;
  once: ClientTokens;
  /** Why a target can not be called, undefined when it can. */
  refuseTarget(target: ScheduleTarget): string | undefined;
};

/** The operations of EventBridge Scheduler by name. */
export const createOperations = (deps: OperationDeps): Readonly<Record<string, Operation>> => ({
  ...scheduleOperations(deps),
  ...groupOperations(deps),
  ...tagOperations(deps),
});
