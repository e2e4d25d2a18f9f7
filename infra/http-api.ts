import { CfnOutput, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  ApiMapping,
  DomainName,
  HttpApi as Gateway,
  HttpMethod,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  type IHttpRouteAuthorizer,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpUserPoolAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { FunctionRow, Route } from '#functions/registry.ts';
import type { Identity } from '#infra/identity.ts';
import type { StageSettings } from '#infra/settings.ts';

/** No path, no address, no agent: paths of forms and links carry secrets, the rest says who somebody is. */
const accessLog = {
  at: '$context.requestTime',
  requestId: '$context.requestId',
  route: '$context.routeKey',
  status: '$context.status',
  milliseconds: '$context.responseLatency',
  bytes: '$context.responseLength',
  authorizerError: '$context.authorizer.error',
  integrationError: '$context.integrationErrorMessage',
};

/** The door. It exists before its routes do, so that functions can be told the address under which they are found. */
export class HttpApi extends Construct {
  readonly gateway: Gateway;
  readonly publicUrl: string;

  constructor(
    scope: Construct,
    id: string,
    props: { readonly prefix: string; readonly site?: StageSettings['site']; readonly keepLogs: boolean },
  ) {
    super(scope, id);
    this.gateway = new Gateway(this, 'Gateway', {
      apiName: props.prefix,
      createDefaultStage: false,
      disableExecuteApiEndpoint: props.site !== undefined,
    });
    const stage = new HttpStage(this, 'Stage', {
      httpApi: this.gateway,
      autoDeploy: true,
      throttle: { rateLimit: 500, burstLimit: 1_000 },
      detailedMetricsEnabled: true,
      accessLogSettings: {
        destination: new LogGroupLogDestination(
          new LogGroup(this, 'AccessLog', {
            logGroupName: `/aws/vendedlogs/http/${props.prefix}`,
            retention: RetentionDays.THREE_MONTHS,
            removalPolicy: props.keepLogs ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
          }),
        ),
        format: AccessLogFormat.custom(JSON.stringify(accessLog)),
      },
    });
    this.publicUrl = props.site ? this.ownDomain(props.site, stage) : this.gateway.apiEndpoint;
  }

  /** Puts the function behind its routes; those for signed-in users behind the authorizer too. */
  serve(row: FunctionRow, routes: readonly Route[], lambda: IFunction, authorizer: IHttpRouteAuthorizer): void {
    // One permission for all of the function's routes: the gateway has no other way in, and a stack only 500 resources.
    const integration = new HttpLambdaIntegration(row.name, lambda, { scopePermissionToRoute: false });
    for (const { method, path, auth } of routes) {
      const route = new HttpRoute(this, `${method} ${path}`.replaceAll('/', ':'), {
        httpApi: this.gateway,
        routeKey: HttpRouteKey.with(path, HttpMethod[method]),
        integration,
        ...(auth === 'token' ? { authorizer } : {}),
      });
      if (auth === 'public') acknowledgePublic(route);
    }
  }

  private ownDomain(site: NonNullable<StageSettings['site']>, stage: HttpStage): string {
    const certificate = Certificate.fromCertificateArn(this, 'Certificate', site.certificateArn);
    const domainName = new DomainName(this, 'Domain', { domainName: site.domainName, certificate });
    new ApiMapping(this, 'Mapping', { api: this.gateway, domainName, stage });
    new CfnOutput(this, 'DomainTarget', {
      description: `Make ${site.domainName} a CNAME (or alias) of this.`,
      value: domainName.regionalDomainName,
    });
    return `https://${site.domainName}`;
  }
}

/** Cognito's tokens, checked by the gateway before any function runs. */
export function tokenAuthorizer({ pool, client }: Identity): IHttpRouteAuthorizer {
  return new HttpUserPoolAuthorizer('Token', pool, { userPoolClients: [client] });
}

function acknowledgePublic(route: HttpRoute): void {
  Validations.of(route).acknowledge({
    id: 'AwsSolutions-APIG4',
    reason:
      'People without an account come here: the path itself carries the secret, or the answer shows nothing private.',
  });
}
