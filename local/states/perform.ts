import { ApiError } from './api-error.ts';
import { childAnswer } from './child-answer.ts';
import type { Effect, Execution, Outcome, Parent, Request } from './execution.ts';
import { isObject, type Json } from './json.ts';
import { executionArnOf } from './names.ts';
import { ownCall } from './own-call.ts';
import type { Runner } from './runner.ts';
import type { Outside, Service } from './service.ts';
import { startExecution, startItem } from './start.ts';

/** Calls to functions and services that are under way at the same time; the machine is one, and the rest wait their turn. */
const MOST_UNDER_WAY = 100;

/** Does what executions ask for, and brings the answers back to them. */
export function createPerformer(service: () => Service, outside: Outside) {
  const waiting: (() => Promise<void>)[] = [];
  let underWay = 0;

  function enqueue(job: () => Promise<void>): void {
    waiting.push(job);
    if (underWay < MOST_UNDER_WAY) void drain();
  }

  async function drain(): Promise<void> {
    underWay += 1;
    for (let job = waiting.shift(); job !== undefined && !service().runner.closed(); job = waiting.shift()) await job();
    underWay -= 1;
  }

  const deliver: Runner['deliver'] = (arn, signal) => service().runner.deliver(arn, signal);

  async function ask(execution: Execution, effect: Extract<Effect, { do: 'request' }>): Promise<void> {
    const { task, request, submits } = effect;
    try {
      const output = await answerTo(execution, effect.state, request, { arn: execution.arn, task });
      if (output !== undefined) await deliver(execution.arn, { is: submits ? 'submitted' : 'succeeded', task, output });
    } catch (thrown) {
      await deliver(execution.arn, { is: 'failed', task, ...failureOf(thrown, request) });
    }
  }

  /** Undefined when the answer comes later, from the execution that was started. */
  async function answerTo(
    execution: Execution,
    state: string,
    request: Request,
    asker: { arn: string; task: number },
  ): Promise<Json | undefined> {
    switch (request.kind) {
      case 'function':
        return toJson(
          await outside.invokeFunction(request.name, request.payload, { executionArn: execution.arn, state }),
        );
      case 'sdk':
        return request.service === 'sfn'
          ? await ownCall(service(), request.action, request.input)
          : toJson(await outside.callAwsSdk(request.service, request.action, request.input));
      case 'start':
        return await answerOfStart(request, asker);
      default:
        return request satisfies never;
    }
  }

  /** Asked again after a crash, a start finds what it has started before, running or closed. */
  async function answerOfStart(
    { machineArn, name, input, sync }: Extract<Request, { kind: 'start' }>,
    asker: { arn: string; task: number },
  ): Promise<Json | undefined> {
    const waits = sync !== 'none';
    const arn = executionArnOf(machineArn, name);
    const before = service().ledger.executions.find(arn)?.execution;
    const mine = before?.parent?.arn === asker.arn && before.parent.task === asker.task ? before : undefined;
    if (mine !== undefined && mine.status !== 'RUNNING' && waits) await tell(mine);
    const parent = { ...asker, waits };
    const startedAt =
      mine?.startedAt ?? (await startExecution(service(), { machineArn, name, input, parent })).startedAt;
    return waits ? undefined : { ExecutionArn: arn, StartDate: startedAt };
  }

  async function beginItem(parent: Execution, effect: Extract<Effect, { do: 'start-item' }>): Promise<void> {
    const arn = await startItem(service(), parent, effect);
    // What it waited for may have been the close itself, after which nothing can be read.
    if (service().runner.closed()) return;
    const child = service().ledger.executions.find(arn)?.execution;
    if (child !== undefined && child.status !== 'RUNNING') await tell(child);
  }

  /** Tells the one that waits for this execution how it closed. */
  async function tell(child: Execution): Promise<void> {
    const { parent } = child;
    if (parent === undefined) return;
    const { arn, task, item } = parent;
    if (item !== undefined) await deliver(arn, { is: 'item-closed', task, item, outcome: outcomeOf(child) });
    else await tellTask(child, parent);
  }

  async function tellTask(child: Execution, { arn, task }: Parent): Promise<void> {
    const threads = Object.values(service().ledger.executions.find(arn)?.execution.threads ?? {});
    const request = threads.map(({ phase }) =>
      phase.is === 'task' && phase.task === task ? phase.request : undefined,
    );
    const sync = request.find((found) => found?.kind === 'start')?.sync ?? 'text';
    const output = childAnswer(child, sync);
    const cause = JSON.stringify(childAnswer(child, 'text'));
    if (child.status === 'SUCCEEDED') await deliver(arn, { is: 'succeeded', task, output });
    else await deliver(arn, { is: 'failed', task, error: 'States.TaskFailed', cause });
  }

  function perform(execution: Execution, effect: Effect): void {
    switch (effect.do) {
      case 'continue':
        void deliver(execution.arn, { is: 'continue' });
        return;
      case 'request':
        enqueue(() => ask(execution, effect));
        return;
      case 'start-item':
        enqueue(() => beginItem(execution, effect));
        return;
      case 'stop':
        void deliver(effect.arn, { is: 'stop' });
        return;
      case 'tell':
        void tell(execution);
        return;
      default:
        effect satisfies never;
    }
  }

  return { perform, busy: () => underWay > 0 || waiting.length > 0 };
}

function outcomeOf({ status, output, error, cause }: Execution): Outcome {
  return {
    status,
    ...(output !== undefined && { output }),
    ...(error !== undefined && { error }),
    ...(cause !== undefined && { cause }),
  };
}

/** What came from outside, as it would have come over the wire. */
function toJson(value: unknown): Json {
  const text: string | undefined = JSON.stringify(value);
  return text === undefined ? null : JSON.parse(text);
}

const suffixed = (name: string): string => (/(Exception|Error|Fault)$/.test(name) ? name : `${name}Exception`);

/** The error name and cause that Step Functions gives to what was thrown. */
function failureOf(thrown: unknown, request: Request): { error: string; cause: string } {
  const name = isObject(thrown) && typeof thrown.name === 'string' ? thrown.name : 'Error';
  const message = isObject(thrown) && typeof thrown.message === 'string' ? thrown.message : String(thrown);
  // `Lambda.…` is what the service itself answers, not the function: its cause is a sentence.
  if (request.kind === 'function' && name.startsWith('Lambda.')) return { error: name, cause: message };
  if (request.kind === 'function')
    return { error: name, cause: JSON.stringify({ errorMessage: message, errorType: name }) };
  if (request.kind === 'sdk') return { error: `${request.prefix}.${suffixed(name)}`, cause: message };
  return { error: thrown instanceof ApiError ? `StepFunctions.${suffixed(name)}` : name, cause: message };
}
