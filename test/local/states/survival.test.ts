import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  type HistoryEvent,
  ListExecutionsCommand,
  SendTaskSuccessCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type LocalStates, openStates } from './local-states.ts';
import { VirtualClock } from './virtual-clock.ts';

const ROUNDS = 6;
const functionArn = 'arn:aws:lambda:eu-west-1:000000000000:function';
const roleArn = 'arn:aws:iam::000000000000:role/r';
const retrying = { Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 1, MaxAttempts: 50 }] };
const asking = {
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
  Arguments: { FunctionName: 'ask', Payload: { token: '{% $states.context.Task.Token %}' } },
};
const definition = JSON.stringify({
  QueryLanguage: 'JSONata',
  StartAt: 'First',
  States: {
    First: { Type: 'Task', Resource: `${functionArn}:work`, ...retrying, Next: 'Both' },
    Both: {
      Type: 'Parallel',
      Branches: [
        {
          StartAt: 'Left',
          States: { Left: { Type: 'Task', Resource: `${functionArn}:work`, ...retrying, End: true } },
        },
        { StartAt: 'Right', States: { Right: { ...asking, ...retrying, TimeoutSeconds: 3600, End: true } } },
      ],
      Next: 'Sleep',
    },
    Sleep: { Type: 'Wait', Seconds: 1, Next: 'Last' },
    Last: { Type: 'Task', Resource: `${functionArn}:work`, ...retrying, End: true },
  },
});

let folder = '';
let file = '';
let local: LocalStates | undefined;
let child: ChildProcess | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'states-'));
  file = join(folder, 'states.db');
});
afterEach(async () => {
  child?.kill('SIGKILL');
  await local?.close();
  local = undefined;
  rmSync(folder, { recursive: true, force: true });
});

/** Lets a process work on the database and kills it in the middle; gives the executions that it was told are started. */
async function killedAfter(milliseconds: number, round: number, machineArn: string): Promise<string[]> {
  const started: string[] = [];
  const script = join(import.meta.dirname, 'crashing-process.ts');
  const execPath = join(import.meta.dirname, '..', '..', '..', 'node_modules', '.bin', 'node');
  const process = fork(script, [file, `round${round}`, machineArn], { execPath, execArgv: [] });
  child = process;
  process.on('message', (name) => started.push(String(name)));
  await once(process, 'message');
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  process.kill('SIGKILL');
  await once(process, 'close');
  return started;
}

const historyOf = async ({ client }: LocalStates, executionArn: string): Promise<HistoryEvent[]> =>
  (await client.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 1000 }))).events ?? [];

describe('after kill -9', () => {
  test('every acknowledged execution is there, comes to its end, and has each result once', async () => {
    const clock = new VirtualClock(new Date().toISOString());
    local = await openStates({ file, clock });
    const created = await local.client.send(new CreateStateMachineCommand({ name: 'crash', definition, roleArn }));
    const machineArn = created.stateMachineArn ?? '';
    await local.close();
    const started: string[] = [];
    for (let round = 0; round < ROUNDS; round += 1)
      started.push(...(await killedAfter(20 + Math.random() * 120, round, machineArn)));

    clock.jump(Date.now());
    const answers: Promise<unknown>[] = [];
    const ready = Promise.withResolvers<LocalStates>();
    const opened = await openStates({
      file,
      clock,
      invokeFunction: async (name, payload) => {
        if (name !== 'ask') return payload;
        const { token: taskToken } = JSON.parse(JSON.stringify(payload));
        const { client } = await ready.promise;
        answers.push(client.send(new SendTaskSuccessCommand({ taskToken, output: '"answered"' })));
        return null;
      },
    });
    local = opened;
    ready.resolve(opened);
    for (let hour = 0; hour < 3; hour += 1) {
      await clock.advance(3_601_000);
      await Promise.all(answers);
    }

    expect(started.length).toBeGreaterThan(ROUNDS);
    const finished = { running: 0, lost: 0, timedOut: 0 };
    for (const name of started) {
      const executionArn = `${machineArn.replace(':stateMachine:', ':execution:')}:${name}`;
      const { status, error, cause, output } = await opened.client.send(new DescribeExecutionCommand({ executionArn }));
      if (status === 'RUNNING') finished.running += 1;
      const events = await historyOf(opened, executionArn);
      expect(events.map(({ id }) => id)).toEqual(events.map((_, index) => index + 1));
      if (error === 'States.Timeout') {
        finished.timedOut += 1;
        continue;
      }
      expect({ status, cause }).toEqual({ status: 'SUCCEEDED', cause: undefined });
      expect(JSON.parse(output ?? '')).toEqual([{ name }, 'answered']);
      expect(events.filter(({ type }) => type === 'LambdaFunctionSucceeded')).toHaveLength(3);
      expect(events.filter(({ type }) => type === 'TaskSucceeded')).toHaveLength(1);
      expect(events.filter(({ type }) => type === 'WaitStateExited')).toHaveLength(1);
    }
    expect(finished.running).toBe(0);
    expect(finished.timedOut).toBeLessThan(started.length);
  });
});

