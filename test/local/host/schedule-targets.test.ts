import { CreateScheduleCommand, UpdateScheduleCommand } from '@aws-sdk/client-scheduler';
import { CreateStateMachineCommand, DescribeExecutionCommand, ListExecutionsCommand } from '@aws-sdk/client-sfn';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { createScheduleTargets } from '#local/host/schedule-targets.ts';
import { deadLetterRoutes } from '#local/streams/dead-letter-routes.ts';
import { schedule, startScheduler } from '#test/local/scheduler/start-scheduler.ts';
import { openStates } from '#test/local/states/local-states.ts';
import { serve } from '#test/support/serve.ts';

const RoleArn = 'arn:aws:iam::000000000000:role/scheduler';
const universal = 'arn:aws:scheduler:::aws-sdk:sfn:startExecution';
const functionArn = 'arn:aws:lambda:eu-west-1:000000000000:function:wake';
const due = 'at(2026-12-01T08:00:00)';

async function setUp() {
  const local = await openStates();
  onTestFinished(local.close);
  const invoked: unknown[] = [];
  const troubles: string[] = [];
  const targets = createScheduleTargets({
    functions: ['wake'],
    invoke: async (...call) => invoked.push(call),
    states: local.states,
  });
  const scheduler = await startScheduler({
    invokeTarget: targets.invoke,
    refuseTarget: targets.refusal,
    onTrouble: (sentence) => troubles.push(sentence),
  });
  const definition = { QueryLanguage: 'JSONata', StartAt: 'P', States: { P: { Type: 'Pass', End: true } } };
  const created = await local.client.send(
    new CreateStateMachineCommand({ name: 'cycle', definition: JSON.stringify(definition), roleArn: RoleArn }),
  );
  const stateMachineArn = created.stateMachineArn ?? '';
  const executions = async () => {
    const { executions: found = [] } = await local.client.send(new ListExecutionsCommand({ stateMachineArn }));
    return Promise.all(
      found.map(({ executionArn }) => local.client.send(new DescribeExecutionCommand({ executionArn }))),
    );
  };
  const put = (Arn: string, Input?: string, RetryPolicy?: { MaximumRetryAttempts: number }) => {
    const Target = { Arn, RoleArn, ...(Input !== undefined && { Input }), ...(RetryPolicy && { RetryPolicy }) };
    return scheduler.client.send(new CreateScheduleCommand(schedule('s', due, { Target })));
  };
  return { ...scheduler, local, invoked, troubles, stateMachineArn, executions, put };
}

test('A schedule whose target is a state machine starts an execution with its Input', async () => {
  const { put, clock, stateMachineArn, executions, troubles } = await setUp();
  await put(stateMachineArn, '{"customer":"c1"}');
  await clock.advance('P2D');
  expect(await executions()).toMatchObject([{ status: 'SUCCEEDED', input: '{"customer":"c1"}' }]);
  expect(troubles).toEqual([]);
});

test('A schedule whose target is the action StartExecution starts the execution that its Input asks for', async () => {
  const { put, clock, stateMachineArn, executions } = await setUp();
  const Input = JSON.stringify({ StateMachineArn: stateMachineArn, Name: 'by-name', Input: '{"customer":"c2"}' });
  await put(universal, Input);
  await clock.advance('P2D');
  expect(await executions()).toMatchObject([{ name: 'by-name', input: '{"customer":"c2"}' }]);
});

test('A firing that happens twice starts one execution', async () => {
  const { local, stateMachineArn, executions } = await setUp();
  const { invoke } = createScheduleTargets({ functions: [], invoke: async () => undefined, states: local.states });
  const info = { scheduleArn: 'a', group: 'g', name: 's', executionId: 'firing-1', attempt: 1, scheduledTime: due };
  await invoke({ Arn: stateMachineArn, RoleArn, Input: '{}' }, info);
  await invoke({ Arn: stateMachineArn, RoleArn, Input: '{}' }, { ...info, attempt: 2 });
  expect(await executions()).toMatchObject([{ name: 'firing-1' }]);
});

test('A schedule whose target is a function calls it, numbers of the context filled in', async () => {
  const { put, clock, invoked } = await setUp();
  await put(functionArn, '{"attempt":<aws.scheduler.attempt-number>}');
  await clock.advance('P2D');
  expect(invoked).toEqual([[functionArn, { attempt: 1 }]]);
});

test.each([
  ['arn:aws:sqs:eu-west-1:000000000000:orders', 'hello', /'arn:aws:sqs:.*' is none of them/],
  ['arn:aws:scheduler:::aws-sdk:sqs:sendMessage', '{}', /is none of them/],
  ['arn:aws:states:eu-west-1:000000000000:stateMachine:cycle:1', '{}', /is none of them/],
  ['arn:aws:lambda:eu-west-1:000000000000:function:gone', '{}', /There is no function gone .* there are wake/],
  [functionArn, 'hello', /must be well-formed JSON/],
  ['arn:aws:states:eu-west-1:000000000000:stateMachine:cycle', '{', /must be well-formed JSON/],
  [universal, '{"Input":"{}"}', /StateMachineArn/],
  [universal, undefined, /StateMachineArn/],
])('A schedule with the target %s and the Input %s is refused, made or changed', async (Arn, Input, message) => {
  const { put, client } = await setUp();
  const refusal = { name: 'ValidationException', message: expect.stringMatching(message) };
  await expect(put(Arn, Input)).rejects.toMatchObject(refusal);
  await put(functionArn, '{}');
  const Target = { Arn, RoleArn, ...(Input !== undefined && { Input }) };
  const change = new UpdateScheduleCommand(schedule('s', due, { Target }));
  await expect(client.send(change)).rejects.toMatchObject(refusal);
});

test('A firing that fails is told at once and when it is given up, and stays among the lost ones', async () => {
  const { put, clock, troubles, scheduler } = await setUp();
  const Arn = 'arn:aws:states:eu-west-1:000000000000:stateMachine:none';
  await put(Arn, '{"a":1}', { MaximumRetryAttempts: 1 });
  await clock.advance('P2D');
  expect(troubles).toEqual([
    `The schedule default/s called ${Arn} without success (StateMachineDoesNotExist) and will try again.`,
    `The schedule default/s called ${Arn} 2 times without success (StateMachineDoesNotExist) and gave up; see GET /local/dead-letters.`,
  ]);
  const url = await serve(deadLetterRoutes({ deadLetters: () => [], retry: async () => false }, scheduler.lostFirings));
  const { items } = z.object({ items: z.unknown() }).parse(await (await fetch(`${url}/local/dead-letters`)).json());
  expect(items).toEqual([
    {
      at: expect.stringMatching(/^2026-12-01T08:00:0/),
      schedule: 'default/s',
      scheduledTime: '2026-12-01T08:00:00Z',
      target: Arn,
      input: '{"a":1}',
      tries: 2,
      errorMessage: `State Machine Does Not Exist: '${Arn}'`,
    },
  ]);
});
