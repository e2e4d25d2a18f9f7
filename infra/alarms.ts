import { Duration } from 'aws-cdk-lib';
import type { HttpApi as Gateway } from 'aws-cdk-lib/aws-apigatewayv2';
import { Alarm, ComparisonOperator, type IMetric, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { FleetMember } from '#infra/function-fleet.ts';

export type Watched = {
  /** The dead letters by the hop that they come from. */
  readonly queues: ReadonlyMap<string, IQueue>;
  readonly workflows: ReadonlyMap<string, StateMachine>;
  readonly functions: readonly FleetMember[];
  readonly api: Gateway;
};

type Rule = { readonly metric: IMetric; readonly atLeast: number; readonly periods?: number; readonly todo: string };

const period = Duration.minutes(5);

/** What a person has to be told, by e-mail. Each alarm's description says what to look at. */
export class Alarms extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, props: Watched & { readonly email: string }) {
    super(scope, id);
    this.topic = new Topic(this, 'Topic', { enforceSSL: true });
    this.topic.addSubscription(new EmailSubscription(props.email));
    for (const [name, rule] of rules(props)) this.raise(name, rule);
  }

  private raise(id: string, { metric, atLeast, periods = 1, todo }: Rule): void {
    new Alarm(this, id, {
      metric,
      threshold: atLeast,
      evaluationPeriods: periods,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      alarmDescription: todo,
    }).addAlarmAction(new SnsAction(this.topic));
  }
}

function rules({ queues, workflows, functions, api }: Watched): [string, Rule][] {
  return [
    ...[...queues].map(([hop, queue]): [string, Rule] => [`Undelivered-${hop}`, undelivered(hop, queue)]),
    ...[...workflows].flatMap(([name, machine]) => workflowRules(name, machine)),
    ...functions.flatMap(functionRules),
    [
      'Throttles',
      {
        metric: new Metric({ namespace: 'AWS/Lambda', metricName: 'Throttles', statistic: 'Sum', period }),
        atLeast: 10,
        todo: 'Functions are refused because the account runs as many at once as it may: ask for a higher concurrency quota.',
      },
    ],
    [
      'ServerErrors',
      {
        metric: api.metricServerError({ period }),
        atLeast: 5,
        todo: 'Requests are answered with 5xx: see the access log.',
      },
    ],
    ['Bounces', reputation('Reputation.BounceRate', 0.04, 'AWS reviews an account at 5 % and stops it at 10 %')],
    [
      'Complaints',
      reputation('Reputation.ComplaintRate', 0.0008, 'AWS reviews an account at 0.1 % and stops it at 0.5 %'),
    ],
  ];
}

function undelivered(hop: string, queue: IQueue): Rule {
  return {
    metric: queue.metricApproximateNumberOfMessagesVisible({ period, statistic: 'Maximum' }),
    atLeast: 1,
    todo: `Something of ${hop} could not be delivered: read the queue's messages, mend the cause, deliver them again.`,
  };
}

function workflowRules(name: string, machine: StateMachine): [string, Rule][] {
  const todo = `An execution of ${name} ended badly: find it in the console by its status, mend the cause, redrive it within 14 days.`;
  return [
    [`${name}-failed`, { metric: machine.metricFailed({ period }), atLeast: 1, todo }],
    [`${name}-timed-out`, { metric: machine.metricTimedOut({ period }), atLeast: 1, todo }],
  ];
}

/** A step says Conflict or Ended by failing, so single errors are nothing; a quarter of an hour of them is a broken function. */
function functionRules({ row, lambda }: FleetMember): [string, Rule][] {
  const errors: Rule = {
    metric: lambda.metricErrors({ period }),
    atLeast: 5,
    periods: 3,
    todo: `${row.name} keeps failing: see its log group.`,
  };
  if (row.trigger.kind !== 'stream') return [[`${row.name}-errors`, errors]];
  const late: Rule = {
    metric: lambda.metric('IteratorAge', { period, statistic: 'Maximum' }),
    atLeast: Duration.minutes(15).toMilliseconds(),
    todo: `${row.name} is a quarter of an hour behind the table: a record may block its shard.`,
  };
  return [
    [`${row.name}-errors`, errors],
    [`${row.name}-late`, late],
  ];
}

function reputation(metricName: string, atLeast: number, why: string): Rule {
  return {
    metric: new Metric({ namespace: 'AWS/SES', metricName, statistic: 'Average', period: Duration.hours(1) }),
    atLeast,
    todo: `${metricName} of the account is high (${why}): pause campaigns and look at where the addresses come from.`,
  };
}
