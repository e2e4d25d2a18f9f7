import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  paginateListExecutions,
  RedriveExecutionCommand,
  StartExecutionCommand,
  StopExecutionCommand,
  UpdateStateMachineCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type LocalStates, openStates } from './local-states.ts';

const DAY = 86_400_000;
const roleArn = 'arn:aws:iam::000000000000:role/r';
const waiting = (seconds: number, output = 'done') =>
  JSON.stringify({
    QueryLanguage: 'JSONata',
    StartAt: 'Sleep',
    States: {
      Sleep: { Type: 'Wait', Seconds: seconds, Next: 'Done' },
      Done: { Type: 'Pass', Output: output, End: true },
    },
  });

let local: LocalStates;
let stateMachineArn = '';
beforeEach(async () => {
  local = await openStates();
  const created = await local.client.send(
    new CreateStateMachineCommand({
      name: 'cycle',
      definition: waiting(60),
      roleArn,
      tags: [{ key: 'stage', value: 'x' }],
    }),
  );
  stateMachineArn = created.stateMachineArn ?? '';
});
afterEach(() => local.close());

const start = async (name: string, input: object = {}) =>
  (await local.client.send(new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) })))
    .executionArn ?? '';
const describeIt = (executionArn: string) => local.client.send(new DescribeExecutionCommand({ executionArn }));

