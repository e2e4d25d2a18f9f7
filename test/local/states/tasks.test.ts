import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createInvoker } from '#local/invoker.ts';
import { type LocalStates, openStates } from './local-states.ts';

const SECOND = 1_000;
const functionArn = 'arn:aws:lambda:eu-west-1:000000000000:function';

type Behaviour = (payload: unknown) => unknown;
const machine = (states: object, StartAt = 'Work') => ({ QueryLanguage: 'JSONata', StartAt, States: states });
const work = (fields: object) => ({ Type: 'Task', Resource: `${functionArn}:work`, End: true, ...fields });
const failing = (name: string, message: string) => () => {
  throw Object.assign(new Error(message), { name });
};

describe('a Task', () => {
  let local: LocalStates;
  let behave: Behaviour = (payload) => payload;
  const calls: { name: string; payload: unknown }[] = [];

  beforeEach(async () => {
    behave = (payload) => payload;
    calls.length = 0;
    local = await openStates({
      invokeFunction: async (name, payload) => {
        calls.push({ name, payload });
        return behave(payload);
      },
    });
  });
  afterEach(() => local.close());

  const outcome = async (executionArn: string) => {
    await local.clock.settle();
    const { status, output, error, cause } = await local.client.send(new DescribeExecutionCommand({ executionArn }));
    return { status, error, cause, output: output === undefined ? undefined : JSON.parse(output) };
  };
  const typesOf = async (executionArn: string) =>
    (await local.client.send(new GetExecutionHistoryCommand({ executionArn }))).events?.map(({ type }) => type);

  test('by lambda:invoke gives the answer of the function under Payload', async () => {
    const state = work({
      Resource: 'arn:aws:states:::lambda:invoke',
      Arguments: { FunctionName: `${functionArn}:value:$LATEST`, Payload: { customerId: '{% $states.input.id %}' } },
      Output: '{% $states.result.Payload %}',
    });
    const arn = await local.run(machine({ Work: state }), { id: 'C1' });
    expect(await outcome(arn)).toMatchObject({ status: 'SUCCEEDED', output: { customerId: 'C1' } });
    expect(calls).toEqual([{ name: 'value', payload: { customerId: 'C1' } }]);
    expect(await typesOf(arn)).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'TaskScheduled',
      'TaskStarted',
      'TaskSucceeded',
      'TaskStateExited',
      'ExecutionSucceeded',
    ]);
  });

  test('that throws fails the execution with the name of the error and the message in the cause', async () => {
    behave = failing('CardMissing', 'no card for C1');
    const found = await outcome(await local.run(machine({ Work: work({}) })));
    expect(found).toMatchObject({ status: 'FAILED', error: 'CardMissing' });
    expect(JSON.parse(found.cause ?? '')).toEqual({ errorType: 'CardMissing', errorMessage: 'no card for C1' });
  });

  test('that calls a function which is not there fails with the name that Lambda gives it, and can be caught by it', async () => {
    const invoker = createInvoker({ rows: [], root: '.', clock: local.clock, region: 'eu-west-1' });
    behave = () => invoker.invoke('nobody', {});
    const Resource = 'arn:aws:states:::lambda:invoke';
    const Arguments = { FunctionName: 'nobody', Payload: {} };
    for (const called of [{}, { Resource, Arguments }])
      expect(await outcome(await local.run(machine({ Work: work(called) })))).toMatchObject({
        status: 'FAILED',
        error: 'Lambda.ResourceNotFoundException',
        cause: `Function not found: ${functionArn}:nobody`,
      });
    const Catch = [{ ErrorEquals: ['Lambda.ResourceNotFoundException'], Next: 'Gone' }];
    const states = { Work: work({ Catch }), Gone: { Type: 'Pass', Output: 'gone', End: true } };
    expect(await outcome(await local.run(machine(states)))).toMatchObject({ status: 'SUCCEEDED', output: 'gone' });
  });

  test('is tried again after growing intervals, no longer than MaxDelaySeconds, and as often as MaxAttempts says', async () => {
    behave = failing('Busy', 'later');
    const times: number[] = [];
    const failBusy = behave;
    behave = (payload) => {
      times.push(local.clock.now() / SECOND);
      return failBusy(payload);
    };
    const Retry = [{ ErrorEquals: ['Busy'], IntervalSeconds: 10, BackoffRate: 3, MaxDelaySeconds: 50, MaxAttempts: 3 }];
    const arn = await local.run(machine({ Work: work({ Retry }) }));
    await local.clock.advance(1_000 * SECOND);
    expect(times.map((time) => time - (times[0] ?? 0))).toEqual([0, 10, 40, 90]);
    expect(await outcome(arn)).toMatchObject({ status: 'FAILED', error: 'Busy' });
  });

  test('with full jitter waits no longer than the interval, and the same seed waits the same', async () => {
    behave = failing('Busy', 'later');
    const Retry = [
      { ErrorEquals: ['States.TaskFailed'], IntervalSeconds: 100, MaxAttempts: 1, JitterStrategy: 'FULL' },
    ];
    await local.run(machine({ Work: work({ Retry }) }));
    await local.clock.settle();
    const due = local.states.source.nextDueAt() ?? 0;
    expect(due - local.clock.now()).toBeGreaterThanOrEqual(0);
    expect(due - local.clock.now()).toBeLessThan(100 * SECOND);
  });

  test('that is caught goes on where the rule says, with the error in Output and Assign', async () => {
    behave = failing('CardMissing', 'no card');
    const Catch = [
      { ErrorEquals: ['Other'], Next: 'Wrong' },
      {
        ErrorEquals: ['States.ALL'],
        Next: 'Ask',
        Assign: { why: '{% $states.errorOutput.Error %}' },
        Output: { input: '{% $states.input %}', error: '{% $states.errorOutput.Error %}' },
      },
    ];
    const states = {
      Work: work({ Catch }),
      Wrong: { Type: 'Fail' },
      Ask: { Type: 'Pass', Output: { seen: '{% $states.input %}', why: '{% $why %}' }, End: true },
    };
    expect(await outcome(await local.run(machine(states), { id: 1 }))).toMatchObject({
      status: 'SUCCEEDED',
      output: { seen: { input: { id: 1 }, error: 'CardMissing' }, why: 'CardMissing' },
    });
  });

  test('that gives more than 256 KiB fails, and States.ALL does not catch that', async () => {
    behave = () => 'x'.repeat(262_145);
    const states = {
      Work: work({ Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }] }),
      Caught: { Type: 'Succeed' },
    };
    expect(await outcome(await local.run(machine(states)))).toMatchObject({
      status: 'FAILED',
      error: 'States.DataLimitExceeded',
    });
  });

  test('that does not answer in its time is States.Timeout, and a late answer changes nothing', async () => {
    let late: (value: unknown) => void = () => {};
    const answer = new Promise((resolve) => {
      late = resolve;
    });
    behave = (payload) => (calls.length === 1 ? answer : payload);
    const states = {
      Work: work({
        TimeoutSeconds: '{% $states.input.seconds %}',
        Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Late' }],
      }),
      Late: { Type: 'Pass', Output: 'late', End: true },
    };
    const arn = await local.run(machine(states), { seconds: 30 });
    const now = local.clock.now();
    local.clock.jump(now + 31 * SECOND);
    local.states.source.fireDue(local.clock.now());
    while ((await local.client.send(new DescribeExecutionCommand({ executionArn: arn }))).status === 'RUNNING');
    late('too late');
    expect(await outcome(arn)).toMatchObject({ status: 'SUCCEEDED', output: 'late' });
    expect(await typesOf(arn)).toContain('LambdaFunctionTimedOut');
  });

  describe('with .waitForTaskToken', () => {
    const waiting = (fields: object = {}) =>
      work({
        Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
        Arguments: { FunctionName: 'ask', Payload: { token: '{% $states.context.Task.Token %}' } },
        ...fields,
      });
    const tokenOf = (call: number): string => JSON.parse(JSON.stringify(calls[call]?.payload)).token;

    test('waits until somebody comes with the token, and takes that answer once', async () => {
      const arn = await local.run(machine({ Work: waiting() }));
      await local.clock.advance(100 * 86_400 * SECOND);
      expect(await outcome(arn)).toMatchObject({ status: 'RUNNING' });
      const success = new SendTaskSuccessCommand({ taskToken: tokenOf(0), output: '{"decision":"approve"}' });
      await local.client.send(success);
      expect(await outcome(arn)).toMatchObject({ status: 'SUCCEEDED', output: { decision: 'approve' } });
      await expect(local.client.send(success)).rejects.toMatchObject({ name: 'TaskTimedOut' });
      expect(await typesOf(arn)).toContain('TaskSubmitted');
    });

    test('takes an answer that comes before the function has returned', async () => {
      behave = async () => {
        await local.client.send(new SendTaskSuccessCommand({ taskToken: tokenOf(0), output: '"at once"' }));
      };
      expect(await outcome(await local.run(machine({ Work: waiting() })))).toMatchObject({ output: 'at once' });
    });

    test('fails by SendTaskFailure, and the error can be caught', async () => {
      const states = {
        Work: waiting({
          Catch: [{ ErrorEquals: ['Declined'], Next: 'Default', Output: '{% $states.errorOutput.Cause %}' }],
        }),
        Default: { Type: 'Succeed' },
      };
      const arn = await local.run(machine(states));
      await local.clock.settle();
      await local.client.send(
        new SendTaskFailureCommand({ taskToken: tokenOf(0), error: 'Declined', cause: 'not now' }),
      );
      expect(await outcome(arn)).toMatchObject({ status: 'SUCCEEDED', output: 'not now' });
    });

    test('without a heartbeat in time is States.HeartbeatTimeout, and each heartbeat gives it more time', async () => {
      const states = {
        Work: waiting({
          HeartbeatSeconds: 60,
          TimeoutSeconds: 1_000,
          Catch: [{ ErrorEquals: ['States.HeartbeatTimeout'], Next: 'Silent' }],
        }),
        Silent: { Type: 'Succeed' },
      };
      const arn = await local.run(machine(states));
      await local.clock.advance(50 * SECOND);
      await local.client.send(new SendTaskHeartbeatCommand({ taskToken: tokenOf(0) }));
      await local.clock.advance(59 * SECOND);
      expect(await outcome(arn)).toMatchObject({ status: 'RUNNING' });
      await local.clock.advance(2 * SECOND);
      expect(await outcome(arn)).toMatchObject({ status: 'SUCCEEDED' });
    });

    test('refuses what is no token, a token that was tampered with, and an output nested without end', async () => {
      await local.run(machine({ Work: waiting() }));
      await local.clock.settle();
      const send = (taskToken: string) => local.client.send(new SendTaskSuccessCommand({ taskToken, output: '{}' }));
      await expect(send('nonsense')).rejects.toMatchObject({ name: 'InvalidToken' });
      const [arn, task] = JSON.parse(Buffer.from(tokenOf(0), 'base64url').toString());
      const forged = Buffer.from(JSON.stringify([arn, task, 'guess'])).toString('base64url');
      await expect(send(forged)).rejects.toMatchObject({ name: 'TaskTimedOut' });
      const elsewhere = Buffer.from(JSON.stringify([`${arn}x`, task, 'guess'])).toString('base64url');
      await expect(send(elsewhere)).rejects.toMatchObject({ name: 'TaskDoesNotExist' });
      const output = `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`;
      const deep = local.client.send(new SendTaskSuccessCommand({ taskToken: tokenOf(0), output }));
      await expect(deep).rejects.toMatchObject({ name: 'InvalidOutput' });
    });
  });
});
