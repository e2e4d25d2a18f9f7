import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { ApiError, noSuchExecution } from '#local/states/api-error.ts';
import type { Execution, Status } from '#local/states/execution.ts';
import type { Stored } from '#local/states/execution-store.ts';
import { fromText, type Json, nestsTooDeep, TOO_DEEP } from '#local/states/json.ts';
import { redriveRefusal } from '#local/states/redrive.ts';
import type { Service } from '#local/states/service.ts';
import { startExecution as start } from '#local/states/start.ts';
import { machineAt } from './machines.ts';
import { operation, seconds } from './operation.ts';
import { fromToken, Paging, pageSize, toToken } from './paging.ts';

const Start = z.object({ stateMachineArn: z.string(), name: z.string().optional(), input: z.string().optional() });

function jsonInput(text: string): Json {
  if (nestsTooDeep(text))
    throw new ApiError('InvalidExecutionInput', `Invalid State Machine Execution Input: ${TOO_DEEP}`);
  try {
    return fromText(text);
  } catch {
    throw new ApiError('InvalidExecutionInput', `Invalid State Machine Execution Input: the input is no JSON`);
  }
}

export const startExecution = operation(Start, async (service, input) => {
  const { stateMachineArn: machineArn, name = randomUUID() } = input;
  const started = await start(service, { machineArn, name, input: jsonInput(input.input ?? '{}') });
  return { executionArn: started.arn, startDate: seconds(started.startedAt) };
});

/** The execution of an ARN, or the error that there is none. */
export function executionAt({ ledger }: Service, arn: string): Stored {
  const stored = ledger.executions.find(arn);
  if (stored === undefined) throw noSuchExecution(arn);
  return stored;
}

const Stop = z.object({
  executionArn: z.string(),
  error: z.string().max(256).optional(),
  cause: z.string().optional(),
});

export const stopExecution = operation(Stop, async (service, input) => {
  const { error, cause } = input;
  const reason = { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) };
  executionAt(service, input.executionArn);
  await service.runner.deliver(input.executionArn, { is: 'stop', ...reason });
  const { execution } = executionAt(service, input.executionArn);
  return { stopDate: seconds(execution.stoppedAt ?? service.clock.now()) };
});

const Describe = z.object({
  executionArn: z.string(),
  includedData: z.enum(['ALL_DATA', 'METADATA_ONLY']).optional(),
});

export const describeExecution = operation(Describe, (service, input) => {
  const { execution, mapRun } = executionAt(service, input.executionArn);
  return { ...shown(execution, service.clock.now(), input.includedData !== 'METADATA_ONLY'), ...madeBy(mapRun) };
});

const madeBy = (mapRun: string | undefined) => mapRun && { mapRunArn: mapRun };

function shown(execution: Execution, now: number, withData: boolean) {
  const { input, output, error, cause, stoppedAt, redrivenAt } = execution;
  const refusal = redriveRefusal(execution, now);
  return {
    ...outline(execution),
    ...(withData && { input: JSON.stringify(input), inputDetails: { included: true } }),
    ...(withData && output !== undefined && { output: JSON.stringify(output), outputDetails: { included: true } }),
    ...(error !== undefined && { error }),
    ...(cause !== undefined && { cause }),
    ...(stoppedAt !== undefined && { stopDate: seconds(stoppedAt) }),
    ...(redrivenAt !== undefined && { redriveDate: seconds(redrivenAt) }),
    redriveStatus: refusal === undefined ? 'REDRIVABLE' : 'NOT_REDRIVABLE',
    ...(refusal !== undefined && { redriveStatusReason: refusal }),
  };
}

const outline = ({ arn, machineArn, name, status, startedAt, redrives }: Execution) => ({
  executionArn: arn,
  stateMachineArn: machineArn,
  name,
  status,
  startDate: seconds(startedAt),
  redriveCount: redrives,
});

const STATUSES: readonly Status[] = ['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'];
/** AWS's filter for executions that wait for a redrive of their Map: they run at once here, so there is never one. */
const NEVER = 'PENDING_REDRIVE';
const List = z.object({
  stateMachineArn: z.string().optional(),
  mapRunArn: z.string().optional(),
  statusFilter: z.enum([...STATUSES, NEVER]).optional(),
  redriveFilter: z.enum(['REDRIVEN', 'NOT_REDRIVEN']).optional(),
  ...Paging,
});

export const listExecutions = operation(List, (service, input) => {
  if ((input.stateMachineArn === undefined) === (input.mapRunArn === undefined))
    throw new ApiError('ValidationException', 'Say either stateMachineArn or mapRunArn');
  const machineArn = input.stateMachineArn ?? machineOfMapRun(input.mapRunArn ?? '');
  machineAt(service, machineArn);
  const size = pageSize(input.maxResults);
  const place = fromToken(input.nextToken, z.tuple([z.number(), z.number()]));
  const { page, next } = pageOf(service, { ...input, machineArn, size }, place ?? [Number.MAX_SAFE_INTEGER, 0]);
  return {
    executions: page.map(({ execution, mapRun }) => ({
      ...outline(execution),
      ...(execution.stoppedAt !== undefined && { stopDate: seconds(execution.stoppedAt) }),
      ...madeBy(mapRun),
    })),
    ...(next && { nextToken: toToken(next) }),
  };
});

type Place = readonly [startedAt: number, id: number];
type Wanted = Pick<z.infer<typeof List>, 'mapRunArn' | 'statusFilter' | 'redriveFilter'> & {
  machineArn: string;
  size: number;
};

/** How many executions one call looks at for a full page; as on AWS a page may be shorter and still have a next one. */
const MOST_LOOKED_AT = 10_000;

/** The executions after a place that the filters let through, the youngest first, and where to go on. */
function pageOf({ ledger }: Service, wanted: Wanted, after: Place): { page: Stored[]; next: Place | undefined } {
  const { machineArn, mapRunArn, statusFilter, redriveFilter, size } = wanted;
  const statuses = STATUSES.filter((status) => statusFilter === undefined || status === statusFilter);
  const isWanted = ({ execution: { redrives } }: Stored) =>
    redriveFilter === undefined || (redriveFilter === 'REDRIVEN') === redrives > 0;
  const page: Stored[] = [];
  let place = after;
  for (let looked = 0; looked < MOST_LOOKED_AT; looked += size) {
    const found = statuses
      .flatMap((status) => ledger.executions.list(machineArn, mapRunArn, status, place, size + 1))
      .toSorted((a, b) => b.execution.startedAt - a.execution.startedAt || b.id - a.id);
    for (const [index, stored] of found.slice(0, size).entries()) {
      place = [stored.execution.startedAt, stored.id];
      if (isWanted(stored)) page.push(stored);
      if (page.length === size) return { page, next: index + 1 < found.length ? place : undefined };
    }
    if (found.length <= size) return { page, next: undefined };
  }
  return { page, next: place };
}

const machineOfMapRun = (arn: string): string => arn.replace(':mapRun:', ':stateMachine:').replace(/\/.*$/, '');

const Redrive = z.object({ executionArn: z.string() });

export const redriveExecution = operation(Redrive, async (service, input) => {
  const { execution } = executionAt(service, input.executionArn);
  const refusal = redriveRefusal(execution, service.clock.now());
  if (refusal !== undefined) throw new ApiError('ExecutionNotRedrivable', refusal);
  await service.runner.deliver(input.executionArn, { is: 'redrive' });
  return { redriveDate: seconds(service.clock.now()) };
});