describe('after a restart', () => {
  const kept: { name: string; payload: unknown }[] = [];
  const open = async (options: object = {}) => {
    local = await openStates({
      file,
      clock: new VirtualClock(),
      invokeFunction: async (name: string, payload: unknown) => {
        kept.push({ name, payload });
        return payload;
      },
      ...options,
    });
    return local;
  };
  beforeEach(() => {
    kept.length = 0;
  });
  const task = (fields: object) => ({
    QueryLanguage: 'JSONata',
    StartAt: 'Work',
    States: { Work: { Type: 'Task', Resource: `${functionArn}:work`, End: true, ...fields } },
  });
  const statusOf = async ({ client }: LocalStates, executionArn: string) =>
    (await client.send(new DescribeExecutionCommand({ executionArn }))).status;

  test('a token that was handed out before still opens its task, and is not handed out again', async () => {
    const before = await open();
    const executionArn = await before.run(task({ ...asking, TimeoutSeconds: 3600 }));
    await before.clock.settle();
    await before.close();
    const after = await open();
    await after.clock.settle();
    expect(kept).toHaveLength(1);
    const { token: taskToken } = JSON.parse(JSON.stringify(kept[0]?.payload));
    await after.client.send(new SendTaskSuccessCommand({ taskToken, output: '1' }));
    expect(await statusOf(after, executionArn)).toBe('SUCCEEDED');
  });

  test('a function that had not answered is called again, with what it was called with before', async () => {
    const never = new Promise(() => {});
    const before = await open({
      invokeFunction: (name: string, payload: unknown) => {
        kept.push({ name, payload });
        return never;
      },
    });
    const executionArn = await before.run(task({ Arguments: { key: '{% $uuid() %}' } }));
    while (kept.length === 0) await new Promise(setImmediate);
    await before.close();
    const after = await open();
    await after.clock.settle();
    expect(await statusOf(after, executionArn)).toBe('SUCCEEDED');
    expect(kept).toHaveLength(2);
    expect(kept[1]).toEqual(kept[0]);
  });

  test('a child that closed without its parent knowing is told to the parent, and none is started twice', async () => {
    const first = await open();
    const States = { Sleep: { Type: 'Wait', Seconds: 60, End: true } };
    const child = JSON.stringify({ QueryLanguage: 'JSONata', StartAt: 'Sleep', States });
    const created = await first.client.send(
      new CreateStateMachineCommand({ name: 'child', definition: child, roleArn }),
    );
    const { stateMachineArn = '' } = created;
    const Arguments = { StateMachineArn: stateMachineArn, Input: { id: 1 } };
    const Resource = 'arn:aws:states:::states:startExecution.sync:2';
    const parent = await first.run(task({ Resource, Arguments, Output: '{% $states.result.Output.id %}' }));
    await first.clock.settle();
    await first.close();
    copyFileSync(file, `${file}.waiting`);

    const second = await open();
    await second.clock.advance(61_000);
    expect(await statusOf(second, parent)).toBe('SUCCEEDED');
    await second.close();
    rewind(parent);

    const third = await open();
    await third.clock.settle();
    expect(await statusOf(third, parent)).toBe('SUCCEEDED');
    const { executions } = await third.client.send(new ListExecutionsCommand({ stateMachineArn }));
    expect(executions).toMatchObject([{ status: 'SUCCEEDED' }]);
  });

  /** Puts one execution back to where it was in the copy, as if the process had died before it was written again. */
  function rewind(arn: string): void {
    const database = new DatabaseSync(file);
    const columns = 'status, stopped_at, output, state, due_at, in_flight';
    database.exec(`ATTACH '${file}.waiting' AS old`);
    database
      .prepare(
        `UPDATE executions SET (${columns}) = (SELECT ${columns} FROM old.executions WHERE arn = :arn) WHERE arn = :arn`,
      )
      .run({ arn });
    database
      .prepare(
        `DELETE FROM events WHERE execution_id = (SELECT id FROM executions WHERE arn = :arn)
         AND last > (SELECT max(last) FROM old.events WHERE execution_id = events.execution_id)`,
      )
      .run({ arn });
    database.close();
  }

  test('a wait that fell due in between is over at once', async () => {
    const before = await open();
    const States = { Sleep: { Type: 'Wait', Seconds: 60, End: true } };
    const executionArn = await before.run({ QueryLanguage: 'JSONata', StartAt: 'Sleep', States });
    await before.close();
    const after = await open({ clock: new VirtualClock('2027-01-01T00:00:00Z') });
    await after.clock.advance(0);
    expect(await statusOf(after, executionArn)).toBe('SUCCEEDED');
  });

  test('a second process is kept from the same database', async () => {
    await open();
    await expect(openStates({ file })).rejects.toThrow(/cannot be opened; does another process use it\?/);
  });
});
