import type { Template } from 'aws-cdk-lib/assertions';
import { only, resources } from '#test/infra/synth.ts';

export type Statement = { readonly actions: readonly string[]; readonly resources: readonly string[] };

/** What the role of one function may do, as CloudFormation will be told; references are written as their JSON. */
export function allowedTo(template: Template, functionName: string): Statement[] {
  const { properties } = only(
    resources(template, 'AWS::Lambda::Function').filter(({ properties }) => properties.FunctionName === functionName),
  );
  return statementsOf(template, logicalId(properties.Role));
}

export function statementsOf(template: Template, roleId: string): Statement[] {
  return resources(template, 'AWS::IAM::Policy')
    .filter(({ properties }) => JSON.stringify(properties.Roles).includes(`"${roleId}"`))
    .flatMap(({ properties }) => (properties.PolicyDocument as { Statement: Raw[] }).Statement)
    .map(({ Action, Resource }) => ({
      actions: [Action].flat(),
      resources: [Resource]
        .flat()
        .map((resource) => (typeof resource === 'string' ? resource : JSON.stringify(resource))),
    }));
}

/** The logical id behind `Ref` or `Fn::GetAtt`. */
export function logicalId(reference: unknown): string {
  const { Ref, 'Fn::GetAtt': attribute } = reference as { Ref?: string; 'Fn::GetAtt'?: [string, string] };
  return Ref ?? attribute?.[0] ?? '';
}

type Raw = { readonly Action: string | string[]; readonly Resource: unknown };
