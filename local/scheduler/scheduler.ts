import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { type Authorize, callerApp } from '#local/aws-caller.ts';
import type { DueSource, LocalClock } from '#local/clock-port.ts';
import { BodyTooLarge, readBody } from '#local/http.ts';
import { createClientTokens } from './client-tokens.ts';
import { openDatabase, transaction } from './database.ts';
import { createDueQueue, type DeadLetter } from './due-queue.ts';
import { invalid, SchedulerError } from './errors.ts';
import { firingsOf } from './firing-times.ts';
import { createGroups } from './groups.ts';
import {
  type InvocationInfo,
  type InvokedTarget,
  invocationJob,
  type LostFiring,
  lostFiring,
  readInvocation,
  renderTarget,
  retryInvocationAt,
  type ScheduleTarget,
  troubleOf,
} from './invocation.ts';
import { createOperations, type Operation } from './operations.ts';
import { routeOf } from './router.ts';
import { createScheduleStore, type Schedule, scheduleSchema } from './schedule-store.ts';
import { scheduleArn } from './wire.ts';

export type SchedulerOptions = {
  /** The SQLite file. */
  file: string;
  clock: LocalClock;
  /** Does what a schedule is for; a rejection is tried again by the schedule's retry policy. */
  invokeTarget(target: InvokedTarget, info: InvocationInfo): Promise<unknown>;
  /** Why a target can not be called, undefined when it can: such a schedule is not taken. Without it all are. */
  refuseTarget?(target: ScheduleTarget): string | undefined;
  /** Told when a firing fails for the first time, and when it is given up; without the message, which may quote people. */
  onTrouble?(sentence: string): void;
  authorize: Authorize;
  region?: string;
};

export type Scheduler = {
  /** The endpoint of the REST API; sees the URL without its base path. */
  handle(req: IncomingMessage, res: ServerResponse): Promise<void>;
  /** To be registered with the clock by whoever starts the service. */
  source: DueSource;
  /** Firings that failed to the end of their retry policy, whatever their DeadLetterConfig. `body` is the invocation as JSON. */
  deadLetters(): DeadLetter[];
  /** The same for people to read. */
  lostFirings(): LostFiring[];
  close(): Promise<void>;
};

/** How many due schedules are fired in one go; the clock comes back for the rest. */
const batch = 500;
const maxRequestBytes = 512 * 1024;

const Body = z.record(z.string(), z.unknown());

const readJson = async (req: IncomingMessage): Promise<Record<string, unknown>> => {
  const text = (await readBody(req, maxRequestBytes)).toString('utf8');
  try {
    return Body.parse(JSON.parse(text === '' ? '{}' : text));
  } catch {
    throw invalid('The body of the request is not a JSON object.');
  }
};

const asSchedulerError = (error: unknown): SchedulerError => {
  if (error instanceof SchedulerError) return error;
  if (error instanceof BodyTooLarge) return invalid('The request is longer than 512 KB.');
  return new SchedulerError('InternalServerException', 500, error instanceof Error ? error.message : String(error));
};

const answer = (res: ServerResponse, status: number, body: unknown, errorType?: string): void => {
  const headers = { 'content-type': 'application/json', 'x-amzn-requestid': randomUUID() };
  res
    .writeHead(status, errorType === undefined ? headers : { ...headers, 'x-amzn-errortype': errorType })
    .end(JSON.stringify(body));
};

/**
 * EventBridge Scheduler on one machine. Schedules and firings survive a kill at any instant, each firing happens at least once.
 * What fell due while nothing ran happens at the start: a one-time schedule as it is, a recurring one once, for its latest moment.
 */
export const createScheduler = ({
  file,
  clock,
  invokeTarget,
  refuseTarget = () => undefined,
  onTrouble = () => undefined,
  authorize,
  region = 'eu-west-1',
}: SchedulerOptions): Scheduler => {
  const db = openDatabase(file, scheduleSchema);
  const schedules = createScheduleStore(db);
  const operations = createOperations({
    region,
    schedules,
    groups: createGroups(db),
    once: createClientTokens(db),
    refuseTarget,
  });
  const queue = createDueQueue({
    name: 'scheduler',
    db,
    clock,
    concurrency: 32,
    retryAt: retryInvocationAt,
    async run(job) {
      try {
        await invokeTarget(...renderTarget(readInvocation(job), job.attempts));
      } catch (error) {
        const trouble = troubleOf(job, error, clock.now());
        if (trouble !== undefined) onTrouble(trouble);
        throw error;
      }
      return undefined;
    },
  });

  let closed = false;

  const fire = (schedule: Schedule, now: number): void => {
    const { group, name, definition, changedAt, firing } = schedule;
    if (firing === undefined) return;
    const arn = scheduleArn(region, group, name);
    const firings = firingsOf({ definition, arn, changedAt });
    const latest = firings.latest(firing, now);
    const next = firings.after(latest.scheduled);
    queue.add([invocationJob(schedule, arn, latest)], now);
    if (next === undefined && definition.ActionAfterCompletion === 'DELETE') schedules.remove(group, name);
    else schedules.move(group, name, next);
  };

  const perform = async (req: IncomingMessage): Promise<unknown> => {
    const url = new URL(req.url ?? '/', 'http://localhost');
    const { operation, subject } = routeOf(req.method ?? '', url.pathname);
    const refusal = authorize(callerApp(req), `scheduler:${operation}`);
    if (refusal !== undefined) throw new SchedulerError('AccessDeniedException', 403, refusal);
    const run: Operation | undefined = operations[operation];
    const result = run?.({ subject, query: url.searchParams, body: await readJson(req), now: clock.now() });
    clock.nudge();
    return result;
  };

  return {
    async handle(req, res) {
      try {
        answer(res, 200, await perform(req));
      } catch (error) {
        const { type, status, message } = asSchedulerError(error);
        answer(res, status, { Message: message }, type);
      }
    },
    source: {
      name: 'scheduler',
      nextDueAt() {
        if (closed) return undefined;
        const instants = [schedules.nextDue(), queue.source.nextDueAt()].filter((at) => at !== undefined);
        return instants.length === 0 ? undefined : Math.min(...instants);
      },
      fireDue(now) {
        const due = closed ? [] : schedules.due(now, batch);
        if (due.length > 0) transaction(db, () => due.forEach((schedule) => void fire(schedule, now)));
        queue.source.fireDue(now);
      },
      busy: queue.source.busy,
    },
    deadLetters: queue.deadLetters,
    lostFirings: () => queue.deadLetters().map(lostFiring),
    async close() {
      closed = true;
      await queue.close();
      db.close();
    },
  };
};
