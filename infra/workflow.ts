import { ArnFormat, RemovalPolicy, type Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { DefinitionBody, LogLevel, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { type Workflow as Definition, fillPlaceholders, placeholders } from '#workflows/load.ts';

export type WorkflowProps = {
  readonly workflow: Definition;
  readonly prefix: string;
  /** The functions by the placeholder that stands for them. */
  readonly steps: ReadonlyMap<string, IFunction>;
  readonly keepLogs: boolean;
};

/** One state machine of `workflows/`, as it stands there: only the placeholders are replaced. */
export class Workflow extends Construct {
  readonly stateMachine: StateMachine;

  constructor(scope: Construct, id: string, props: WorkflowProps) {
    super(scope, id);
    const stateMachineName = workflowName(props.workflow.name, props.prefix);
    const arns = new Map([...props.steps].map(([name, lambda]) => [name, lambda.functionArn]));
    this.stateMachine = new StateMachine(this, 'StateMachine', {
      stateMachineName,
      stateMachineType: StateMachineType.STANDARD,
      definitionBody: DefinitionBody.fromString(fillPlaceholders(props.workflow, arns)),
      tracingEnabled: true,
      logs: {
        level: LogLevel.ALL,
        includeExecutionData: false,
        destination: new LogGroup(this, 'Logs', {
          logGroupName: `/aws/vendedlogs/states/${stateMachineName}`,
          retention: RetentionDays.THREE_MONTHS,
          removalPolicy: props.keepLogs ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
        }),
      },
    });
    this.stateMachine.addToRolePolicy(
      new PolicyStatement({
        actions: ['lambda:InvokeFunction'],
        resources: placeholders(props.workflow.definition).map((name) => arns.get(name) ?? ''),
      }),
    );
    Validations.of(this.stateMachine.role).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'Log delivery and X-Ray have no resources: their actions can be granted on * only.',
    });
  }
}

/** The machine's ARN by its name alone: it calls the functions that know it, so neither can wait for the other. */
export function workflowArn(name: string, prefix: string, stack: Stack): string {
  const resourceName = workflowName(name, prefix);
  return stack.formatArn({
    service: 'states',
    resource: 'stateMachine',
    resourceName,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
}

function workflowName(name: string, prefix: string): string {
  return `${prefix}-${name}`;
}
