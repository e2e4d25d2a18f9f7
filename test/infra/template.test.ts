import { Template } from 'aws-cdk-lib/assertions';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { describe, expect, test } from 'vitest';
import { stackOf, templateOf } from '#test/infra/synth.ts';

/** Hashes change with every handler and the process has a test of its own: neither is what this picture is about. */
const masked = (key: string, value: unknown) =>
  key === 'DefinitionString'
    ? '<definition>'
    : typeof value === 'string'
      ? value.replaceAll(/\b[0-9a-f]{64}\b/g, '<asset>')
      : value;

test('the template changes only where somebody meant it to (vitest -u takes the new one over)', async () => {
  const template = JSON.stringify(templateOf().toJSON(), masked, 1);
  await expect(`${template}\n`).toMatchFileSnapshot('../golden/template.json');
});

describe("AWS's solution rules", () => {
  test('refuse a stack with an action that is granted by wildcard', () => {
    const stack = stackOf();
    const role = new Role(stack, 'Careless', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    role.addToPolicy(
      new PolicyStatement({ actions: ['dynamodb:*'], resources: ['arn:aws:dynamodb:eu-west-1:1:table/t'] }),
    );
    expect(() => Template.fromStack(stack)).toThrow(/AwsSolutions-IAM5\[Action::dynamodb:\*\]/);
  });

  test('refuse a queue that talks without TLS', () => {
    const stack = stackOf();
    new Queue(stack, 'Plain');
    expect(() => Template.fromStack(stack)).toThrow(/AwsSolutions-SQS4/);
  });

  test('are content with the product, every exception with its reason beside it', () => {
    expect(() => Template.fromStack(stackOf({ settings: { stage: 'prod', protected: true } }))).not.toThrow();
  });
});
