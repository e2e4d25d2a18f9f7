import { ApiError } from '#local/states/api-error.ts';
import type { Service } from '#local/states/service.ts';
import { describeExecution, listExecutions, redriveExecution, startExecution, stopExecution } from './executions.ts';
import { getExecutionHistory } from './history.ts';
import {
  createStateMachine,
  deleteStateMachine,
  describeStateMachine,
  describeStateMachineForExecution,
  listStateMachines,
  updateStateMachine,
  validateStateMachineDefinition,
} from './machines.ts';
import type { Operation } from './operation.ts';
import { listTagsForResource, tagResource, untagResource } from './tags.ts';
import { sendTaskFailure, sendTaskHeartbeat, sendTaskSuccess } from './tasks.ts';

/** The actions of the Step Functions API that there are here, by the name in `X-Amz-Target`. */
const OPERATIONS: ReadonlyMap<string, Operation> = new Map([
  ['CreateStateMachine', createStateMachine],
  ['UpdateStateMachine', updateStateMachine],
  ['DescribeStateMachine', describeStateMachine],
  ['DescribeStateMachineForExecution', describeStateMachineForExecution],
  ['ListStateMachines', listStateMachines],
  ['DeleteStateMachine', deleteStateMachine],
  ['ValidateStateMachineDefinition', validateStateMachineDefinition],
  ['StartExecution', startExecution],
  ['StopExecution', stopExecution],
  ['DescribeExecution', describeExecution],
  ['ListExecutions', listExecutions],
  ['GetExecutionHistory', getExecutionHistory],
  ['RedriveExecution', redriveExecution],
  ['SendTaskSuccess', sendTaskSuccess],
  ['SendTaskFailure', sendTaskFailure],
  ['SendTaskHeartbeat', sendTaskHeartbeat],
  ['TagResource', tagResource],
  ['UntagResource', untagResource],
  ['ListTagsForResource', listTagsForResource],
]);

/** Whether a state machine can ask for an action of this API by its name with a small letter, `startExecution`. */
export const isServed = (action: string): boolean =>
  OPERATIONS.has(`${action.charAt(0).toUpperCase()}${action.slice(1)}`);

/** @throws ApiError with AWS's name for what is wrong. */
export async function call(service: Service, action: string, input: unknown): Promise<object> {
  const operation = OPERATIONS.get(action);
  if (operation !== undefined) return await operation(service, input);
  throw new ApiError('UnknownOperationException', `'${action}' is not an action that is served here`);
}
