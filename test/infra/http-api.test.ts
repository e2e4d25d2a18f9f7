import { describe, expect, test } from 'vitest';
import { registry } from '#functions/registry.ts';
import { environments, only, resources, templateOf } from '#test/infra/synth.ts';

const template = templateOf();
const rows = registry.flatMap(({ trigger }) => (trigger.kind === 'routes' ? trigger.routes : []));
const routes = new Map(
  resources(template, 'AWS::ApiGatewayV2::Route').map(({ properties }) => [properties.RouteKey, properties]),
);

describe('the HTTP API', () => {
  test('has exactly the routes of the registry', () => {
    expect([...routes.keys()].toSorted()).toEqual(rows.map(({ method, path }) => `${method} ${path}`).toSorted());
  });

  test.each(rows.filter(({ auth }) => auth === 'token'))('asks for a token at $method $path', ({ method, path }) => {
    expect(routes.get(`${method} ${path}`)).toMatchObject({
      AuthorizationType: 'JWT',
      AuthorizerId: { Ref: only(resources(template, 'AWS::ApiGatewayV2::Authorizer')).id },
    });
  });

  test('is open where the registry says so, and nowhere else', () => {
    const open = [...routes.values()]
      .filter((route) => route.AuthorizationType === 'NONE')
      .map((route) => route.RouteKey);
    expect(open.toSorted()).toEqual(
      rows
        .filter(({ auth }) => auth === 'public')
        .map(({ method, path }) => `${method} ${path}`)
        .toSorted(),
    );
  });

  test("takes the tokens of this stage's users, made for this stage's client", () => {
    const authorizer = only(resources(template, 'AWS::ApiGatewayV2::Authorizer')).properties;
    expect(authorizer).toMatchObject({
      AuthorizerType: 'JWT',
      JwtConfiguration: { Audience: [{ Ref: expect.stringMatching(/^IdentityUsersConsole/) }] },
    });
    expect(JSON.stringify(authorizer)).toMatch(/cognito-idp.*IdentityUsers/);
  });

  test('limits how fast it can be called', () => {
    template.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
      DefaultRouteSettings: { ThrottlingRateLimit: 500, ThrottlingBurstLimit: 1_000 },
    });
    expect(resources(template, 'AWS::ApiGatewayV2::Stage')).toHaveLength(1);
  });

  test('keeps secrets of paths and addresses of people out of its log', () => {
    const stage = only(resources(template, 'AWS::ApiGatewayV2::Stage')).properties;
    const { Format } = stage.AccessLogSettings as { Format: string };
    expect(Format).toContain('$context.routeKey');
    expect(Format).not.toMatch(/context\.(path|identity|authorizer\.(claims|principalId))/);
  });
});

describe('an own domain', () => {
  const site = { domainName: 'crm.firma.it', certificateArn: 'arn:aws:acm:eu-west-1:123456789012:certificate/1' };
  const template = templateOf({ settings: { site } });

  test('is the address that functions, mails and sign-in know', () => {
    const addresses = environments(template).map(({ PUBLIC_URL }) => PUBLIC_URL);
    expect(new Set(addresses)).toEqual(new Set(['https://crm.firma.it']));
    template.hasResourceProperties('AWS::Cognito::UserPoolClient', { CallbackURLs: ['https://crm.firma.it/'] });
    template.hasResourceProperties('AWS::ApiGatewayV2::DomainName', { DomainName: 'crm.firma.it' });
  });

  test('closes the address that AWS makes', () => {
    template.hasResourceProperties('AWS::ApiGatewayV2::Api', { DisableExecuteApiEndpoint: true });
    expect(resources(template, 'AWS::ApiGatewayV2::ApiMapping')).toHaveLength(1);
  });
});

describe('tokens for leads', () => {
  const template = templateOf({ settings: { leadSecret: 'leads' } });

  test('are named in the template, never written, and known to the function that fetches leads alone', () => {
    const holders = resources(template, 'AWS::Lambda::Function').filter(({ properties }) =>
      JSON.stringify(properties).includes('{{resolve:secretsmanager:leads:SecretString:facebookToken::}}'),
    );
    expect(only(holders).properties.FunctionName).toBe('percorso-dev-intake');
  });
});
