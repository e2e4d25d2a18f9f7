import {
  CreateStateMachineCommand,
  DeleteStateMachineCommand,
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  DescribeStateMachineForExecutionCommand,
  ListStateMachinesCommand,
  ListTagsForResourceCommand,
  StartExecutionCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateStateMachineCommand,
  ValidateStateMachineDefinitionCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type LocalStates, openStates } from './local-states.ts';

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

describe('a state machine', () => {
  test('can be created again as it is, and not otherwise', async () => {
    const again = (definition: string) =>
      local.client.send(new CreateStateMachineCommand({ name: 'cycle', definition, roleArn }));
    expect(await again(waiting(60))).toMatchObject({ stateMachineArn });
    await expect(again(waiting(61))).rejects.toMatchObject({ name: 'StateMachineAlreadyExists' });
  });

  test('is described and listed page by page', async () => {
    await local.client.send(new CreateStateMachineCommand({ name: 'another', definition: waiting(1), roleArn }));
    expect(await local.client.send(new DescribeStateMachineCommand({ stateMachineArn }))).toMatchObject({
      name: 'cycle',
      status: 'ACTIVE',
      type: 'STANDARD',
      definition: waiting(60),
      creationDate: new Date(local.clock.now()),
    });
    const first = await local.client.send(new ListStateMachinesCommand({ maxResults: 1 }));
    const second = await local.client.send(new ListStateMachinesCommand({ maxResults: 1, nextToken: first.nextToken }));
    const names = [...(first.stateMachines ?? []), ...(second.stateMachines ?? [])].map(({ name }) => name);
    expect(names).toEqual(['another', 'cycle']);
    expect(second.nextToken).toBeUndefined();
    await expect(local.client.send(new ListStateMachinesCommand({ nextToken: 'mine' }))).rejects.toMatchObject({
      name: 'InvalidToken',
    });
  });

  test('that is updated leaves running executions with the definition that they were started with', async () => {
    const before = await start('before');
    await local.client.send(new UpdateStateMachineCommand({ stateMachineArn, definition: waiting(60, 'updated') }));
    const after = await start('after');
    await local.clock.advance(61_000);
    expect((await describeIt(before)).output).toBe('"done"');
    expect((await describeIt(after)).output).toBe('"updated"');
    const own = await local.client.send(new DescribeStateMachineForExecutionCommand({ executionArn: before }));
    expect(own.definition).toBe(waiting(60));
  });

  test('may be called what AWS lets it be called, and nothing else', async () => {
    const named = (name: string) =>
      local.client.send(new CreateStateMachineCommand({ name, definition: waiting(1), roleArn }));
    for (const name of ['a.b', 'a+b=c@!', 'perché'])
      expect((await named(name)).stateMachineArn).toBe(`arn:aws:states:eu-west-1:000000000000:stateMachine:${name}`);
    for (const name of ['a b', 'a/b', 'a:b', 'a*', 'x'.repeat(81)])
      await expect(named(name)).rejects.toMatchObject({
        name: expect.stringMatching(/InvalidName|ValidationException/),
      });
  });

  test('takes tags and gives them back', async () => {
    const tags = async () =>
      (await local.client.send(new ListTagsForResourceCommand({ resourceArn: stateMachineArn }))).tags;
    await local.client.send(
      new TagResourceCommand({ resourceArn: stateMachineArn, tags: [{ key: 'owner', value: 'marketing' }] }),
    );
    await local.client.send(new UntagResourceCommand({ resourceArn: stateMachineArn, tagKeys: ['stage'] }));
    expect(await tags()).toEqual([{ key: 'owner', value: 'marketing' }]);
  });

  test('that is deleted starts nothing any more', async () => {
    await local.client.send(new DeleteStateMachineCommand({ stateMachineArn }));
    await expect(start('late')).rejects.toMatchObject({ name: 'StateMachineDoesNotExist' });
  });
});

