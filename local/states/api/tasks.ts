import { z } from 'zod';
import { ApiError } from '#local/states/api-error.ts';
import type { Answer } from '#local/states/execution.ts';
import { exceedsPayloadLimit, fromText, type Json, nestsTooDeep, TOO_DEEP } from '#local/states/json.ts';
import type { Service } from '#local/states/service.ts';
import { readToken } from '#local/states/task-token.ts';
import { operation } from './operation.ts';

const taskToken = z.string().min(1).max(2_048);

function jsonOutput(text: string): Json {
  if (exceedsPayloadLimit(text))
    throw new ApiError('InvalidOutput', `Invalid Output: the output is larger than 262144 bytes`);
  if (nestsTooDeep(text)) throw new ApiError('InvalidOutput', `Invalid Output: ${TOO_DEEP}`);
  try {
    return fromText(text);
  } catch {
    throw new ApiError('InvalidOutput', `Invalid Output: the output is no JSON`);
  }
}

type Told<A = Answer> = A extends Answer ? Omit<A, 'task' | 'token'> : never;

async function answer(service: Service, token: string, signal: Told): Promise<object> {
  const place = readToken(token);
  if (place === undefined) throw new ApiError('InvalidToken', `Invalid Token: 'Invalid token'`);
  const applied = await service.runner.deliver(place.executionArn, { ...signal, task: place.task, token });
  if (applied === undefined) throw new ApiError('TaskDoesNotExist', `Task Does Not Exist: its execution is unknown`);
  if (applied === false) throw new ApiError('TaskTimedOut', `Task Timed Out: 'Provided task does not exist anymore'`);
  return {};
}

export const sendTaskSuccess = operation(z.object({ taskToken, output: z.string() }), (service, input) =>
  answer(service, input.taskToken, { is: 'succeeded', output: jsonOutput(input.output) }),
);

const Failure = z.object({
  taskToken,
  error: z.string().max(256).optional(),
  cause: z.string().max(32_768).optional(),
});

export const sendTaskFailure = operation(Failure, (service, { taskToken: token, error, cause }) =>
  answer(service, token, {
    is: 'failed',
    ...(error !== undefined && { error }),
    ...(cause !== undefined && { cause }),
  }),
);

export const sendTaskHeartbeat = operation(z.object({ taskToken }), (service, input) =>
  answer(service, input.taskToken, { is: 'heartbeat' }),
);
