import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import type { FunctionRow } from '#functions/registry.ts';
import type { VerifyToken } from '#local/gateway/authorizer.ts';
import { createGateway } from '#local/gateway/gateway.ts';
import { LambdaError } from '#local/invoker/lambda-error.ts';
import { serve } from '#test/support/serve.ts';

const rows: FunctionRow[] = [
  {
    name: 'public',
    entry: '',
    trigger: {
      kind: 'routes',
      routes: [
        { method: 'GET', path: '/in/{sourceId}', auth: 'public' },
        { method: 'POST', path: '/in/{sourceId}', auth: 'public' },
      ],
    },
    grants: [],
  },
  {
    name: 'private',
    entry: '',
    trigger: { kind: 'routes', routes: [{ method: 'GET', path: '/customers', auth: 'token' }] },
    grants: [],
  },
];

const verify: VerifyToken = async (token) => {
  if (token === 'poor') return { ok: false, status: 403, reason: 'no scope' };
  if (token !== 'good') return { ok: false, status: 401, reason: 'bad "token"' };
  const claims = { sub: 'u1', 'cognito:groups': ['admin', 'sales'], exp: 1_900_000_000, email_verified: true };
  return { ok: true, claims };
};

const problemOf = async (response: Response) => {
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  const problem: unknown = await response.json();
  expect(problem).toMatchObject({ status: response.status, detail: expect.stringMatching(/^.{15,}[.]$/) });
  return problem;
};

/** A gateway whose functions answer with what `answer` makes of their event. */
async function gateway(
  answer: (event: unknown) => unknown = (event) => ({ statusCode: 200, body: JSON.stringify(event) }),
) {
  const failures: unknown[][] = [];
  const handler = createGateway({
    rows,
    verify,
    invoker: { invoke: async (_, event) => answer(event) },
    clock: { now: () => Date.parse('2027-03-01T09:30:05Z') },
    onFailure: (...failure) => failures.push(failure),
  });
  return { url: await serve(handler), failures };
}

describe('The event of a request', () => {
  test('is the one of an HTTP API, payload format 2.0', async () => {
    const { url } = await gateway();
    const response = await fetch(`${url}/in/caff%C3%A8?a=1&a=2&b=x+y%26z`, {
      headers: { cookie: 'one=1; two=2', 'X-Twice': 'kept', 'user-agent': 'test/1' },
    });
    const host = new URL(url).host;
    expect(await response.json()).toMatchObject({
      version: '2.0',
      routeKey: 'GET /in/{sourceId}',
      rawPath: '/in/caffè',
      rawQueryString: 'a=1&a=2&b=x+y%26z',
      cookies: ['one=1', 'two=2'],
      headers: { host, 'x-twice': 'kept', 'x-forwarded-for': '127.0.0.1' },
      queryStringParameters: { a: '1,2', b: 'x y&z' },
      pathParameters: { sourceId: 'caffè' },
      requestContext: {
        accountId: '000000000000',
        domainName: host,
        http: { method: 'GET', path: '/in/caffè', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'test/1' },
        routeKey: 'GET /in/{sourceId}',
        stage: '$default',
        time: '01/Mar/2027:09:30:05 +0000',
        timeEpoch: Date.parse('2027-03-01T09:30:05Z'),
      },
      isBase64Encoded: false,
    });
  });

  test('leaves out what the request does not have', async () => {
    const { url } = await gateway((event) => JSON.stringify(Object.keys(event as object)));
    const keys = await (await fetch(`${url}/in/x`)).json();
    expect(keys).toEqual([
      'version',
      'routeKey',
      'rawPath',
      'rawQueryString',
      'headers',
      'requestContext',
      'pathParameters',
      'isBase64Encoded',
    ]);
  });

  test('joins repeated headers by a comma and keeps cookies out of them', async () => {
    const { url } = await gateway();
    const { hostname, port } = new URL(url);
    const answer = await new Promise<string>((resolve) => {
      const headers = ['X-Tag', 'a', 'X-Tag', 'b', 'Cookie', 'k=v', 'Host', 'crm.example:80'];
      request({ hostname, port, path: '/in/x', headers }, (res) => void text(res).then(resolve)).end();
    });
    const event: unknown = JSON.parse(answer);
    expect(event).toMatchObject({ headers: { 'x-tag': 'a,b' }, cookies: ['k=v'] });
    expect(event).not.toHaveProperty('headers.cookie');
  });

  test.each([
    ['application/json', '{"è":1}', false],
    ['application/json; charset=utf-8', '{}', false],
    ['text/html', '<p>', false],
    ['application/x-www-form-urlencoded', 'a=1', true],
    ['multipart/form-data; boundary=x', '--x--', true],
    ['application/octet-stream', '\u0000\u0001', true],
    ['application/problem+json', '{}', true],
  ])('has a body of type %s as the service sends it', async (type, content, isBase64Encoded) => {
    const { url } = await gateway();
    const response = await fetch(`${url}/in/x`, { method: 'POST', body: content, headers: { 'content-type': type } });
    const body = isBase64Encoded ? Buffer.from(content).toString('base64') : content;
    expect(await response.json()).toMatchObject({ body, isBase64Encoded });
  });
});

