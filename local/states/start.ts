import { randomBytes } from 'node:crypto';
import { ApiError, noSuchMachine } from './api-error.ts';
import type { Execution, Parent } from './execution.ts';
import { exceedsPayloadLimit, type Json } from './json.ts';
import type { Machine } from './machine-store.ts';
import { executionArnOf } from './names.ts';
import type { Service } from './service.ts';

const DAY = 86_400_000;
/** An execution may be open for a year (AWS quota). */
const LONGEST = 365 * DAY;
/** Histories are kept, and names stay taken, for this long after the close (AWS quota). */
export const RETENTION = 90 * DAY;

export type Start = {
  machineArn: string;
  name: string;
  input: Json;
  parent?: Parent;
};

function checked(service: Service, start: Start): Machine {
  const machine = service.ledger.machines.find(start.machineArn);
  if (machine === undefined) throw noSuchMachine(start.machineArn);
  if (!/^[^\s\p{Cc}?*<>{}[\]:;,\\|^~$#%&`"/]{1,80}$/u.test(start.name))
    throw new ApiError(
      'InvalidName',
      `Invalid Name: '${start.name}' (1 to 80 characters, none of them a space or one of ? * < > { } [ ] : ; , \\ | ^ ~ $ # % & \` " /)`,
    );
  if (exceedsPayloadLimit(JSON.stringify(start.input)))
    throw new ApiError('InvalidExecutionInput', 'Invalid Execution Input: the input is larger than 262144 bytes');
  return machine;
}

/**
 * Starts an execution, or gives the one that runs under this name with the same input. A name may be used again when its
 * execution has been closed for 90 days. What is started is durable when the promise resolves.
 */
export async function startExecution(service: Service, start: Start): Promise<{ arn: string; startedAt: number }> {
  const machine = checked(service, start);
  const { ledger, runner } = service;
  const arn = executionArnOf(machine.arn, start.name);
  const now = service.clock.now();
  const present = runner.peek(arn) ?? ledger.executions.find(arn)?.execution;
  if (present !== undefined) {
    if (present.status === 'RUNNING' && JSON.stringify(present.input) === JSON.stringify(start.input)) {
      await runner.durable();
      return { arn, startedAt: present.startedAt };
    }
    if ((present.stoppedAt ?? now) > now - RETENTION)
      throw new ApiError('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`);
    forget(service, arn);
  }
  const { TimeoutSeconds } = ledger.machines.definition(machine.definitionId);
  const deadline = now + Math.min(LONGEST, (TimeoutSeconds ?? Number.POSITIVE_INFINITY) * 1000);
  ledger.executions.insert({ ...blank(machine, start, arn, now), deadline }, machine.definitionId);
  await runner.deliver(arn, { is: 'start' });
  return { arn, startedAt: now };
}

const blank = (
  machine: Pick<Machine, 'arn' | 'name' | 'roleArn'>,
  start: Start,
  arn: string,
  now: number,
): Execution => ({
  arn,
  name: start.name,
  machineArn: machine.arn,
  machineName: machine.name,
  roleArn: machine.roleArn,
  ...(start.parent && { parent: start.parent }),
  seed: randomBytes(16).toString('base64url'),
  startedAt: now,
  deadline: now + LONGEST,
  input: start.input,
  status: 'RUNNING',
  redrives: 0,
  events: 0,
  serial: 0,
  threads: {},
  ready: [],
});

function forget({ ledger, runner }: Service, arn: string): void {
  const stored = ledger.executions.find(arn);
  if (stored !== undefined) ledger.executions.remove(stored.id);
  runner.forget(arn);
}

/** Starts one item of a distributed Map: the same definition as its parent, from the processor of that state. */
export async function startItem(
  service: Service,
  parent: Execution,
  item: { name: string; input: Json; state: string; task: number; item: number; mapRun: string },
): Promise<string> {
  const { ledger, runner, clock } = service;
  const arn = executionArnOf(parent.machineArn, item.name);
  const definitionId = ledger.executions.find(parent.arn)?.definitionId;
  if (definitionId === undefined || ledger.executions.find(arn) !== undefined) return arn;
  const { machineArn, machineName, roleArn } = parent;
  const child: Execution = {
    ...blank({ arn: machineArn, name: machineName, roleArn }, { machineArn, ...item }, arn, clock.now()),
    deadline: parent.deadline,
    processor: item.state,
    parent: { arn: parent.arn, task: item.task, item: item.item, waits: true },
  };
  ledger.executions.insert(child, definitionId, item.mapRun);
  await runner.deliver(arn, { is: 'start' });
  return arn;
}
