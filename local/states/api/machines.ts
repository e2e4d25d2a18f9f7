import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { ApiError, noSuchExecution, noSuchMachine } from '#local/states/api-error.ts';
import type { Machine } from '#local/states/machine-store.ts';
import { isName, NAME_RULE } from '#local/states/names.ts';
import { type Problem, tellProblems } from '#local/states/problem.ts';
import type { Service } from '#local/states/service.ts';
import { validateDefinition } from '#local/states/validate.ts';
import { actionProblems } from '#local/states/validate-actions.ts';
import { operation, seconds } from './operation.ts';
import { fromToken, Paging, pageSize, toToken } from './paging.ts';

const Settings = {
  loggingConfiguration: z.unknown().optional(),
  tracingConfiguration: z.unknown().optional(),
};
const Create = z.object({
  name: z.string().min(1).max(80),
  definition: z.string().min(1).max(1_048_576),
  roleArn: z.string().min(1),
  type: z.enum(['STANDARD', 'EXPRESS']).optional(),
  tags: z.array(z.object({ key: z.string(), value: z.string() })).optional(),
  publish: z.boolean().optional(),
  ...Settings,
});
const Update = z.object({
  stateMachineArn: z.string(),
  definition: z.string().max(1_048_576).optional(),
  roleArn: z.string().optional(),
  ...Settings,
});

const settingsText = (input: { loggingConfiguration?: unknown; tracingConfiguration?: unknown }): string =>
  JSON.stringify({ logging: input.loggingConfiguration ?? null, tracing: input.tracingConfiguration ?? null });

async function problemsOf(service: Service, text: string): Promise<Problem[]> {
  const { definition, problems } = validateDefinition(text);
  return definition === undefined ? problems : await actionProblems(definition, service.hasAction);
}

async function accepted(service: Service, definition: string): Promise<string> {
  const problems = await problemsOf(service, definition);
  if (problems.length > 0) throw new ApiError('InvalidDefinition', tellProblems(problems));
  return definition;
}

export const createStateMachine = operation(Create, async (service, input) => {
  const { ledger, clock, region, accountId } = service;
  if (input.type === 'EXPRESS')
    throw new ApiError('StateMachineTypeNotSupported', `State machines of type EXPRESS are not run here, use STANDARD`);
  if (!isName(input.name)) throw new ApiError('InvalidName', `Invalid Name: '${input.name}' (${NAME_RULE})`);
  if (input.publish === true)
    throw new ApiError('ValidationException', `publish: versions are not kept here, leave it out`);
  const arn = `arn:aws:states:${region}:${accountId}:stateMachine:${input.name}`;
  const definition = await accepted(service, input.definition);
  const settings = settingsText(input);
  const present = ledger.machines.find(arn);
  if (present !== undefined) {
    if (ledger.machines.textOfDefinition(present.definitionId) !== definition || present.settings !== settings)
      throw new ApiError('StateMachineAlreadyExists', `State Machine Already Exists: '${arn}'`);
    return { stateMachineArn: arn, creationDate: seconds(present.createdAt) };
  }
  const now = clock.now();
  ledger.machines.put({
    arn,
    name: input.name,
    definitionId: ledger.machines.addDefinition(definition),
    roleArn: input.roleArn,
    revision: randomUUID(),
    createdAt: now,
    updatedAt: now,
    settings,
    tags: Object.fromEntries((input.tags ?? []).map(({ key, value }) => [key, value])),
  });
  await service.runner.durable();
  return { stateMachineArn: arn, creationDate: seconds(now) };
});

/** The machine of an ARN, or the error that there is none. */
export function machineAt({ ledger }: Service, arn: string): Machine {
  const machine = ledger.machines.find(arn);
  if (machine === undefined) throw noSuchMachine(arn);
  return machine;
}

export const updateStateMachine = operation(Update, async (service, input) => {
  const { ledger, clock, runner } = service;
  const machine = machineAt(service, input.stateMachineArn);
  const { definition, roleArn } = input;
  if (definition === undefined && roleArn === undefined && settingsText(input) === settingsText({}))
    throw new ApiError('MissingRequiredParameter', 'Say at least one of definition, roleArn and the configurations');
  const text = definition === undefined ? undefined : await accepted(service, definition);
  const next: Machine = {
    ...machine,
    updatedAt: clock.now(),
    revision: randomUUID(),
    ...(roleArn !== undefined && { roleArn }),
    ...(text !== undefined && { definitionId: ledger.machines.addDefinition(text) }),
    ...(settingsText(input) !== settingsText({}) && { settings: settingsText(input) }),
  };
  ledger.machines.put(next);
  await runner.durable();
  return { updateDate: seconds(next.updatedAt), revisionId: next.revision };
});

const shown = (service: Service, machine: Machine, definitionId: number) => {
  const { logging, tracing } = z
    .object({ logging: z.unknown(), tracing: z.unknown() })
    .parse(JSON.parse(machine.settings));
  return {
    stateMachineArn: machine.arn,
    name: machine.name,
    definition: service.ledger.machines.textOfDefinition(definitionId),
    roleArn: machine.roleArn,
    loggingConfiguration: logging ?? { level: 'OFF', includeExecutionData: false },
    tracingConfiguration: tracing ?? { enabled: false },
    revisionId: machine.revision,
  };
};

export const describeStateMachine = operation(z.object({ stateMachineArn: z.string() }), (service, input) => {
  const machine = machineAt(service, input.stateMachineArn);
  const creationDate = seconds(machine.createdAt);
  return { ...shown(service, machine, machine.definitionId), status: 'ACTIVE', type: 'STANDARD', creationDate };
});

export const describeStateMachineForExecution = operation(z.object({ executionArn: z.string() }), (service, input) => {
  const stored = service.ledger.executions.find(input.executionArn);
  if (stored === undefined) throw noSuchExecution(input.executionArn);
  const machine = machineAt(service, stored.execution.machineArn);
  const mapRunArn = stored.mapRun && { mapRunArn: stored.mapRun };
  return { ...shown(service, machine, stored.definitionId), updateDate: seconds(machine.updatedAt), ...mapRunArn };
});

export const listStateMachines = operation(z.object(Paging), ({ ledger }, input) => {
  const [after = ''] = fromToken(input.nextToken, z.tuple([z.string()])) ?? [];
  const size = pageSize(input.maxResults);
  const page = ledger.machines.page(after, size + 1);
  const stateMachines = page.slice(0, size).map(({ arn, name, createdAt }) => ({
    stateMachineArn: arn,
    name,
    type: 'STANDARD',
    creationDate: seconds(createdAt),
  }));
  const last = stateMachines.at(-1);
  return { stateMachines, ...(page.length > size && last && { nextToken: toToken([last.name]) }) };
});

export const deleteStateMachine = operation(z.object({ stateMachineArn: z.string() }), async (service, input) => {
  service.ledger.machines.remove(input.stateMachineArn);
  await service.runner.durable();
  return {};
});

const Validate = z.object({ definition: z.string(), maxResults: z.number().int().optional() });
const diagnostic = ({ code, message, at }: Problem) => ({ severity: 'ERROR', code, message, location: at });

export const validateStateMachineDefinition = operation(Validate, async (service, input) => {
  const problems = await problemsOf(service, input.definition);
  const most = input.maxResults || 100;
  return {
    result: problems.length === 0 ? 'OK' : 'FAIL',
    diagnostics: problems.slice(0, most).map(diagnostic),
    truncated: problems.length > most,
  };
});
