import { Validations } from 'aws-cdk-lib';
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import { type Grant, grantActions } from '#functions/registry.ts';

/** The things that a grant of the registry can be about, as ARNs. */
export type Grantable = {
  readonly tableArn: string;
  readonly indexArns: readonly string[];
  readonly stateMachineArns: readonly string[];
  readonly scheduleGroup: string;
  /** Every schedule of that group. */
  readonly schedulesArn: string;
  /** The role that a schedule takes on, which whoever makes one has to hand over. */
  readonly scheduleRoleArn: string;
  readonly mailArns: readonly string[];
};

/** Lets the role do what the registry's row says: exactly these actions, on exactly these resources. */
export function grantTo(role: Role, grants: readonly Grant[], on: Grantable): void {
  for (const grant of grants) {
    role.addToPolicy(new PolicyStatement({ actions: [...grantActions[grant]], resources: [...resources(grant, on)] }));
  }
  if (!grants.includes('schedules:write')) return;
  role.addToPolicy(handOver(on.scheduleRoleArn));
  Validations.of(role).acknowledge({
    id: `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:scheduler:<AWS::Region>:<AWS::AccountId>:schedule/${on.scheduleGroup}/*]`,
    reason: 'Each dated entry is a schedule of its own, named when it is made; the group holds nothing but these.',
  });
}

function resources(grant: Grant, on: Grantable): readonly string[] {
  switch (grant) {
    case 'table:read':
      return [on.tableArn, ...on.indexArns];
    case 'table:write':
      return [on.tableArn];
    case 'workflows:start':
    case 'workflows:answer':
      return on.stateMachineArns;
    case 'schedules:write':
      return [on.schedulesArn];
    case 'mail:send':
      return on.mailArns;
  }
}

function handOver(roleArn: string): PolicyStatement {
  return new PolicyStatement({
    actions: ['iam:PassRole'],
    resources: [roleArn],
    conditions: { StringEquals: { 'iam:PassedToService': 'scheduler.amazonaws.com' } },
  });
}
