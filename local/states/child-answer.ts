import type { Execution } from './execution.ts';
import type { Json } from './json.ts';

/** What a Task that waited for another execution gets: input and output as text, or with `.sync:2` as JSON. */
export function childAnswer(child: Execution, sync: 'none' | 'text' | 'json'): Json {
  const shown = (value: Json): Json => (sync === 'json' ? value : JSON.stringify(value));
  return {
    ExecutionArn: child.arn,
    Input: shown(child.input),
    InputDetails: { Included: true },
    Name: child.name,
    ...(child.output !== undefined && { Output: shown(child.output), OutputDetails: { Included: true } }),
    ...(child.error !== undefined && { Error: child.error }),
    ...(child.cause !== undefined && { Cause: child.cause }),
    StartDate: child.startedAt,
    StateMachineArn: child.machineArn,
    Status: child.status,
    ...(child.stoppedAt !== undefined && { StopDate: child.stoppedAt }),
  };
}