describe('a definition is refused with the place and the reason', () => {
  const refusal = async (definition: object) => {
    const sent = new CreateStateMachineCommand({ name: 'bad', definition: JSON.stringify(definition), roleArn });
    const thrown: unknown = await local.client.send(sent).catch((error: unknown) => error);
    return String(thrown);
  };
  const jsonata = (States: object, StartAt = 'A') => ({ QueryLanguage: 'JSONata', StartAt, States });
  const pass = { Type: 'Pass', End: true };
  const task = {
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke',
    Arguments: { FunctionName: 'f' },
    End: true,
  };
  const everything = ['States.ALL', 'X'].map((name) => ({ ErrorEquals: [name], Next: 'B' }));

  test.each([
    ['JSONPath on the machine', { StartAt: 'A', States: { A: pass } }, /only JSONata is run here.* at \/States\/A/],
    [
      'JSONPath in one state',
      jsonata({ A: { ...pass, QueryLanguage: 'JSONPath', ResultPath: '$.x' } }),
      /it uses ResultPath/,
    ],
    ['a state that is not there', jsonata({ A: { Type: 'Pass', Next: 'B' } }), /MISSING_TRANSITION_TARGET.*'B'/],
    ['a state that nobody reaches', jsonata({ A: pass, B: pass }), /State "B" is not reachable/],
    ['no end', jsonata({ A: { Type: 'Pass' } }), /either 'Next' or 'End' at \/States\/A/],
    ['a misspelt field', jsonata({ A: { ...pass, Outptu: 1 } }), /'Outptu' is not supported here at \/States\/A/],
    ['an unknown type', jsonata({ A: { Type: 'Loop' } }), /'Type' must be one of Task, Pass/],
    [
      'a broken expression',
      jsonata({ A: { ...pass, Output: '{% $states.input. %}' } }),
      /cannot be parsed.*\/States\/A\/Output/,
    ],
    [
      'an expression without its end',
      jsonata({ A: { ...pass, Output: '{% $states.input' } }),
      /does not end with %\}.*\/States\/A\/Output/,
    ],
    [
      'States.ALL beside another name, or before another rule',
      jsonata({ A: { ...task, Retry: [{ ErrorEquals: ['States.ALL', 'X'] }], Catch: everything }, B: pass }),
      /'States.ALL' in 'Retry' must stand alone.*'States.ALL' in 'Catch' must stand alone/,
    ],
    [
      'a heartbeat that would come after the timeout',
      jsonata({ A: { ...task, TimeoutSeconds: 10, HeartbeatSeconds: 10 } }),
      /'HeartbeatSeconds' must be smaller than 'TimeoutSeconds'/,
    ],
    ['a variable that no expression can name', jsonata({ A: { ...pass, Assign: { 'a-b': 1 } } }), /variable 'a-b'/],
    [
      'a moment that is none',
      jsonata({ A: { Type: 'Wait', Timestamp: 'tomorrow', End: true } }),
      /Timestamp 'tomorrow' must be an RFC 3339 instant/,
    ],
    [
      'JSON nested without end',
      jsonata({ A: { ...pass, Output: JSON.parse('['.repeat(1500) + ']'.repeat(1500)) } }),
      /nested more than 1000 levels/,
    ],
    ['$eval', jsonata({ A: { ...pass, Output: "{% $eval('1') %}" } }), /\$eval/],
    ['a bare name', jsonata({ A: { ...pass, Output: '{% customer.id %}' } }), /bare name 'customer'/],
    [
      'a resource that cannot be called',
      jsonata({ A: { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage', End: true } }),
      /sqs:sendMessage/,
    ],
    [
      'an action that the service has not, in a branch too',
      jsonata({
        A: {
          Type: 'Parallel',
          Branches: [
            {
              StartAt: 'B',
              States: { B: { Type: 'Task', Resource: 'arn:aws:states:::aws-sdk:dynamodb:flyToMoon', End: true } },
            },
          ],
          End: true,
        },
      }),
      /dynamodb:flyToMoon' is not recognized: dynamodb has no action 'flyToMoon'.* at \/States\/A\/0\/States\/B/,
    ],
    [
      'an action of Step Functions that is not served here',
      jsonata({ A: { Type: 'Task', Resource: 'arn:aws:states:::aws-sdk:sfn:createActivity', End: true } }),
      /sfn has no action 'createActivity'/,
    ],
    [
      'an outer variable assigned within',
      jsonata({
        A: { Type: 'Pass', Assign: { x: 1 }, Next: 'M' },
        M: { Type: 'Map', ItemProcessor: { StartAt: 'I', States: { I: { ...pass, Assign: { x: 2 } } } }, End: true },
      }),
      /'x' belongs to an outer scope/,
    ],
    [
      'one name for two states',
      jsonata({ A: { Type: 'Map', ItemProcessor: { StartAt: 'A', States: { A: pass } }, End: true } }),
      /DUPLICATE_STATE_NAME/,
    ],
  ])('%s', async (_what, definition, sentence) => {
    expect(await refusal(definition)).toMatch(/^InvalidDefinition/);
    expect(await refusal(definition)).toMatch(sentence);
  });

  test('and can be tried beforehand', async () => {
    const validate = (definition: string) =>
      local.client.send(new ValidateStateMachineDefinitionCommand({ definition }));
    expect(await validate(waiting(1))).toMatchObject({ result: 'OK', diagnostics: [] });
    expect(await validate('{')).toMatchObject({ result: 'FAIL', diagnostics: [{ code: 'INVALID_JSON_DESCRIPTION' }] });
  });
});
