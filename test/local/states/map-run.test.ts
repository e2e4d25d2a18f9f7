import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  RedriveExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type LocalStates, openStates } from './local-states.ts';

const definition = {
  QueryLanguage: 'JSONata',
  StartAt: 'All',
  States: {
    All: {
      Type: 'Map',
      MaxConcurrency: 1,
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED' },
        StartAt: 'One',
        States: {
          One: { Type: 'Task', Resource: 'arn:aws:lambda:eu-west-1:000000000000:function:one', End: true },
        },
      },
      End: true,
    },
  },
};

describe('a distributed Map', () => {
  let folder = '';
  let local: LocalStates | undefined;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'states-'));
  });
  afterEach(async () => {
    await local?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('goes on after a restart with the items that were not done', async () => {
    const file = join(folder, 'states.db');
    const done: unknown[] = [];
    const never = new Promise(() => {});
    const before = await openStates({
      file,
      invokeFunction: (_name, payload) => {
        if (done.length === 2) return never;
        done.push(payload);
        return Promise.resolve(payload);
      },
    });
    local = before;
    const executionArn = await before.run(definition, ['a', 'b', 'c', 'd']);
    while (done.length < 2) await new Promise(setImmediate);
    for (let turn = 0; turn < 50; turn += 1) await new Promise(setImmediate);
    await before.close();
    const after = await openStates({
      file,
      invokeFunction: async (_name, payload) => {
        done.push(payload);
        return payload;
      },
    });
    local = after;
    await after.clock.settle();
    const found = await after.client.send(new DescribeExecutionCommand({ executionArn }));
    expect(found).toMatchObject({ status: 'SUCCEEDED', output: '["a","b","c","d"]' });
    expect(done).toEqual(['a', 'b', 'c', 'd']);
  });

  test('that failed is redriven with the items that have not succeeded', async () => {
    let broken = true;
    const done: unknown[] = [];
    const only = await openStates({
      invokeFunction: async (_name, payload) => {
        if (broken && payload === 'b') throw Object.assign(new Error('down'), { name: 'Down' });
        done.push(payload);
        return payload;
      },
    });
    local = only;
    const executionArn = await only.run(definition, ['a', 'b', 'c']);
    await only.clock.settle();
    const described = () => only.client.send(new DescribeExecutionCommand({ executionArn }));
    expect(await described()).toMatchObject({ status: 'FAILED', error: 'States.ExceedToleratedFailureThreshold' });
    broken = false;
    await only.client.send(new RedriveExecutionCommand({ executionArn }));
    await only.clock.settle();
    expect(await described()).toMatchObject({ status: 'SUCCEEDED', output: '["a","b","c"]' });
    expect(done).toEqual(['a', 'b', 'c']);
    const { events = [] } = await only.client.send(new GetExecutionHistoryCommand({ executionArn }));
    const started = events.find(({ type }) => type === 'MapRunStarted')?.mapRunStartedEventDetails;
    const redriven = events.find(({ type }) => type === 'MapRunRedriven')?.mapRunRedrivenEventDetails;
    expect(redriven).toEqual({ mapRunArn: started?.mapRunArn, redriveCount: 1 });
  });

  test('with a label lists its executions under the ARN that the history names', async () => {
    const only = await openStates();
    local = only;
    const All = { ...definition.States.All, Label: 'every' };
    const executionArn = await only.run({ ...definition, States: { All } }, ['a', 'b']);
    await only.clock.settle();
    const { events = [] } = await only.client.send(new GetExecutionHistoryCommand({ executionArn }));
    const mapRunArn = events.find(({ type }) => type === 'MapRunStarted')?.mapRunStartedEventDetails?.mapRunArn;
    expect(mapRunArn).toContain('/every:');
    const { executions } = await only.client.send(new ListExecutionsCommand({ mapRunArn }));
    expect(executions).toHaveLength(2);
  });

  test.each([
    ['MaxConcurrency', -1],
    ['MaxConcurrency', 1.5],
    ['ToleratedFailureCount', -1],
    ['ToleratedFailurePercentage', 101],
  ])('does not wait for ever on a %s of %d, but fails', async (field, value) => {
    const only = await openStates();
    local = only;
    const All = { ...definition.States.All, [field]: `{% ${value} %}` };
    const executionArn = await only.run({ ...definition, States: { All } }, ['a', 'b']);
    await only.clock.settle();
    const found = await only.client.send(new DescribeExecutionCommand({ executionArn }));
    expect(found).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
    expect(found.cause).toContain(`The ${field} field must be`);
  });
});
