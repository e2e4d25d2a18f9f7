import { Aws, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Function as Lambda } from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { CfnSchedule, ScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { DeadLetters } from '#infra/dead-letters.ts';

/**
 * The group that the functions put their dated entries into, and the role that an entry takes on when it falls due.
 * The group goes with the stack, and its entries with it.
 */
export class Schedules extends Construct {
  readonly groupName: string;
  readonly role: Role;
  readonly deadLetters: DeadLetters;
  /** Every entry of the group. */
  readonly arn: string;

  constructor(scope: Construct, id: string, props: { readonly prefix: string }) {
    super(scope, id);
    this.groupName = props.prefix;
    const group = new ScheduleGroup(this, 'Group', { scheduleGroupName: props.prefix });
    this.role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: {
          StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID, 'aws:SourceArn': group.scheduleGroupArn },
        },
      }),
    });
    this.deadLetters = new DeadLetters(this, 'Undelivered');
    this.deadLetters.queue.grantSendMessages(this.role);
    this.arn = Stack.of(this).formatArn({
      service: 'scheduler',
      resource: 'schedule',
      resourceName: `${props.prefix}/*`,
    });
  }

  /** Entries of the group may call the function; with `cron`, one standing entry does. */
  mayInvoke(id: string, lambda: Lambda, cron: string | undefined): void {
    this.role.addToPolicy(new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [lambda.functionArn] }));
    lambda.configureAsyncInvoke({ retryAttempts: 2, onFailure: new SqsDestination(this.deadLetters.queue) });
    if (cron === undefined) return;
    const entry = new CfnSchedule(this, id, {
      groupName: this.groupName,
      scheduleExpression: cron,
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: lambda.functionArn,
        roleArn: this.role.roleArn,
        deadLetterConfig: { arn: this.deadLetters.queue.queueArn },
        retryPolicy: { maximumEventAgeInSeconds: 86_400, maximumRetryAttempts: 185 },
      },
    });
    entry.node.addDependency(this.node.findChild('Group'));
  }
}
