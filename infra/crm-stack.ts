import { CfnOutput, SecretValue, Stack, type StackProps } from 'aws-cdk-lib';
import type { IHttpRouteAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Code } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { FunctionRow } from '#functions/registry.ts';
import { Alarms } from '#infra/alarms.ts';
import { CrmTable } from '#infra/crm-table.ts';
import { arnOf, FunctionFleet } from '#infra/function-fleet.ts';
import { HttpApi, tokenAuthorizer } from '#infra/http-api.ts';
import { Identity } from '#infra/identity.ts';
import { Mail } from '#infra/mail.ts';
import { Schedules } from '#infra/schedules.ts';
import type { StageSettings } from '#infra/settings.ts';
import { TableStream } from '#infra/table-stream.ts';
import { Workflow, workflowArn } from '#infra/workflow.ts';
import { assertEveryStepIsUsed, type Workflow as Definition } from '#workflows/load.ts';

export type CrmStackProps = StackProps & {
  readonly settings: StageSettings;
  readonly registry: readonly FunctionRow[];
  readonly workflows: readonly Definition[];
  readonly code: (row: FunctionRow) => Code;
};

/** The whole product in one account: what there is, and what is connected with what. */
export class CrmStack extends Stack {
  constructor(scope: Construct, id: string, { settings, registry, workflows, code, ...stackProps }: CrmStackProps) {
    super(scope, id, { ...stackProps, terminationProtection: settings.protected });
    const prefix = `percorso-${settings.stage}`;

    const { table, indexArns } = new CrmTable(this, 'Table', settings);
    const mail = new Mail(this, 'Mail', { prefix, domain: settings.mailDomain });
    const schedules = new Schedules(this, 'Schedules', { prefix });
    const api = new HttpApi(this, 'Api', { ...settings, prefix, keepLogs: settings.protected });
    const identity = new Identity(this, 'Identity', { ...settings, prefix, publicUrl: api.publicUrl });
    const stateMachineArns = workflows.map(({ name }) => workflowArn(name, prefix, this));

    const fleet = new FunctionFleet(this, 'Functions', {
      rows: registry,
      code,
      prefix,
      keepLogs: settings.protected,
      on: {
        tableArn: table.tableArn,
        indexArns,
        stateMachineArns,
        scheduleGroup: schedules.groupName,
        schedulesArn: schedules.arn,
        scheduleRoleArn: schedules.role.roleArn,
        mailArns: mail.arns,
      },
      environment: ({ name }) => ({
        TABLE_NAME: table.tableName,
        STATE_MACHINE_ARN: workflowArn('account-management', prefix, this),
        SCHEDULE_GROUP: schedules.groupName,
        SCHEDULE_ROLE_ARN: schedules.role.roleArn,
        SCHEDULE_DLQ_ARN: schedules.deadLetters.queue.queueArn,
        DUE_FUNCTION_ARN: arnOf('due', prefix, this),
        DIGEST_FUNCTION_ARN: arnOf('digest', prefix, this),
        PUBLIC_URL: api.publicUrl,
        MAIL_FROM: settings.mailFrom,
        MAIL_CONFIGURATION_SET: mail.configurationSetName,
        ADMIN_EMAIL: settings.adminEmail,
        LOG_LEVEL: 'INFO',
        NODE_OPTIONS: '--enable-source-maps',
        ...(name === 'intake' && settings.leadSecret ? leadTokens(settings.leadSecret) : {}),
      }),
    });

    const authorizer: IHttpRouteAuthorizer = tokenAuthorizer(identity);
    for (const { row, lambda, trigger } of fleet.triggeredBy('routes'))
      api.serve(row, trigger.routes, lambda, authorizer);
    for (const { row, lambda } of fleet.triggeredBy('mail-events')) mail.report(row.name, lambda);
    for (const { row, lambda, trigger } of fleet.triggeredBy('schedule'))
      schedules.mayInvoke(row.name, lambda, trigger.cron);
    const streams = fleet.triggeredBy('stream').map(({ row, lambda, trigger }) => {
      const stream = new TableStream(this, `Stream-${row.name}`, { table, lambda, attribute: trigger.attribute });
      return [row.name, stream.deadLetters.queue] as const;
    });

    const steps = new Map(fleet.triggeredBy('step').map(({ lambda, trigger }) => [trigger.placeholder, lambda]));
    assertEveryStepIsUsed(workflows, steps.keys());
    const machines = workflows.map((workflow) => {
      const { stateMachine } = new Workflow(this, workflow.name, {
        workflow,
        prefix,
        steps,
        keepLogs: settings.protected,
      });
      return [workflow.name, stateMachine] as const;
    });

    new Alarms(this, 'Alarms', {
      email: settings.adminEmail,
      queues: new Map([
        ...streams,
        ['mail-events', mail.deadLetters.queue],
        ['schedules', schedules.deadLetters.queue],
      ]),
      workflows: new Map(machines),
      functions: fleet.members,
      api: api.gateway,
    });
    new CfnOutput(this, 'PublicUrl', { value: api.publicUrl });
    new CfnOutput(this, 'SignInUrl', { value: identity.signInUrl });
    new CfnOutput(this, 'ClientId', { value: identity.client.userPoolClientId });
  }
}

/** Read by CloudFormation when it deploys: the template names the secret, and only the function that fetches leads gets it. */
function leadTokens(secret: string): Record<string, string> {
  const token = (jsonField: string) => SecretValue.secretsManager(secret, { jsonField }).unsafeUnwrap();
  return { FACEBOOK_TOKEN: token('facebookToken'), HUBSPOT_TOKEN: token('hubspotToken') };
}
