import type { LocalClock } from '#local/clock-port.ts';
import type { Json } from './json.ts';
import type { Ledger } from './ledger.ts';
import type { Runner } from './runner.ts';

/** Who asks for a function: the execution and the state that it stands in. */
export type Caller = { executionArn: string; state: string };

/** What the state machines reach outside. A rejection's `name` is the error name, its `message` the cause. */
export type Outside = {
  invokeFunction(name: string, payload: Json, caller: Caller): Promise<unknown>;
  /** `service` and `action` as in `aws-sdk:<service>:<action>`, e.g. `dynamodb` and `updateItem`. */
  callAwsSdk(service: string, action: string, input: Json): Promise<unknown>;
};

/** What every operation of the API works with. */
export type Service = {
  ledger: Ledger;
  runner: Runner;
  clock: LocalClock;
  region: string;
  accountId: string;
  /** Whether a state machine can call an action by `aws-sdk:<service>:<action>`. */
  hasAction(service: string, action: string): Promise<boolean>;
};
