import { describe, expect, test } from 'vitest';
import { type Grant, grantActions, registry } from '#functions/registry.ts';
import { allowedTo, statementsOf } from '#test/infra/policies.ts';
import { resources, templateOf } from '#test/infra/synth.ts';

const template = templateOf();
const everyFunction = [
  'logs:CreateLogStream',
  'logs:PutLogEvents',
  'xray:PutTraceSegments',
  'xray:PutTelemetryRecords',
];
const streamReader = [
  'dynamodb:DescribeStream',
  'dynamodb:GetRecords',
  'dynamodb:GetShardIterator',
  'dynamodb:ListStreams',
];
const deliverer = ['sqs:GetQueueAttributes', 'sqs:GetQueueUrl', 'sqs:SendMessage'];

describe('a function may do what its row of the registry says', () => {
  test.each(registry)('$name, and nothing else', ({ name, grants, trigger }) => {
    const delivers = trigger.kind === 'stream' || trigger.kind === 'schedule' || trigger.kind === 'mail-events';
    const expected = [
      ...everyFunction,
      ...grants.flatMap((grant) => grantActions[grant]),
      ...(grants.includes('schedules:write') ? ['iam:PassRole'] : []),
      ...(trigger.kind === 'stream' ? streamReader : []),
      ...(delivers ? deliverer : []),
    ];
    const actions = allowedTo(template, `percorso-dev-${name}`).flatMap((statement) => statement.actions);
    expect(actions.toSorted()).toEqual(expected.toSorted());
  });

  test('with things of this stage only: X-Ray, which has no things, is the one exception', () => {
    const unscoped = registry
      .flatMap(({ name }) => allowedTo(template, `percorso-dev-${name}`))
      .filter((statement) => statement.resources.some((resource) => /(^|[^/])\*/.test(resource)))
      .flatMap((statement) => statement.actions);
    expect([...new Set(unscoped)].toSorted()).toEqual(['xray:PutTelemetryRecords', 'xray:PutTraceSegments']);
  });

  test.each<[Grant, RegExp]>([
    ['table:read', /Table.*"Arn"\]\}(,"\/index\/gsi[12]"\]\]\})?$/],
    ['table:write', /^\{"Fn::GetAtt":\["Table\w+","Arn"\]\}$/],
    ['workflows:start', /:stateMachine:percorso-dev-account-management"/],
    ['workflows:answer', /:stateMachine:percorso-dev-account-management"/],
    ['schedules:write', /:schedule\/percorso-dev\/\*"/],
    ['mail:send', /:configuration-set\/percorso-dev"|:identity\/"/],
  ])('%s is about nothing but its own things', (grant, about) => {
    const holders = registry.filter(({ grants }) => grants.includes(grant));
    const touched = holders
      .flatMap(({ name }) => allowedTo(template, `percorso-dev-${name}`))
      .filter(({ actions }) => actions.some((action) => (grantActions[grant] as readonly string[]).includes(action)))
      .flatMap((statement) => statement.resources);
    expect(touched.length).toBeGreaterThan(0);
    expect(touched.filter((resource) => !about.test(resource))).toEqual([]);
  });

  test('and hands over the role of the schedules to nobody but the scheduler', () => {
    const policies = JSON.stringify(resources(template, 'AWS::IAM::Policy'));
    const handed = policies.match(/"Action":"iam:PassRole","Condition":\{[^}]*\}\}/g) ?? [];
    expect(new Set(handed)).toEqual(
      new Set([
        '"Action":"iam:PassRole","Condition":{"StringEquals":{"iam:PassedToService":"scheduler.amazonaws.com"}}',
      ]),
    );
  });
});

describe('the services that call functions', () => {
  test('no role in the stack has an action with a wildcard', () => {
    const roles = resources(template, 'AWS::IAM::Role').map(({ id }) => id);
    const actions = roles.flatMap((role) => statementsOf(template, role)).flatMap((statement) => statement.actions);
    expect(actions.filter((action) => action.includes('*'))).toEqual([]);
  });

  test('a schedule may call exactly the functions that schedules are for', () => {
    const [role] = resources(template, 'AWS::IAM::Role').filter(({ id }) => id.startsWith('Schedules'));
    const invoked = statementsOf(template, role?.id ?? '')
      .filter(({ actions }) => actions.includes('lambda:InvokeFunction'))
      .flatMap((statement) => statement.resources);
    const wanted = registry.filter(({ trigger }) => trigger.kind === 'schedule').length;
    expect(invoked).toHaveLength(wanted);
    expect(invoked.every((arn) => /^\{"Fn::GetAtt":\["Functions(due|sweep|digest)/.test(arn))).toBe(true);
  });
});
