import { describe, expect, test } from 'vitest';
import { type FunctionRow, registry } from '#functions/registry.ts';
import { logicalId } from '#test/infra/policies.ts';
import { environments, only, resources, templateOf } from '#test/infra/synth.ts';

const nightly: FunctionRow = {
  name: 'nightly',
  entry: 'functions/events/nightly.ts',
  trigger: { kind: 'schedule', cron: 'cron(0 3 * * ? *)' },
  grants: ['table:read'],
};
const template = templateOf({ registry: [...registry, nightly] });
const queues = resources(template, 'AWS::SQS::Queue').map(({ id }) => id);
const asynchronous = registry.filter(({ trigger }) => trigger.kind === 'schedule' || trigger.kind === 'mail-events');
const isQueue = (reference: unknown) => queues.includes(logicalId(reference));
const functionOf = (name: string) =>
  only(
    resources(template, 'AWS::Lambda::Function').filter(
      ({ properties }) => properties.FunctionName === `percorso-dev-${name}`,
    ),
  ).id;

describe('what cannot be delivered is kept', () => {
  test.each(registry.filter(({ trigger }) => trigger.kind === 'stream'))(
    'of the table stream for $name',
    ({ name }) => {
      const mapping = only(
        resources(template, 'AWS::Lambda::EventSourceMapping').filter(
          ({ properties }) => logicalId(properties.FunctionName) === functionOf(name),
        ),
      ).properties;
      expect(mapping).toMatchObject({
        BisectBatchOnFunctionError: true,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        MaximumRetryAttempts: 10,
      });
      const { OnFailure } = mapping.DestinationConfig as { OnFailure: { Destination: unknown } };
      expect(isQueue(OnFailure.Destination)).toBe(true);
    },
  );

  test('of the events of mail, which reach the function of their own stage only', () => {
    const rule = only(resources(template, 'AWS::Events::Rule')).properties;
    expect(rule.EventPattern).toEqual({
      source: ['aws.ses'],
      detail: { mail: { tags: { 'ses:configuration-set': ['percorso-dev'] } } },
    });
    const target = only(rule.Targets as { Arn: unknown; DeadLetterConfig: { Arn: unknown } }[]);
    expect(logicalId(target.Arn)).toBe(functionOf('mail-events'));
    expect(isQueue(target.DeadLetterConfig.Arn)).toBe(true);
  });

  test.each([...asynchronous, nightly])('of $name, when the function itself keeps failing', ({ name }) => {
    const config = only(
      resources(template, 'AWS::Lambda::EventInvokeConfig').filter(
        ({ properties }) => logicalId(properties.FunctionName) === functionOf(name),
      ),
    ).properties;
    const { OnFailure } = config.DestinationConfig as { OnFailure: { Destination: unknown } };
    expect(isQueue(OnFailure.Destination)).toBe(true);
  });

  test('of schedules: the standing ones say so here, the dated ones are told the queue', () => {
    const entries = resources(template, 'AWS::Scheduler::Schedule').map(({ properties }) => properties);
    const targets = entries.map(({ Target }) => Target as { Arn: unknown; DeadLetterConfig: { Arn: unknown } });
    expect(targets.map(({ Arn }) => logicalId(Arn)).sort()).toEqual(
      [functionOf('nightly'), functionOf('sweep')].sort(),
    );
    for (const { DeadLetterConfig } of targets) expect(isQueue(DeadLetterConfig.Arn)).toBe(true);
    for (const entry of entries) expect(entry).toMatchObject({ GroupName: 'percorso-dev' });
    expect(entries.map(({ ScheduleExpression }) => ScheduleExpression)).toContain('cron(0 3 * * ? *)');
    const told = environments(template).map(({ SCHEDULE_DLQ_ARN }) => SCHEDULE_DLQ_ARN);
    expect(told.every(isQueue)).toBe(true);
  });

  test('for fourteen days, behind TLS, and somebody is told at once', () => {
    template.allResourcesProperties('AWS::SQS::Queue', {
      MessageRetentionPeriod: 1_209_600,
      SqsManagedSseEnabled: true,
    });
    const alarms = resources(template, 'AWS::CloudWatch::Alarm').filter(
      ({ properties }) => properties.MetricName === 'ApproximateNumberOfMessagesVisible',
    );
    expect(alarms).toHaveLength(queues.length);
    for (const queue of queues) expect(JSON.stringify(alarms)).toContain(queue);
  });
});

describe('alarms', () => {
  const alarms = resources(template, 'AWS::CloudWatch::Alarm').map(({ properties }) => properties);

  test('all go to the one topic that the admin is subscribed to', () => {
    const topic = only(resources(template, 'AWS::SNS::Topic')).id;
    expect(alarms.every(({ AlarmActions }) => logicalId(only(AlarmActions as unknown[])) === topic)).toBe(true);
    template.hasResourceProperties('AWS::SNS::Subscription', { Protocol: 'email', Endpoint: 'admin@percorso.example' });
  });

  test.each([
    'ExecutionsFailed',
    'ExecutionsTimedOut',
    'Throttles',
    'IteratorAge',
    '5xx',
    'Reputation.BounceRate',
    'Reputation.ComplaintRate',
  ])('watch %s and say what to do', (metric) => {
    const watching = alarms.filter(({ MetricName }) => MetricName === metric);
    expect(watching.length).toBeGreaterThan(0);
    for (const { AlarmDescription } of watching) expect(String(AlarmDescription)).toMatch(/.{20}/);
  });

  test('watch the errors of every function', () => {
    expect(alarms.filter(({ MetricName }) => MetricName === 'Errors')).toHaveLength(registry.length + 1);
  });
});