describe('an execution', () => {
  test('is started once under a name while it runs, and the name is free again 90 days after its close', async () => {
    const first = await start('C1-1', { id: 1 });
    expect(await start('C1-1', { id: 1 })).toBe(first);
    await expect(start('C1-1', { id: 2 })).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
    await local.clock.advance(61_000);
    await expect(start('C1-1', { id: 1 })).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
    await local.clock.advance(90 * DAY);
    expect(await start('C1-1', { id: 2 })).toBe(first);
    expect((await describeIt(first)).status).toBe('RUNNING');
  });

  test('that is started many times at once is one execution', async () => {
    const arns = await Promise.all(Array.from({ length: 20 }, () => start('same', { id: 1 })));
    expect(new Set(arns).size).toBe(1);
    const { executions } = await local.client.send(new ListExecutionsCommand({ stateMachineArn }));
    expect(executions).toHaveLength(1);
  });

  test('is refused with a bad name, or an input that is no JSON or nested without end', async () => {
    await expect(start('2026-11-22T09:00')).rejects.toMatchObject({ name: 'InvalidName' });
    const broken = new StartExecutionCommand({ stateMachineArn, input: '{' });
    await expect(local.client.send(broken)).rejects.toMatchObject({ name: 'InvalidExecutionInput' });
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    await expect(local.client.send(new StartExecutionCommand({ stateMachineArn, input: deep }))).rejects.toMatchObject({
      name: 'InvalidExecutionInput',
      message: expect.stringContaining('nested more than 1000 levels deep'),
    });
    await expect(describeIt(`${stateMachineArn}:none`)).rejects.toMatchObject({ name: 'ExecutionDoesNotExist' });
  });

  test('that is stopped is ABORTED with the reason', async () => {
    const executionArn = await start('C1');
    await local.client.send(new StopExecutionCommand({ executionArn, error: 'Dismissed', cause: 'asked to' }));
    expect(await describeIt(executionArn)).toMatchObject({ status: 'ABORTED', error: 'Dismissed', cause: 'asked to' });
  });

  test('is listed by status, the youngest first, page by page', async () => {
    for (const name of ['a', 'b', 'c']) {
      await start(name);
      await local.clock.advance(1_000);
    }
    await local.client.send(new StopExecutionCommand({ executionArn: await start('d') }));
    const list = (nextToken?: string) =>
      local.client.send(
        new ListExecutionsCommand({
          stateMachineArn,
          statusFilter: 'RUNNING',
          maxResults: 2,
          ...(nextToken && { nextToken }),
        }),
      );
    const first = await list();
    const second = await list(first.nextToken);
    expect(first.executions?.map(({ name }) => name)).toEqual(['c', 'b']);
    expect(second.executions?.map(({ name }) => name)).toEqual(['a']);
  });

  test('has a history that can be read from either end, in pages, with or without the data', async () => {
    const executionArn = await start('C1', { secret: 1 });
    await local.clock.advance(61_000);
    const page = async (fields: object) =>
      await local.client.send(new GetExecutionHistoryCommand({ executionArn, ...fields }));
    const { events = [] } = await page({});
    expect(events.map(({ type }) => type)).toEqual([
      'ExecutionStarted',
      'WaitStateEntered',
      'WaitStateExited',
      'PassStateEntered',
      'PassStateExited',
      'ExecutionSucceeded',
    ]);
    expect(events.map(({ previousEventId }) => previousEventId)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(events[1]?.stateEnteredEventDetails).toMatchObject({ name: 'Sleep', input: '{"secret":1}' });
    const back = await page({ reverseOrder: true, maxResults: 4 });
    expect(back.events?.map(({ id }) => id)).toEqual([6, 5, 4, 3]);
    const rest = await page({ reverseOrder: true, maxResults: 4, nextToken: back.nextToken });
    expect(rest.events?.map(({ id }) => id)).toEqual([2, 1]);
    expect(JSON.stringify((await page({ includeExecutionData: false })).events)).not.toContain('secret');
  });

  test('that is open for a year has run out of time', async () => {
    const definition = waiting(99_999_999);
    await local.client.send(new UpdateStateMachineCommand({ stateMachineArn, definition }));
    const executionArn = await start('long');
    await local.clock.advance(366 * DAY);
    expect(await describeIt(executionArn)).toMatchObject({ status: 'TIMED_OUT' });
  });

  test('that would have more than 25,000 events fails', async () => {
    const States = {
      Again: { Type: 'Pass', Next: 'Round' },
      Round: { Type: 'Choice', Choices: [{ Condition: true, Next: 'Again' }] },
    };
    const executionArn = await local.run({ QueryLanguage: 'JSONata', StartAt: 'Again', States });
    await local.clock.settle();
    expect(await describeIt(executionArn)).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
    const last = await local.client.send(
      new GetExecutionHistoryCommand({ executionArn, reverseOrder: true, maxResults: 1 }),
    );
    expect(last.events).toMatchObject([{ id: 25_000, type: 'ExecutionFailed' }]);
  });
});

describe('a redrive', () => {
  const definition = {
    QueryLanguage: 'JSONata',
    StartAt: 'All',
    States: {
      All: {
        Type: 'Map',
        ItemProcessor: {
          StartAt: 'One',
          States: { One: { Type: 'Task', Resource: 'arn:aws:lambda:eu-west-1:000000000000:function:one', End: true } },
        },
        End: true,
      },
    },
  };

  test('goes on from what failed and does not run again what succeeded', async () => {
    await local.close();
    let broken = true;
    const calls: unknown[] = [];
    local = await openStates({
      invokeFunction: async (_name, payload) => {
        calls.push(payload);
        if (broken && payload === 'b') throw Object.assign(new Error('down'), { name: 'Down' });
        return payload;
      },
    });
    const executionArn = await local.run(definition, ['a', 'b']);
    await local.clock.settle();
    expect(await describeIt(executionArn)).toMatchObject({ status: 'FAILED', redriveStatus: 'REDRIVABLE' });
    broken = false;
    await local.client.send(new RedriveExecutionCommand({ executionArn }));
    await local.clock.settle();
    expect(await describeIt(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '["a","b"]', redriveCount: 1 });
    expect(calls).toEqual(['a', 'b', 'b']);
    const { events } = await local.client.send(new GetExecutionHistoryCommand({ executionArn }));
    expect(events?.map(({ type }) => type)).toContain('ExecutionRedriven');
  });

  test('can be asked for in the list of executions, page by page', async () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    for (const name of names) {
      const executionArn = await start(name);
      await local.client.send(new StopExecutionCommand({ executionArn }));
      if ('bd'.includes(name)) await local.client.send(new RedriveExecutionCommand({ executionArn }));
      await local.clock.advance(1_000);
    }
    const listed = async (redriveFilter: 'REDRIVEN' | 'NOT_REDRIVEN', maxResults: number) => {
      const pages: string[] = [];
      const input = { stateMachineArn, redriveFilter };
      for await (const { executions = [] } of paginateListExecutions(
        { client: local.client, pageSize: maxResults },
        input,
      ))
        pages.push(executions.map(({ name }) => name).join(''));
      return pages;
    };
    expect(await listed('REDRIVEN', 100)).toEqual(['db']);
    expect(await listed('REDRIVEN', 1)).toEqual(['d', 'b', '']);
    expect(await listed('NOT_REDRIVEN', 2)).toEqual(['ec', 'a']);
  });

  test('is refused while the execution runs, when it has succeeded, and 14 days after it failed', async () => {
    const running = await start('r');
    const redrive = (executionArn: string) => local.client.send(new RedriveExecutionCommand({ executionArn }));
    await expect(redrive(running)).rejects.toMatchObject({ name: 'ExecutionNotRedrivable' });
    const stopped = await start('s');
    await local.client.send(new StopExecutionCommand({ executionArn: stopped }));
    await local.clock.advance(15 * DAY);
    await expect(redrive(running)).rejects.toMatchObject({ name: 'ExecutionNotRedrivable' });
    await expect(redrive(stopped)).rejects.toMatchObject({ name: 'ExecutionNotRedrivable' });
  });
});

describe('a caller', () => {
  test('that says which function it is may do what it was granted, and the operator everything', async () => {
    await local.close();
    const authorize = (app: string | undefined, action: string) =>
      app === undefined || action === 'states:StartExecution'
        ? undefined
        : `${app} is not authorized to perform: ${action}`;
    local = await openStates({ authorize, userAgentAppId: 'profile-customer' });
    await expect(local.client.send(new ListStateMachinesCommand({}))).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: 'profile-customer is not authorized to perform: states:ListStateMachines',
    });
    await expect(start('x')).rejects.toMatchObject({ name: 'StateMachineDoesNotExist' });
  });
});
