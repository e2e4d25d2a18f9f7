import {
  DescribeExecutionCommand,
  DescribeStateMachineForExecutionCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type LocalStates, openStates } from './local-states.ts';

const functionArn = 'arn:aws:lambda:eu-west-1:000000000000:function';
const machine = (states: object) => ({ QueryLanguage: 'JSONata', StartAt: 'All', States: states });
const work = (fields: object = {}) => ({ Type: 'Task', Resource: `${functionArn}:work`, End: true, ...fields });

let local: LocalStates;
let running = 0;
let mostRunning = 0;

beforeEach(async () => {
  running = 0;
  mostRunning = 0;
  local = await openStates({
    invokeFunction: async (_name, payload) => {
      running += 1;
      mostRunning = Math.max(mostRunning, running);
      await new Promise(setImmediate);
      running -= 1;
      if (JSON.stringify(payload).includes('bad')) throw Object.assign(new Error('bad item'), { name: 'BadItem' });
      return payload;
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
  (await local.client.send(new GetExecutionHistoryCommand({ executionArn }))).events?.map(({ type }) => type) ?? [];

describe('a Parallel', () => {
  const branches = [
    { StartAt: 'A', States: { A: work() } },
    { StartAt: 'B', States: { B: { Type: 'Pass', Output: '{% $states.input.right & $outer %}', End: true } } },
  ];

  test('gives the outputs of its branches in their order, and each sees the variables around it', async () => {
    const states = {
      All: { Type: 'Pass', Assign: { outer: '!' }, Next: 'Both' },
      Both: { Type: 'Parallel', Branches: branches, Arguments: { right: '{% $states.input.r %}' }, End: true },
    };
    const found = await outcome(await local.run(machine(states), { r: 'B' }));
    expect(found).toMatchObject({ status: 'SUCCEEDED', output: [{ right: 'B' }, 'B!'] });
  });

  test('fails with the first branch that fails, is tried again as a whole, and then caught', async () => {
    const states = {
      All: {
        Type: 'Parallel',
        Branches: [
          ...branches.slice(0, 1),
          { StartAt: 'Sleep', States: { Sleep: { Type: 'Wait', Seconds: 3600, End: true } } },
        ],
        Retry: [{ ErrorEquals: ['BadItem'], MaxAttempts: 1, IntervalSeconds: 5 }],
        Catch: [{ ErrorEquals: ['BadItem'], Next: 'Caught', Output: '{% $states.errorOutput.Error %}' }],
        End: true,
      },
      Caught: { Type: 'Succeed' },
    };
    const arn = await local.run(machine(states), 'bad');
    await local.clock.advance(10_000);
    expect(await outcome(arn)).toMatchObject({ status: 'SUCCEEDED', output: 'BadItem' });
    expect((await typesOf(arn)).filter((type) => type === 'ParallelStateFailed')).toHaveLength(2);
  });
});

describe('an inline Map', () => {
  const map = (fields: object = {}) => ({
    Type: 'Map',
    ItemProcessor: { StartAt: 'One', States: { One: work() } },
    End: true,
    ...fields,
  });

  test('shapes each item by its selector and keeps the order of the items', async () => {
    const ItemSelector = {
      at: '{% $states.context.Map.Item.Index %}',
      item: '{% $states.context.Map.Item.Value %}',
      all: '{% $states.input.name %}',
    };
    const arn = await local.run(machine({ All: map({ Items: '{% $states.input.items %}', ItemSelector }) }), {
      name: 'N',
      items: ['a', 'b'],
    });
    expect(await outcome(arn)).toMatchObject({
      output: [
        { at: 0, item: 'a', all: 'N' },
        { at: 1, item: 'b', all: 'N' },
      ],
    });
  });

  test('runs no more iterations at a time than MaxConcurrency, and 40 by itself', async () => {
    const items = Array.from({ length: 100 }, (_, index) => index);
    expect(await outcome(await local.run(machine({ All: map({ MaxConcurrency: 3 }) }), items))).toMatchObject({
      output: items,
    });
    expect(mostRunning).toBe(3);
    await outcome(await local.run(machine({ All: map() }), items));
    expect(mostRunning).toBe(40);
  });

  test('with a concurrency below nothing fails, and does not wait for ever', async () => {
    const arn = await local.run(machine({ All: map({ MaxConcurrency: '{% -1 %}' }) }), [1]);
    expect(await outcome(arn)).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
  });

  test('fails with the first item that fails', async () => {
    const arn = await local.run(machine({ All: map() }), ['good', 'bad', 'good']);
    expect(await outcome(arn)).toMatchObject({ status: 'FAILED', error: 'BadItem' });
    const types = await typesOf(arn);
    expect(types).toContain('MapIterationFailed');
    expect(types.slice(-2)).toEqual(['MapStateFailed', 'ExecutionFailed']);
  });

  test('inside another Map sees the items of its own', async () => {
    const inner = { Type: 'Pass', Output: '{% $states.context.Map.Item.Value * 10 %}', End: true };
    const nested = map({
      ItemProcessor: {
        StartAt: 'Inner',
        States: { Inner: map({ ItemProcessor: { StartAt: 'Tenfold', States: { Tenfold: inner } } }) },
      },
    });
    expect(
      await outcome(
        await local.run(machine({ All: nested }), [
          [1, 2],
          [3, 4],
        ]),
      ),
    ).toMatchObject({
      output: [
        [10, 20],
        [30, 40],
      ],
    });
  });
});

describe('a distributed Map', () => {
  const map = (fields: object = {}) => ({
    Type: 'Map',
    ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED' }, StartAt: 'One', States: { One: work() } },
    End: true,
    ...fields,
  });

  test('runs each item as an execution of its own, listed under the map run', async () => {
    const arn = await local.run(machine({ All: map({ MaxConcurrency: 2 }) }), ['a', 'b', 'c']);
    expect(await outcome(arn)).toMatchObject({ status: 'SUCCEEDED', output: ['a', 'b', 'c'] });
    expect(mostRunning).toBe(2);
    const { events } = await local.client.send(new GetExecutionHistoryCommand({ executionArn: arn }));
    const mapRunArn = events?.find(({ type }) => type === 'MapRunStarted')?.mapRunStartedEventDetails?.mapRunArn;
    const { executions = [] } = await local.client.send(new ListExecutionsCommand({ mapRunArn }));
    expect(executions.map(({ status }) => status)).toEqual(['SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED']);
    const executionArn = executions[0]?.executionArn;
    const parent = await local.client.send(new DescribeStateMachineForExecutionCommand({ executionArn }));
    expect(parent.mapRunArn).toBe(mapRunArn);
    const { stateMachineArn } = parent;
    expect((await local.client.send(new ListExecutionsCommand({ stateMachineArn }))).executions).toHaveLength(1);
  });

  test('gathers items in batches by number and by bytes, with what all batches share', async () => {
    const byNumber = map({
      ItemBatcher: { MaxItemsPerBatch: 2, BatchInput: { campaign: '{% $states.input.campaign %}' } },
      Items: '{% $states.input.ids %}',
    });
    expect(await outcome(await local.run(machine({ All: byNumber }), { campaign: 'X', ids: [1, 2, 3] }))).toMatchObject(
      {
        output: [
          { BatchInput: { campaign: 'X' }, Items: [1, 2] },
          { BatchInput: { campaign: 'X' }, Items: [3] },
        ],
      },
    );
    const byBytes = map({ ItemBatcher: { MaxInputBytesPerBatch: 40 } });
    const { output } = await outcome(
      await local.run(machine({ All: byBytes }), ['0123456789', '0123456789', '0123456789']),
    );
    expect(output).toHaveLength(2);
    for (const batch of output) expect(JSON.stringify(batch).length).toBeLessThanOrEqual(40);
  });

  test('goes on while no more items fail than are tolerated, by count or by percentage', async () => {
    const items = ['good', 'bad', 'good', 'bad'];
    const enough = await local.run(machine({ All: map({ ToleratedFailurePercentage: 50 }) }), items);
    expect(await outcome(enough)).toMatchObject({
      status: 'SUCCEEDED',
      output: ['good', { Error: 'BadItem' }, 'good', { Error: 'BadItem' }],
    });
    const tooMany = await local.run(machine({ All: map({ ToleratedFailureCount: '{% 1 %}' }) }), items);
    expect(await outcome(tooMany)).toMatchObject({
      status: 'FAILED',
      error: 'States.ExceedToleratedFailureThreshold',
    });
    expect(await typesOf(tooMany)).toContain('MapRunFailed');
  });
});
