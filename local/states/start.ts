import { randomUUID } from 'node:crypto';
import { ApiError, noSuchMachine } from './api-error.ts';
import type { Execution, Parent } from './execution.ts';
import { exceedsPayloadLimit, type Json } from './json.ts';
import { labelOf } from './machine-index.ts';
import type { Machine } from './machine-store.ts';
import { executionArnOf, isName, mapRunArnOf, NAME_RULE } from './names.ts';
import { newExecution } from './new-execution.ts';
import { RETENTION } from './retention.ts';
import type { Service } from './service.ts';

export type Start = {
  machineArn: string;
  name: string;
  input: Json;
  parent?: Parent;
};

function checked(service: Service, start: Start): Machine {
  const machine = service.ledger.machines.find(start.machineArn);
  if (machine === undefined) throw noSuchMachine(start.machineArn);
  if (!isName(start.name)) throw new ApiError('InvalidName', `Invalid Name: '${start.name}' (${NAME_RULE})`);
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
      await runner.kept(arn);
      return { arn, startedAt: present.startedAt };
    }
    if ((present.stoppedAt ?? now) > now - RETENTION)
      throw new ApiError('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`);
    forget(service, arn);
  }
  const { TimeoutSeconds: timeoutSeconds } = ledger.machines.definition(machine.definitionId);
  const { machineArn: _, ...own } = start;
  const execution = newExecution({ ...machine, timeoutSeconds }, { ...own, seed: randomUUID() }, now);
  await runner.begin({ execution, definitionId: machine.definitionId, mapRun: undefined });
  return { arn, startedAt: now };
}

function forget({ ledger, runner }: Service, arn: string): void {
  const stored = ledger.executions.find(arn);
  if (stored !== undefined) ledger.executions.remove(stored.id);
  runner.forget(arn);
}

/** Starts one item of a distributed Map: the same definition as its parent, from the processor of that state. */
export async function startItem(
  service: Service,
  parent: Execution,
  item: { name: string; input: Json; state: string; task: number; item: number },
): Promise<string> {
  const { ledger, runner, clock } = service;
  const arn = executionArnOf(parent.machineArn, item.name);
  const definitionId = ledger.executions.find(parent.arn)?.definitionId;
  if (definitionId === undefined || runner.peek(arn) !== undefined || ledger.executions.find(arn) !== undefined)
    return arn;
  const child = newExecution(
    { arn: parent.machineArn, name: parent.machineName, roleArn: parent.roleArn },
    {
      name: item.name,
      input: item.input,
      seed: randomUUID(),
      parent: { arn: parent.arn, task: item.task, item: item.item, waits: true },
      processor: item.state,
    },
    clock.now(),
  );
  const label = labelOf(ledger.machines.definition(definitionId), item.state);
  await runner.begin({ execution: child, definitionId, mapRun: mapRunArnOf(parent, label, item.task) });
  return arn;
}
