import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Authorize } from '#local/aws-caller.ts';
import { commandOf, sdkOf } from '#local/aws-sdk.ts';
import type { DueSource, LocalClock } from '#local/clock-port.ts';
import { call, isServed } from './api/operations.ts';
import { openLedger } from './ledger.ts';
import { createPerformer } from './perform.ts';
import { answer } from './protocol.ts';
import { findUnfinished } from './recover.ts';
import { createRunner } from './runner.ts';
import type { Outside, Service } from './service.ts';
import { createTimer } from './timer.ts';

export type StatesOptions = Outside & {
  /** The database, or `:memory:` for the life of the process. */
  file: string;
  clock: LocalClock;
  region: string;
  accountId: string;
  /** Why a caller (by the app in its User-Agent) may not do an action like `states:StartExecution`; by default all may. */
  authorize?: Authorize;
};

/** AWS Step Functions on one machine. */
export type States = {
  /** One request of the AWS API. */
  handle(req: IncomingMessage, res: ServerResponse): Promise<void>;
  /**
   * An action of the API without the HTTP, e.g. `call('StartExecution', { stateMachineArn, input })`; dates are in seconds.
   * @throws ApiError whose `name` is AWS's.
   */
  call(action: string, input: object): Promise<object>;
  /** Takes up what was in flight and lets time run. To be called once, when functions can be invoked. */
  start(): void;
  source: DueSource;
  /** Commits what is written and lets go of the database. What was under way is done again after the next start. */
  close(): void;
};

/**
 * Opens the state machines as they were left; nothing goes on before `start`.
 * @throws Error when the database cannot be opened.
 */
export async function createStates(options: StatesOptions): Promise<States> {
  const { file, clock, region, accountId, authorize = () => undefined } = options;
  const ledger = openLedger(file);
  const unfinished = findUnfinished(ledger);
  const performer = createPerformer(() => service, options);
  const runner = createRunner(ledger, clock, performer.perform);
  const service: Service = { ledger, runner, clock, region, accountId, hasAction };
  const source = createTimer(ledger, runner, clock, performer.busy);
  return {
    handle: (req, res) => answer(service, authorize, req, res),
    call: (action, input) => call(service, action, input),
    start: () => {
      for (const arn of unfinished.orphans) void runner.deliver(arn, { is: 'stop' });
      for (const [execution, effect] of unfinished.requests.splice(0)) performer.perform(execution, effect);
      clock.register(source);
      clock.nudge();
    },
    source,
    close: () => {
      runner.close();
      ledger.close();
    },
  };
}

/** Of Step Functions itself what is served here, of the others what their client knows. */
async function hasAction(service: string, action: string): Promise<boolean> {
  if (service === 'sfn') return isServed(action);
  const sdk = await sdkOf(service);
  return sdk !== undefined && commandOf(sdk, action) !== undefined;
}
