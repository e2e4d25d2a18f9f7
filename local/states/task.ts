import type { Task } from './definition.ts';
import type { Request, TaskPhase, Thread } from './execution.ts';
import { StateFailure } from './failure.ts';
import { leave } from './flow.ts';
import { isObject, type Json } from './json.ts';
import type { Maybe } from './maybe.ts';
import { wholeNumber } from './number-field.ts';
import { type Resource, readResource } from './resource.ts';
import { type Scope, scopeOf } from './scope.ts';
import { taskToken } from './task-token.ts';
import { drawUuid, nextSerial, note, payloadText, setPhase, type Turn, WHOLE } from './turn.ts';

/** Puts the Task's question: what to ask is kept with the thread until it was answered. */
export async function beginTask(turn: Turn, thread: Thread, state: Task): Promise<void> {
  const resource = readResource(state.Resource);
  if (resource === undefined)
    throw new StateFailure('States.Runtime', `The resource '${state.Resource}' is not one that this runtime can call.`);
  const task = nextSerial(turn);
  const token = resource.answer === 'token' ? taskToken(turn.execution.arn, turn.execution.seed, task) : undefined;
  const scope = scopeOf(turn, thread, token === undefined ? {} : { token });
  const args = state.Arguments === undefined ? thread.input : await scope.render(state.Arguments, 'Arguments');
  const limits = await limitsOf(turn, state, scope);
  const request = requestOf(turn, thread, resource, args);
  schedule(turn, thread, state, resource, args, limits);
  const phase: TaskPhase = { is: 'task', task, request, ...(token !== undefined && { token }), ...limits };
  setPhase(turn, thread, phase);
  turn.effects.push({ do: 'request', task, state: thread.state, request, submits: token !== undefined });
}

type Limits = Pick<TaskPhase, 'timeoutAt' | 'heartbeatAt' | 'heartbeatMs'>;

async function limitsOf(turn: Turn, state: Task, scope: Scope): Promise<Limits> {
  const limits: Limits = {};
  if (state.TimeoutSeconds !== undefined)
    limits.timeoutAt = turn.now + (await milliseconds(scope, state.TimeoutSeconds, 'TimeoutSeconds'));
  if (state.HeartbeatSeconds !== undefined) {
    limits.heartbeatMs = await milliseconds(scope, state.HeartbeatSeconds, 'HeartbeatSeconds');
    limits.heartbeatAt = turn.now + limits.heartbeatMs;
  }
  return limits;
}

const milliseconds = async (scope: Scope, value: number | string, field: string): Promise<number> =>
  (await wholeNumber(scope, value, field, [1, 99_999_999])) * 1000;

/** Looks at the arguments of the integration; what they must hold is AWS's, see the page of each service. */
function requestOf(turn: Turn, thread: Thread, resource: Resource, args: Json): Request {
  if (resource.kind === 'function') return { kind: 'function', name: resource.target, payload: args };
  const fields: Record<string, Json> = isObject(args) ? Object.fromEntries(Object.entries(args)) : {};
  if (resource.kind === 'invoke') {
    const name = requiredText(thread, fields, 'FunctionName').replace(/^arn:aws:lambda:[^:]*:\d*:function:/, '');
    return { kind: 'function', name: name.replace(/:[\w$-]+$/, ''), payload: fields.Payload ?? {} };
  }
  if (resource.kind === 'start') {
    const name = fields.Name === undefined ? drawUuid(turn) : requiredText(thread, fields, 'Name');
    const machineArn = requiredText(thread, fields, 'StateMachineArn');
    const sync = resource.answer === 'sync-text' ? 'text' : resource.answer === 'sync-json' ? 'json' : 'none';
    return { kind: 'start', machineArn, name, input: fields.Input ?? {}, sync };
  }
  const action = resource.action.replace(/\..*$/, '');
  return { kind: 'sdk', service: resource.target, prefix: resource.prefix, action, input: args };
}

function requiredText(thread: Thread, fields: Record<string, Json>, name: string): string {
  const value = fields[name];
  if (typeof value === 'string' && value !== '') return value;
  throw new StateFailure(
    'States.Runtime',
    `The Arguments of the Task state '${thread.state}' must have a text in the field '${name}'.`,
  );
}

function schedule(turn: Turn, thread: Thread, state: Task, resource: Resource, args: Json, limits: Limits): void {
  const text = payloadText(turn, args, thread.state);
  const timeout = limits.timeoutAt !== undefined && { timeoutInSeconds: (limits.timeoutAt - turn.now) / 1000 };
  if (resource.kind === 'function') {
    const inputDetails = WHOLE;
    note(turn, thread, 'LambdaFunctionScheduled', { resource: state.Resource, input: text, inputDetails, ...timeout });
    note(turn, thread, 'LambdaFunctionStarted');
    return;
  }
  const named = { resourceType: resource.type, resource: resource.action };
  const region = turn.execution.machineArn.split(':')[3] ?? '';
  const heartbeat = limits.heartbeatMs !== undefined && { heartbeatInSeconds: limits.heartbeatMs / 1000 };
  note(turn, thread, 'TaskScheduled', { ...named, region, parameters: text, ...timeout, ...heartbeat });
  note(turn, thread, 'TaskStarted', named);
}

/** The integration took the request, and the answer will come with the task token. */
export function submitted(turn: Turn, thread: Thread, state: Task, phase: TaskPhase, output: Json): void {
  const { request: _, ...rest } = phase;
  const resource = readResource(state.Resource);
  const answer = resource?.kind === 'invoke' ? invocation(output) : output;
  noteAnswer(turn, thread, state, 'Submitted', { output: payloadText(turn, answer, thread.state) });
  setPhase(turn, thread, rest);
}

/** The Task's answer: recorded once, then the state is left with it. */
export function succeeded(turn: Turn, thread: Thread, state: Task, answer: Json): Maybe<void> {
  const resource = readResource(state.Resource);
  const invoked = resource?.kind === 'invoke' && resource.answer === 'response';
  const output = invoked ? invocation(answer) : answer;
  const text = payloadText(turn, output, thread.state);
  noteAnswer(turn, thread, state, 'Succeeded', { output: text, outputDetails: WHOLE });
  return leave(turn, thread, state.Type, state, output, { result: output });
}

/** The answer of `lambda:invoke`, as the SDK would give it. */
const invocation = (payload: Json): Json => ({
  ExecutedVersion: '$LATEST',
  Payload: payload,
  StatusCode: 200,
});

/** Records how a Task ended or went on, under the name that its kind of resource has in the history. */
export function noteAnswer(turn: Turn, thread: Thread, state: Task, what: string, details: Record<string, Json>): void {
  const resource = readResource(state.Resource);
  if (resource === undefined || resource.kind === 'function') note(turn, thread, `LambdaFunction${what}`, details);
  else note(turn, thread, `Task${what}`, { resourceType: resource.type, resource: resource.action, ...details });
}
