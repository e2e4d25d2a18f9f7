import { describe, expect, test } from 'vitest';
import { tableDefinition } from '#shared/store/table.ts';
import { only, resources, templateOf } from '#test/infra/synth.ts';

const template = templateOf();
const table = only(resources(template, 'AWS::DynamoDB::GlobalTable')).properties;

describe('the table', () => {
  test("has the keys, indexes and stream of the local host's", () => {
    const local = tableDefinition('crm');
    expect(table).toMatchObject({
      KeySchema: local.KeySchema,
      GlobalSecondaryIndexes: local.GlobalSecondaryIndexes,
      BillingMode: local.BillingMode,
      StreamSpecification: { StreamViewType: local.StreamSpecification?.StreamViewType },
    });
    expect(table.AttributeDefinitions).toEqual(expect.arrayContaining(local.AttributeDefinitions ?? []));
  });

  test('is encrypted, can be restored to any second of the last 35 days, and forgets what has expired', () => {
    expect(table).toMatchObject({
      SSESpecification: { SSEEnabled: true },
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
    });
    expect(only(table.Replicas as object[])).toMatchObject({
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    });
  });
});

describe('the stage prod', () => {
  const stateful = ['AWS::DynamoDB::GlobalTable', 'AWS::Cognito::UserPool', 'AWS::Logs::LogGroup'];
  const policies = (template: ReturnType<typeof templateOf>) =>
    stateful.flatMap((type) => Object.values(template.findResources(type)).map((resource) => resource.DeletionPolicy));

  test('keeps its customers, users and logs when somebody deletes the stack', () => {
    const prod = templateOf({ settings: { stage: 'prod', protected: true } });
    expect(new Set(policies(prod))).toEqual(new Set(['Retain']));
    const replica = only(only(resources(prod, 'AWS::DynamoDB::GlobalTable')).properties.Replicas as object[]);
    expect(replica).toMatchObject({ DeletionProtectionEnabled: true });
    prod.hasResourceProperties('AWS::Cognito::UserPool', { DeletionProtection: 'ACTIVE' });
  });

  test('is the only one: any other leaves nothing behind', () => {
    expect(new Set(policies(template))).toEqual(new Set(['Delete']));
  });
});

describe('users', () => {
  test('are invited by an admin and sign in with a second factor', () => {
    template.hasResourceProperties('AWS::Cognito::UserPool', {
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      MfaConfiguration: 'ON',
      EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
    });
    const groups = resources(template, 'AWS::Cognito::UserPoolGroup').map(({ properties }) => properties.GroupName);
    expect(groups.toSorted()).toEqual(['admin', 'manager', 'marketing', 'sales']);
  });

  test('begin with one admin', () => {
    template.hasResourceProperties('AWS::Cognito::UserPoolUser', { Username: 'admin@percorso.example' });
    template.hasResourceProperties('AWS::Cognito::UserPoolUserToGroupAttachment', { GroupName: 'admin' });
    expect(resources(template, 'AWS::Cognito::UserPoolUser')).toHaveLength(1);
  });

  test('get a token by the code flow alone, for a client that holds no secret', () => {
    const client = only(resources(template, 'AWS::Cognito::UserPoolClient')).properties;
    expect(client).toMatchObject({ AllowedOAuthFlows: ['code'], GenerateSecret: false });
  });
});

describe('mail', () => {
  test('travels encrypted or not at all, and never again to whom it bounced or who complained', () => {
    expect(only(resources(template, 'AWS::SES::ConfigurationSet')).properties).toMatchObject({
      DeliveryOptions: { TlsPolicy: 'REQUIRE' },
      SuppressionOptions: { SuppressedReasons: ['BOUNCE', 'COMPLAINT'] },
      ReputationOptions: { ReputationMetricsEnabled: true },
    });
  });

  test('reports deliveries, bounces, complaints and clicks to the default bus, and counts no opening', () => {
    const { EventDestination } = only(resources(template, 'AWS::SES::ConfigurationSetEventDestination')).properties as {
      EventDestination: { MatchingEventTypes: string[]; EventBridgeDestination: object };
    };
    expect(EventDestination.EventBridgeDestination).toBeDefined();
    expect(EventDestination.MatchingEventTypes).toEqual(
      expect.arrayContaining(['delivery', 'bounce', 'complaint', 'deliveryDelay', 'reject', 'send']),
    );
    expect(EventDestination.MatchingEventTypes).not.toContain('open');
  });
});
