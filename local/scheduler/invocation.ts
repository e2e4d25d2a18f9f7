import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { DeadLetter, Job, NewJob } from './due-queue.ts';
import type { Firing } from './firing-times.ts';
import type { Schedule } from './schedule-store.ts';

/** What a schedule calls, and what it gives it. */
const ScheduleTarget = z.object({ Arn: z.string(), RoleArn: z.string(), Input: z.string().optional() });
export type ScheduleTarget = z.infer<typeof ScheduleTarget>;

/** One firing on its way to its target; instants in epoch milliseconds. */
export const Invocation = z.object({
  scheduleArn: z.string(),
  group: z.string(),
  name: z.string(),
  executionId: z.string(),
  scheduled: z.number(),
  target: ScheduleTarget,
  maxAttempts: z.number(),
  maxAge: z.number(),
});
export type Invocation = z.infer<typeof Invocation>;

/** What a target is given: the Input has its context attributes filled in. */
export type InvokedTarget = { Arn: string; RoleArn: string; Input: string };
export type InvocationInfo = {
  scheduleArn: string;
  group: string;
  name: string;
  /** The same for all attempts of one firing. */
  executionId: string;
  /** 1 for the first. */
  attempt: number;
  /** The nominal moment, ISO. */
  scheduledTime: string;
};

/** AWS's retry policy where the schedule has none: 185 retries within 24 hours. */
const defaultRetries = 185;
const defaultAgeInSeconds = 86_400;

const isoSeconds = (instant: number): string => new Date(instant).toISOString().replace(/\.\d+Z$/, 'Z');

export const invocationJob = (schedule: Schedule, arn: string, firing: Firing): NewJob => {
  const { Target } = schedule.definition;
  const invocation: Invocation = {
    scheduleArn: arn,
    group: schedule.group,
    name: schedule.name,
    executionId: randomUUID(),
    scheduled: firing.scheduled,
    target: {
      Arn: Target.Arn,
      RoleArn: Target.RoleArn,
      ...(Target.Input === undefined ? {} : { Input: Target.Input }),
    },
    maxAttempts: (Target.RetryPolicy?.MaximumRetryAttempts ?? defaultRetries) + 1,
    maxAge: (Target.RetryPolicy?.MaximumEventAgeInSeconds ?? defaultAgeInSeconds) * 1000,
  };
  return { lane: invocation.executionId, body: JSON.stringify(invocation), dueAt: firing.due };
};

export const readInvocation = (job: Pick<Job, 'body'>): Invocation => Invocation.parse(JSON.parse(job.body));

/** What EventBridge Scheduler sends to a target without Input. */
const defaultInput = (invocation: Invocation): string => {
  const [, , , region = '', account = ''] = invocation.scheduleArn.split(':');
  return JSON.stringify({
    version: '0',
    id: invocation.executionId,
    'detail-type': 'Scheduled Event',
    source: 'aws.scheduler',
    account,
    time: isoSeconds(invocation.scheduled),
    region,
    resources: [invocation.scheduleArn],
    detail: '{}',
  });
};

/** The target with the context attributes of its Input filled in: `<aws.scheduler.scheduled-time>` and the other three. */
export const renderTarget = (invocation: Invocation, attempt: number): [InvokedTarget, InvocationInfo] => {
  const { scheduleArn, group, name, executionId, target } = invocation;
  const scheduledTime = isoSeconds(invocation.scheduled);
  const attributes: Record<string, string> = {
    'schedule-arn': scheduleArn,
    'scheduled-time': scheduledTime,
    'execution-id': executionId,
    'attempt-number': String(attempt),
  };
  const Input = (target.Input ?? defaultInput(invocation)).replace(
    /<aws\.scheduler\.([a-z-]+)>/g,
    (whole, attribute: string) => attributes[attribute] ?? whole,
  );
  return [
    { Arn: target.Arn, RoleArn: target.RoleArn, Input },
    { scheduleArn, group, name, executionId, attempt, scheduledTime },
  ];
};

const longestWait = 15 * 60_000;

/** The retry policy: growing distances up to a quarter of an hour, until the attempts or the age run out. */
export const retryInvocationAt = (job: Job, now: number): number | undefined => {
  const { maxAttempts, maxAge } = readInvocation(job);
  const next = now + Math.min(1000 * 2 ** job.attempts, longestWait);
  return job.attempts >= maxAttempts || next - job.createdAt > maxAge ? undefined : next;
};

/** What to tell of an attempt that failed: of the first, and of the last. */
export const troubleOf = (job: Job, error: unknown, now: number): string | undefined => {
  const { group, name, target } = readInvocation(job);
  const why = error instanceof Error ? error.name : typeof error;
  if (retryInvocationAt(job, now) === undefined) {
    const times = job.attempts === 1 ? 'once' : `${job.attempts} times`;
    return `The schedule ${group}/${name} called ${target.Arn} ${times} without success (${why}) and gave up; see GET /local/dead-letters.`;
  }
  return job.attempts === 1
    ? `The schedule ${group}/${name} called ${target.Arn} without success (${why}) and will try again.`
    : undefined;
};

export type LostFiring = ReturnType<typeof lostFiring>;

/** A firing that was given up: of which schedule, for when, and why. */
export const lostFiring = ({ body, attempts, error, failedAt }: DeadLetter) => {
  const { group, name, scheduled, target } = readInvocation({ body });
  return {
    at: new Date(failedAt).toISOString(),
    schedule: `${group}/${name}`,
    scheduledTime: isoSeconds(scheduled),
    target: target.Arn,
    ...(target.Input !== undefined && { input: target.Input }),
    tries: attempts,
    errorMessage: error,
  };
};
