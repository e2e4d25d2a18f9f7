import { isUtf8 } from 'node:buffer';
import { randomBytes, randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { APIGatewayProxyEventV2, APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';
import { DateTime } from 'luxon';
import { account } from '#local/arns.ts';
import type { Match } from '#local/gateway/route-table.ts';
import { onceASecond } from '#local/once-a-second.ts';

/** Claims as they travel in an event: API Gateway makes strings of them, a list becomes `[admin sales]`. */
export type EventClaims = Readonly<Record<string, string>>;

type Authorized = APIGatewayProxyEventV2WithJWTAuthorizer['requestContext']['authorizer'];

export type HttpEvent = Omit<APIGatewayProxyEventV2, 'requestContext'> & {
  requestContext: APIGatewayProxyEventV2['requestContext'] & { authorizer?: Authorized };
};

type Arrived = {
  readonly match: Match;
  readonly body: Buffer;
  readonly claims: EventClaims | undefined;
  /** Virtual epoch milliseconds. */
  readonly now: number;
};

/**
 * An HTTP request as the event, payload format 2.0, that an HTTP API of API Gateway sends to a function. The path is decoded there.
 * @throws URIError when the path is not valid percent-encoding.
 */
export function httpEvent(req: IncomingMessage, { match, body, claims, now }: Arrived): HttpEvent {
  const { path, query } = target(req);
  const { cookie, ...headers } = headersOf(req);
  const parameters = queryParameters(query);
  const base64 = !(travelsAsText(headers['content-type']) && isUtf8(body));
  return {
    version: '2.0',
    routeKey: match.routeKey,
    rawPath: decodeURIComponent(path),
    rawQueryString: query,
    ...(cookie === undefined ? {} : { cookies: cookie.split(/; */) }),
    headers: { ...headers, ...forwarded(req, headers['x-forwarded-for'], now) },
    ...(query === '' ? {} : { queryStringParameters: parameters }),
    requestContext: requestContext(req, match, decodeURIComponent(path), now, claims),
    ...(Object.keys(match.pathParameters).length === 0 ? {} : { pathParameters: { ...match.pathParameters } }),
    ...(body.length === 0 ? {} : { body: body.toString(base64 ? 'base64' : 'utf8') }),
    isBase64Encoded: body.length > 0 && base64,
  };
}

/** Path, still percent-encoded, and query string without its question mark. */
export function target(req: IncomingMessage): { path: string; query: string } {
  const url = req.url ?? '/';
  const mark = url.indexOf('?');
  return mark < 0 ? { path: url, query: '' } : { path: url.slice(0, mark), query: url.slice(mark + 1) };
}

/** Observed on the service: these types travel as text, all others, forms and a missing type included, as base64; so do bytes that are no UTF-8. */
function travelsAsText(contentType: string | undefined): boolean {
  return /^(text\/.*|application\/(json|xml|javascript))\s*(;|$)/i.test(contentType ?? '');
}

function headersOf(req: IncomingMessage): Record<string, string> {
  const joined = Object.entries(req.headersDistinct).map(([name, values]) => [
    name,
    (values ?? []).join(name === 'cookie' ? '; ' : ','),
  ]);
  return Object.fromEntries(joined);
}

function queryParameters(query: string): Record<string, string> {
  const parameters: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(query)) {
    parameters[name] = name in parameters ? `${parameters[name]},${value}` : value;
  }
  return parameters;
}

function forwarded(req: IncomingMessage, through: string | undefined, now: number): Record<string, string> {
  const client = clientAddress(req);
  return {
    'x-forwarded-for': through === undefined ? client : `${through}, ${client}`,
    'x-forwarded-port': String(req.socket.localPort ?? ''),
    'x-forwarded-proto': 'http',
    'x-amzn-trace-id': `Root=1-${Math.floor(now / 1000).toString(16)}-${randomBytes(12).toString('hex')}`,
  };
}

function clientAddress(req: IncomingMessage): string {
  return req.socket.remoteAddress?.replace(/^::ffff:/, '') ?? '';
}

function requestContext(
  req: IncomingMessage,
  { routeKey }: Match,
  path: string,
  now: number,
  claims: EventClaims | undefined,
): HttpEvent['requestContext'] {
  const domainName = req.headers.host ?? 'localhost';
  return {
    accountId: account,
    apiId: 'local',
    ...(claims === undefined ? {} : { authorizer: authorizer(claims) }),
    domainName,
    domainPrefix: domainName.split(/[.:]/)[0] ?? '',
    http: {
      method: req.method ?? '',
      path,
      protocol: `HTTP/${req.httpVersion}`,
      sourceIp: clientAddress(req),
      userAgent: req.headers['user-agent'] ?? '',
    },
    requestId: randomUUID(),
    routeKey,
    stage: '$default',
    time: requestTime(now),
    timeEpoch: now,
  };
}

const requestTime = onceASecond((now) =>
  DateTime.fromMillis(now, { zone: 'utc', locale: 'en-US' }).toFormat('dd/LLL/yyyy:HH:mm:ss ZZZ'),
);

function authorizer(claims: EventClaims): Authorized {
  return { principalId: '', integrationLatency: 0, jwt: { claims: { ...claims }, scopes: [] } };
}
