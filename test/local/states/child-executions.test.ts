import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  ListExecutionsCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type LocalStates, openStates } from './local-states.ts';

describe('a Task that starts another execution', () => {
  let local: LocalStates;
  let child = '';
  const asked: unknown[] = [];

  beforeEach(async () => {
    asked.length = 0;
    local = await openStates({
      callAwsSdk: async (service, action, input) => {
        asked.push({ service, action, input });
        throw Object.assign(new Error('The conditional request failed'), { name: 'ConditionalCheckFailedException' });
      },
    });
    const States = {
      Check: { Type: 'Choice', Choices: [{ Condition: '{% $states.input.fail %}', Next: 'No' }], Default: 'Sleep' },
      Sleep: { Type: 'Wait', Seconds: 60, Next: 'Yes' },
      Yes: { Type: 'Pass', Output: { id: '{% $states.input.id %}' }, End: true },
      No: { Type: 'Fail', Error: 'ChildFailed', Cause: 'asked to' },
    };
    const definition = JSON.stringify({ QueryLanguage: 'JSONata', StartAt: 'Check', States });
    const created = await local.client.send(
      new CreateStateMachineCommand({ name: 'child', definition, roleArn: 'arn:aws:iam::000000000000:role/r' }),
    );
    child = created.stateMachineArn ?? '';
  });
  afterEach(() => local.close());

  const starting = (suffix: string, Input: object, fields: object = {}) => ({
    QueryLanguage: 'JSONata',
    StartAt: 'Start',
    States: {
      Start: {
        Type: 'Task',
        Resource: `arn:aws:states:::states:startExecution${suffix}`,
        Arguments: { StateMachineArn: child, Name: 'cycle-1', Input },
        End: true,
        ...fields,
      },
    },
  });
  const outcome = async (executionArn: string) => {
    const { status, output, error, cause } = await local.client.send(new DescribeExecutionCommand({ executionArn }));
    return { status, error, cause, output: output === undefined ? undefined : JSON.parse(output) };
  };

  test('goes on at once with the ARN when it does not wait', async () => {
    const arn = await local.run(starting('', { id: 7, fail: false }));
    await local.clock.settle();
    expect(await outcome(arn)).toMatchObject({
      status: 'SUCCEEDED',
      output: { ExecutionArn: expect.stringMatching(/:execution:child:cycle-1$/) },
    });
  });

  test('with .sync:2 waits for the close and gets the output as JSON, with .sync as text', async () => {
    const arn = await local.run(starting('.sync:2', { id: 7, fail: false }));
    await local.clock.settle();
    expect(await outcome(arn)).toMatchObject({ status: 'RUNNING' });
    await local.clock.advance(61_000);
    expect(await outcome(arn)).toMatchObject({
      status: 'SUCCEEDED',
      output: { Status: 'SUCCEEDED', Output: { id: 7 } },
    });
  });

  test('fails as States.TaskFailed when the other one fails', async () => {
    const arn = await local.run(starting('.sync', { fail: true }));
    await local.clock.settle();
    const found = await outcome(arn);
    expect(found).toMatchObject({ status: 'FAILED', error: 'States.TaskFailed' });
    expect(JSON.parse(found.cause ?? '')).toMatchObject({ Status: 'FAILED', Error: 'ChildFailed' });
  });

  test('stops the other one when it is stopped itself', async () => {
    const arn = await local.run(starting('.sync:2', { fail: false }));
    await local.clock.settle();
    await local.client.send(new StopExecutionCommand({ executionArn: arn, error: 'Enough' }));
    await local.clock.settle();
    const { executions } = await local.client.send(new ListExecutionsCommand({ stateMachineArn: child }));
    expect(executions).toMatchObject([{ status: 'ABORTED' }]);
  });

  test('names the error of the service when the name is taken', async () => {
    await local.run(starting('', { id: 1, fail: false }));
    await local.clock.settle();
    const arn = await local.run(starting('', { id: 2, fail: false }));
    await local.clock.settle();
    expect(await outcome(arn)).toMatchObject({
      status: 'FAILED',
      error: 'StepFunctions.ExecutionAlreadyExistsException',
    });
  });

  test('by the SDK integration names the error in the manner of that one', async () => {
    const Resource = 'arn:aws:states:::aws-sdk:sfn:startExecution';
    await local.run(starting('', { id: 1, fail: false }, { Resource }));
    await local.clock.settle();
    const arn = await local.run(starting('', { id: 2, fail: false }, { Resource }));
    await local.clock.settle();
    expect(await outcome(arn)).toMatchObject({ status: 'FAILED', error: 'Sfn.ExecutionAlreadyExistsException' });
  });

  test('other services are called with the arguments as they are, and their errors can be caught by name', async () => {
    const Catch = [{ ErrorEquals: ['DynamoDb.ConditionalCheckFailedException'], Next: 'Known' }];
    const Arguments = { TableName: 'crm', Key: { pk: { S: 'C1' } } };
    const definition = starting('', {}, { Resource: 'arn:aws:states:::aws-sdk:dynamodb:updateItem', Arguments, Catch });
    Object.assign(definition.States, { Known: { Type: 'Succeed' } });
    const arn = await local.run(definition);
    await local.clock.settle();
    expect(await outcome(arn)).toMatchObject({ status: 'SUCCEEDED' });
    expect(asked).toEqual([{ service: 'dynamodb', action: 'updateItem', input: Arguments }]);
  });
});
