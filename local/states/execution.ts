import type { HistoryEvent } from './history-event.ts';
import type { Json } from './json.ts';

export type Status = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

/** What a Task asks of the world. It is kept until it was answered, so that it can be asked again after a crash. */
export type Request =
  | { kind: 'function'; name: string; payload: Json }
  | { kind: 'sdk'; service: string; prefix: string; action: string; input: Json }
  | { kind: 'start'; machineArn: string; name: string; input: Json; sync: 'none' | 'text' | 'json' };

/** Numbers are epoch milliseconds where a name ends in `At` or says `until`. */
export type Phase =
  | { is: 'entering' }
  | { is: 'again' }
  | { is: 'ended'; output: Json }
  | { is: 'waiting'; until: number }
  | { is: 'retrying'; until: number }
  | TaskPhase
  | BranchesPhase
  | MapRunPhase
  | { is: 'stopped' };

export type TaskPhase = {
  is: 'task';
  task: number;
  request?: Request;
  token?: string;
  timeoutAt?: number;
  heartbeatAt?: number;
  heartbeatMs?: number;
};

/** A Parallel or an inline Map whose branches run as threads. `items` are the Map's; `next` is the first that has not started. */
export type BranchesPhase = {
  is: 'branches';
  outputs: readonly Json[];
  done: number;
  next: number;
  concurrency: number;
  items?: readonly Json[];
};

/** A distributed Map whose items run as executions of their own. */
export type MapRunPhase = {
  is: 'map-run';
  run: number;
  inputs: readonly Json[];
  queue: readonly number[];
  running: readonly number[];
  outputs: readonly Json[];
  failed: readonly number[];
  concurrency: number;
  tolerated: number;
};

/** One line of states that follow each other: the machine itself, a branch, an iteration. */
export type Thread = {
  id: number;
  parent?: number;
  /** Position among the branches or items of the parent. */
  index: number;
  state: string;
  input: Json;
  variables: Record<string, Json>;
  enteredAt: number;
  enteredEvent: number;
  lastEvent: number;
  /** How often each Retry rule of the present state has been used. */
  attempts: readonly number[];
  phase: Phase;
};

/**
 * The execution that started this one: from a Task, or from a distributed Map (then `item` is the position). It `waits`
 * for the close unless it only wanted the start.
 */
export type Parent = { arn: string; task: number; item?: number; waits: boolean };

export type Execution = {
  arn: string;
  name: string;
  machineArn: string;
  machineName: string;
  roleArn: string;
  /** Name of the distributed Map state whose processor this execution runs; the whole machine when absent. */
  processor?: string;
  parent?: Parent;
  /** Secret of this execution, from which tokens and random values are made. */
  seed: string;
  startedAt: number;
  deadline: number;
  input: Json;
  status: Status;
  stoppedAt?: number;
  output?: Json;
  error?: string;
  cause?: string;
  redrives: number;
  redrivenAt?: number;
  /** History events so far. */
  events: number;
  /** Numbers handed out so far: threads, tasks, random draws. */
  serial: number;
  threads: Record<string, Thread>;
  ready: readonly number[];
};

export type Outcome = { status: Status; output?: Json; error?: string; cause?: string };

/** The answer to a Task. One that comes with a token must have the token that was handed out. */
export type Answer =
  | { is: 'succeeded'; task: number; token?: string; output: Json }
  | { is: 'failed'; task: number; token?: string; error?: string; cause?: string }
  | { is: 'heartbeat'; task: number; token?: string };

export type Signal =
  | Answer
  | { is: 'start' }
  | { is: 'continue' }
  | { is: 'tick' }
  | { is: 'submitted'; task: number; output: Json }
  | { is: 'item-closed'; task: number; item: number; outcome: Outcome }
  | { is: 'stop'; error?: string; cause?: string }
  | { is: 'fault'; cause: string }
  | { is: 'redrive' };

export type Effect =
  | { do: 'continue' }
  | { do: 'request'; task: number; state: string; request: Request; submits: boolean }
  | { do: 'start-item'; task: number; item: number; state: string; name: string; input: Json }
  | { do: 'stop'; arn: string }
  | { do: 'tell'; parent: Parent; outcome: Outcome };

/** The next execution, what is to be done once it is stored, and what happened. */
export type Step = [execution: Execution, effects: readonly Effect[], events: readonly HistoryEvent[]];
