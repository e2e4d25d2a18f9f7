import type { Execution } from './execution.ts';
import { bytesOf, uuidOf } from './seeded.ts';

/** What AWS lets a state machine or an execution be called. */
export const isName = (text: string): boolean => /^[^\s\p{Cc}?*<>{}[\]:;,\\|^~$#%&`"/]{1,80}$/u.test(text);
export const NAME_RULE =
  '1 to 80 characters, none of them a space or one of ? * < > { } [ ] : ; , \\ | ^ ~ $ # % & ` " /';

export const executionArnOf = (machineArn: string, name: string): string =>
  `${machineArn.replace(':stateMachine:', ':execution:')}:${name}`;

/** Name of the execution that runs one item of a distributed Map: the same however often it is asked for. */
export const itemExecutionName = ({ seed, redrives }: Execution, run: number, item: number): string =>
  uuidOf(bytesOf(`${seed} item ${run} ${redrives}`, item));

export const itemExecutionArn = (execution: Execution, run: number, item: number): string =>
  `${executionArnOf(execution.machineArn, itemExecutionName(execution, run, item))}`;

export const mapRunArnOf = (execution: Execution, state: string, run: number): string =>
  `${execution.machineArn.replace(':stateMachine:', ':mapRun:')}/${state}:${uuidOf(bytesOf(execution.seed, run))}`;
