import { Duration, RemovalPolicy, type Stack, Validations } from 'aws-cdk-lib';
import { Effect, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, type Code, Function as Lambda, LoggingFormat, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { FunctionRow } from '#functions/registry.ts';
import { type Grantable, grantTo } from '#infra/grants.ts';

export type FleetProps = {
  readonly rows: readonly FunctionRow[];
  readonly code: (row: FunctionRow) => Code;
  /** `percorso-dev`: functions are named `<prefix>-<row>`, so that an ARN can be written down before the function exists. */
  readonly prefix: string;
  readonly environment: (row: FunctionRow) => Readonly<Record<string, string>>;
  readonly on: Grantable;
  readonly keepLogs: boolean;
};

export type FleetMember = { readonly row: FunctionRow; readonly lambda: Lambda };

/** One Lambda for each row of the registry, each with a role of its own that can do what the row says. */
export class FunctionFleet extends Construct {
  readonly members: readonly FleetMember[];

  constructor(scope: Construct, id: string, props: FleetProps) {
    super(scope, id);
    this.members = props.rows.map((row) => ({ row, lambda: this.member(row, props) }));
  }

  /** The members with that kind of trigger, each with the trigger's own fields. */
  triggeredBy<K extends FunctionRow['trigger']['kind']>(kind: K) {
    return this.members.flatMap(({ row, lambda }) =>
      row.trigger.kind === kind
        ? [{ row, lambda, trigger: row.trigger as Extract<FunctionRow['trigger'], { kind: K }> }]
        : [],
    );
  }

  private member(row: FunctionRow, props: FleetProps): Lambda {
    const functionName = nameOf(row.name, props.prefix);
    const scope = new Construct(this, row.name);
    const logGroup = new LogGroup(scope, 'Logs', {
      logGroupName: `/aws/lambda/${functionName}`,
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: props.keepLogs ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    return new Lambda(scope, 'Function', {
      functionName,
      code: props.code(row),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: 256,
      timeout: Duration.seconds(row.timeoutSeconds ?? 15),
      tracing: Tracing.ACTIVE,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      environment: { ...props.environment(row), POWERTOOLS_SERVICE_NAME: row.name },
      role: roleOf(scope, row, logGroup, props.on),
    });
  }
}

function nameOf(row: string, prefix: string): string {
  return `${prefix}-${row}`;
}

/** The function's ARN by its name alone: a reference to the function itself would tie a knot of dependencies. */
export function arnOf(row: string, prefix: string, stack: Stack): string {
  return stack.formatArn({ service: 'lambda', resource: `function:${nameOf(row, prefix)}` });
}

function roleOf(scope: Construct, row: FunctionRow, logGroup: LogGroup, on: Grantable): Role {
  const role = new Role(scope, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  role.addToPolicy(
    new PolicyStatement({
      effect: Effect.ALLOW,
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [logGroup.logGroupArn],
    }),
  );
  grantTo(role, row.grants, on);
  Validations.of(role).acknowledge({
    id: 'AwsSolutions-IAM5[Resource::*]',
    reason: 'X-Ray has no resources: PutTraceSegments and PutTelemetryRecords can be granted on * only.',
  });
  return role;
}