describe('A body', () => {
  test('of bytes that are no UTF-8 arrives as they are, in base64, whatever its type says', async () => {
    const { url } = await gateway();
    const content = Buffer.from([0x7b, 0x22, 0xe8, 0x22, 0x3a, 0x31, 0x7d]);
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${url}/in/x`, { method: 'POST', body: content, headers });
    expect(await response.json()).toMatchObject({ body: content.toString('base64'), isBase64Encoded: true });
  });

  const large = Buffer.alloc(30 * 1024 * 1024, 'x');

  test('of more than 10 MB is answered with 413 before the connection is closed', async () => {
    const { url } = await gateway();
    const response = await fetch(`${url}/in/x`, { method: 'POST', body: large });
    expect(response.status).toBe(413);
    expect(await problemOf(response)).toMatchObject({ code: 'body.too-large' });
  });

  test('of more than 10 MB that does not say its length gets the same answer', async () => {
    const { url } = await gateway();
    const { promise, resolve, reject } = Promise.withResolvers<[number | undefined, string]>();
    const { hostname, port } = new URL(url);
    const upload = request({ hostname, port, path: '/in/x', method: 'POST' }, (res) => {
      text(res).then((answer) => resolve([res.statusCode, answer]), reject);
    });
    upload.on('error', reject);
    for (let at = 0; at < large.length; at += 1_000_000) upload.write(large.subarray(at, at + 1_000_000));
    upload.end();
    const [status, answer] = await promise;
    expect(status).toBe(413);
    expect(JSON.parse(answer)).toMatchObject({ status: 413, code: 'body.too-large' });
  });
});

describe('A route behind the authorizer', () => {
  test('gets the claims as strings, lists in brackets', async () => {
    const { url } = await gateway();
    const response = await fetch(`${url}/customers`, { headers: { authorization: 'Bearer good' } });
    expect(await response.json()).toMatchObject({
      requestContext: {
        authorizer: {
          jwt: { claims: { sub: 'u1', 'cognito:groups': '[admin sales]', exp: '1900000000', email_verified: 'true' } },
        },
      },
    });
  });

  test.each([undefined, 'Bearer bad', 'Bearer ', 'Basic a b'])('refuses "%s"', async (authorization) => {
    const { url } = await gateway();
    const response = await fetch(`${url}/customers`, { headers: authorization === undefined ? {} : { authorization } });
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toMatch(
      /^Bearer scope="" error="invalid_token" error_description="[\w ]+"$/,
    );
    expect(await problemOf(response)).toMatchObject({ status: 401, code: 'token.needed' });
  });

  test('forbids a token that is genuine and not enough', async () => {
    const { url } = await gateway();
    const response = await fetch(`${url}/customers`, { headers: { authorization: 'poor' } });
    expect(await problemOf(response)).toMatchObject({ status: 403, code: 'access.denied' });
  });
});

describe('The answer of a function', () => {
  test('keeps its status, headers, cookies and binary body', async () => {
    const body = Buffer.from([0, 255, 1]).toString('base64');
    const answer = {
      statusCode: 201,
      headers: { 'Content-Type': 'image/png', 'x-count': 3 },
      cookies: ['a=1; Path=/', 'b=2'],
      body,
      isBase64Encoded: true,
    };
    const { url } = await gateway(() => answer);
    const response = await fetch(`${url}/in/x`);
    expect(response.status).toBe(201);
    expect(response.headers.get('content-type')).toBe('image/png');
    expect(response.headers.get('x-count')).toBe('3');
    expect(response.headers.getSetCookie()).toEqual(['a=1; Path=/', 'b=2']);
    expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([0, 255, 1]);
  });

  test.each([
    [{ hello: 'world' }, '{"hello":"world"}'],
    ['plain', 'plain'],
  ])('without a status is the body itself: %j', async (answer, expected) => {
    const { url } = await gateway(() => answer);
    const response = await fetch(`${url}/in/x`);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.text()).toBe(expected);
  });

  test.each([204, 304])('may be empty: %i', async (statusCode) => {
    const { url } = await gateway(() => ({ statusCode }));
    const response = await fetch(`${url}/in/x`);
    expect(response.status).toBe(statusCode);
    expect(await response.text()).toBe('');
  });

  test.each([
    ['a status that is none', { statusCode: 'fine' }],
    ['a body that is no text', { statusCode: 200, body: { a: 1 } }],
    ['a header that HTTP cannot carry', { statusCode: 200, headers: { 'x-a': 'line\r\nbreak' } }],
  ])('with %s is an internal error, and reported', async (_, answer) => {
    const { url, failures } = await gateway(() => answer);
    const response = await fetch(`${url}/in/x`);
    expect(await problemOf(response)).toMatchObject({ status: 500, code: 'internal.error' });
    expect(failures).toHaveLength(1);
  });
});

describe('The errors of the gateway itself', () => {
  test.each([
    [new LambdaError('TypeError', 'secret detail'), 500, 'internal.error'],
    [new LambdaError('Sandbox.Timedout', ''), 503, 'service.slow'],
    [new LambdaError('RequestEntityTooLargeException', ''), 413, 'body.too-large'],
  ])('hide what went wrong inside: %s', async (error, status, code) => {
    const { url, failures } = await gateway(() => {
      throw error;
    });
    const response = await fetch(`${url}/in/x`);
    const problem = await problemOf(response);
    expect(problem).toMatchObject({ status, code });
    expect(JSON.stringify(problem)).not.toContain('secret');
    expect(failures).toEqual([['public', error]]);
  });

  test('say that no route leads there, and that a path is broken', async () => {
    const { url } = await gateway();
    const nowhere = await fetch(`${url}/nowhere`);
    expect(await problemOf(nowhere)).toMatchObject({ status: 404, code: 'route.unknown' });
    const broken = await fetch(`${url}/in/%E0%A4%A`);
    expect(await problemOf(broken)).toMatchObject({ status: 400, code: 'request.malformed' });
  });

  test.each(['announced', 'streamed'])('refuse a body over 10 MB, %s', async (how) => {
    const { url, failures } = await gateway();
    const bytes = new Uint8Array(11 * 1024 * 1024);
    const body = how === 'announced' ? bytes : new Blob([bytes]).stream();
    const response = await fetch(`${url}/in/x`, { method: 'POST', body, duplex: 'half' } as RequestInit);
    expect(await problemOf(response)).toMatchObject({ status: 413, code: 'body.too-large' });
    expect(failures).toEqual([]);
  });
});
