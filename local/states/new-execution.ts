import type { Execution, Parent } from './execution.ts';
import type { Json } from './json.ts';
import { executionArnOf } from './names.ts';

const DAY = 86_400_000;
/** An execution may be open for a year (AWS quota). */
const LONGEST = 365 * DAY;

/** An execution that has not begun. `timeoutSeconds` is the machine's own limit; `seed` must be a secret of this execution. */
export function newExecution(
  machine: { arn: string; name: string; roleArn: string; timeoutSeconds?: number | undefined },
  start: { name: string; input: Json; seed: string; parent?: Parent; processor?: string },
  now: number,
): Execution {
  return {
    arn: executionArnOf(machine.arn, start.name),
    machineArn: machine.arn,
    machineName: machine.name,
    roleArn: machine.roleArn,
    ...start,
    startedAt: now,
    deadline: now + Math.min(LONGEST, (machine.timeoutSeconds ?? Number.POSITIVE_INFINITY) * 1000),
    status: 'RUNNING',
    redrives: 0,
    events: 0,
    serial: 0,
    threads: {},
    ready: [],
  };
}
