import { z } from 'zod';
import { functionNameOf } from '#local/arns.ts';
import type { InvocationInfo, InvokedTarget, ScheduleTarget } from '#local/scheduler/invocation.ts';

type Invoke = (name: string, event: unknown) => Promise<unknown>;
type Api = { call(action: string, input: object): Promise<object> };

export type ScheduleTargetsOptions = {
  /** Names of the functions that there are. */
  readonly functions: readonly string[];
  readonly invoke: Invoke;
  readonly states: Api;
};

const isFunction = (arn: string): boolean => /^arn:aws:lambda:[^:]*:\d*:function:[\w-]+(:[\w$-]+)?$/.test(arn);
const isMachine = (arn: string): boolean => /^arn:aws:states:[^:]*:\d+:stateMachine:[^:]+$/.test(arn);
const startExecution = 'arn:aws:scheduler:::aws-sdk:sfn:startExecution';

/** What a universal target is given: the request of the action, its fields with a capital as on AWS. */
const StartRequest = z.strictObject({
  StateMachineArn: z.string().min(1),
  Input: z.string().optional(),
  Name: z.string().optional(),
  TraceHeader: z.string().optional(),
});

const callable = `This machine calls the ARN of a function of its own, the ARN of a state machine, and ${startExecution}`;

/** What schedules can call on this machine: functions and state machines. */
export function createScheduleTargets({ functions, invoke, states }: ScheduleTargetsOptions) {
  const start = async (request: z.infer<typeof StartRequest>, { executionId }: InvocationInfo): Promise<void> => {
    const { StateMachineArn: stateMachineArn, Input: input = '{}', Name: name = executionId } = request;
    try {
      await states.call('StartExecution', { stateMachineArn, input, name });
    } catch (error) {
      // A firing that is repeated after a crash finds what it has started.
      const mine = name === executionId && error instanceof Error && error.name === 'ExecutionAlreadyExists';
      if (!mine) throw error;
    }
  };
  return {
    /** Why a target can not be called, undefined when it can. */
    refusal({ Arn, Input }: ScheduleTarget): string | undefined {
      if (Arn === startExecution) return refusalOfStart(Input);
      if (isMachine(Arn)) return isJson(Input) ? undefined : notJson;
      if (!isFunction(Arn)) return `${callable}; '${Arn}' is none of them`;
      if (functions.includes(functionNameOf(Arn))) return isJson(Input) ? undefined : notJson;
      return `There is no function ${functionNameOf(Arn)} on this machine; there are ${functions.join(', ')}`;
    },
    async invoke({ Arn, Input }: InvokedTarget, info: InvocationInfo): Promise<void> {
      if (Arn === startExecution) await start(StartRequest.parse(JSON.parse(Input)), info);
      else if (isMachine(Arn)) await start({ StateMachineArn: Arn, Input }, info);
      else if (isFunction(Arn)) await invoke(Arn, JSON.parse(Input));
      else throw new Error(`${callable}; '${Arn}' is none of them.`);
    },
  };
}

const notJson = 'The Input of a target that is a function or a state machine must be well-formed JSON';

function refusalOfStart(input: string | undefined): string | undefined {
  const request = StartRequest.safeParse(isJson(input) ? JSON.parse(filled(input ?? 'null')) : undefined);
  if (request.success) return undefined;
  const [issue] = request.error.issues;
  return `The Input of ${startExecution} must be the request as JSON, with StateMachineArn and, as text, Input: ${issue?.path.join('.')} ${issue?.message}`;
}

function isJson(input: string | undefined): boolean {
  try {
    JSON.parse(filled(input ?? 'null'));
    return true;
  } catch {
    return false;
  }
}

/** Context attributes are filled in at the firing, a number too: `{"attempt": <aws.scheduler.attempt-number>}`. */
function filled(input: string): string {
  return input.replace(/<aws\.scheduler\.[a-z-]+>/g, '1');
}
