import { type IncomingMessage, type RequestOptions, request } from 'node:http';
import { join } from 'node:path';
import { DescribeTableCommand, DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { DescribeExecutionCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { startHost } from '#local/host.ts';
import { mintToken } from '#local/identity/mint-token.ts';
import { rows, workflows } from '#test/local/host/product/product.ts';
import { localClientConfig } from '#test/support/dynamodb.ts';
import { useHost } from '#test/support/host.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

/** As it is: fetch would tidy the path up. */
function rawRequest(options: RequestOptions): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  request(options, (answer) => resolve(answer.resume()))
    .on('error', reject)
    .end();
  return promise;
}

const begun: number[] = [];
const product = { rows, workflows, root: join(import.meta.dirname, 'product') };
const host = useHost({
  ...product,
  async onFirstStart({ now }) {
    begun.push(now());
  },
});

const Order = z.object({ lines: z.array(z.string()) });
const Endpoints = z.looseObject({ dynamodb: z.string() });

const ask = (path: string, init?: RequestInit) => fetch(`${host().url}${path}`, init);
const lines = async (order: string) => Order.parse(await (await ask(`/orders/${order}`)).json()).lines;
const today = (offset = 0) => new Date(host().clock.now() + offset * 86_400_000).toISOString().slice(0, 10);

async function advance(by: string): Promise<void> {
  expect((await ask('/local/clock', { method: 'POST', body: JSON.stringify({ advance: by }) })).status).toBe(200);
}

describe('All of it on one machine:', () => {
  test('a request starts a workflow over the stream, which waits for its day and then sends a mail', async () => {
    const [first, last] = [today(), today(10)];
    expect((await ask('/orders/one', { method: 'POST' })).status).toBe(202);
    await advance('PT0S');
    expect(await lines('one')).toEqual([`packed ${first}`]);
    await advance('P9D');
    expect(await lines('one')).toEqual([`packed ${first}`]);
    await advance('P2D');
    expect(await lines('one')).toEqual(['mail Delivery', 'mail Send', `packed ${first}`, `shipped ${last}`]);
    const mails = await ask('/local/mail?to=one@customer.example');
    expect(await mails.json()).toMatchObject({ items: [{ subject: 'Order one' }] });
    expect(host().troubles).toEqual([]);
  });

  test('a standing schedule comes due, and its function may do only what its row grants', async () => {
    await advance('P1D');
    expect((await lines('tick')).join()).toMatch(
      /^AccessDeniedException: User: arn:aws:sts::000000000000:assumed-role\/tick\/tick is not authorized to perform: states:StartExecution because no identity-based policy allows/,
    );
  });

  test('what a state machine writes to the table by itself is relayed before the clock goes on', async () => {
    const client = new SFNClient({ ...localClientConfig, endpoint: host().endpoints.sfn });
    onTestFinished(() => client.destroy());
    const stateMachineArn = 'arn:aws:states:eu-west-1:000000000000:stateMachine:standing-order';
    const start = async (order: string) => {
      const command = new StartExecutionCommand({ stateMachineArn, input: JSON.stringify({ order }) });
      return (await client.send(command)).executionArn;
    };
    await start('two');
    const packedOn = today();
    await advance('PT61S');
    expect(await lines('two')).toEqual([`packed ${packedOn}`]);

    const executionArn = await start('two');
    await advance('PT61S');
    expect(await client.send(new DescribeExecutionCommand({ executionArn }))).toMatchObject({
      status: 'FAILED',
      error: 'DynamoDb.ConditionalCheckFailedException',
    });
  });

  test('a token of the local issuer opens a route behind the authorizer', async () => {
    const { dataDir, clock } = host();
    const token = await mintToken({ dir: join(dataDir, 'identity'), now: clock.now() }, { role: 'admin' });
    const answer = await ask('/private', { headers: { authorization: `Bearer ${token}` } });
    expect(await answer.json()).toMatchObject({ claims: { 'cognito:groups': '[admin]' } });
    expect((await ask('/private')).status).toBe(401);
  });
});

describe('A running host', () => {
  test('tells that it is well, and where the AWS endpoints are', async () => {
    const health = await ask('/health');
    expect(health.status).toBe(200);
    expect(await health.json()).toEqual({ status: 'ok', now: expect.stringMatching(/^\d{4}-/), database: 'ok' });
    const { dynamodb, ...others } = Endpoints.parse(await (await ask('/local/endpoints')).json());
    expect(dynamodb).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(others).toEqual({
      dynamodbStreams: dynamodb,
      sfn: `${host().url}/aws/sfn`,
      ses: `${host().url}/aws/ses`,
      scheduler: `${host().url}/aws/scheduler`,
    });
  });

  test('has its table below its own address, too', async () => {
    const client = new DynamoDBClient({ ...localClientConfig, endpoint: `${host().url}/aws/dynamodb` });
    onTestFinished(() => client.destroy());
    expect((await client.send(new ListTablesCommand({}))).TableNames).toContain('percorso');
    await expect(client.send(new DescribeTableCommand({ TableName: 'none' }))).rejects.toThrow('Table: none not found');
  });

  test.each([
    ['HEAD', '/', 200],
    ['GET', '/?from=mail', 200],
    ['GET', '/health?probe', 200],
    ['POST', '/health', 405],
    ['POST', '/local/endpoints', 405],
    ['GET', '/local/dead-letters?all', 200],
    ['GET', '//', 404],
    ['GET', '//local/mail', 404],
    ['GET', '/local/mail/%00', 404],
  ])('answers %s %s with %i, and nothing unexpected happens', async (method, path, status) => {
    const { hostname, port } = new URL(host().url);
    const answer = await rawRequest({ method, hostname, port, path });
    expect(answer.statusCode).toBe(status);
    if (status === 405) expect(answer.headers.allow).toBe('GET, HEAD');
    expect(host().troubles).toEqual([]);
  });

  test.each(['/local/clock', '/aws/sfn', '/aws/dynamodb', '/aws/scheduler/schedules', '/local/dead-letters/1/retry'])(
    'does not let a page of another site use %s',
    async (path) => {
      const headers = { 'sec-fetch-site': 'cross-site' };
      expect((await ask(path, { method: 'POST', body: '{"advance":"P1D"}', headers })).status).toBe(403);
    },
  );

  test('begins a new data folder once, and lets no second host into it', async () => {
    expect(begun).toHaveLength(1);
    const second = startHost({ ...product, port: 0, dataDir: host().dataDir, env: process.env });
    await expect(second).rejects.toThrow(/is in use by a Percorso that is running/);
  });
});

test('A state machine that names no function is refused at the start, with its name', async () => {
  const [order] = workflows;
  const definition = order?.definition.replace('${Pack}', '${Wrap}') ?? '';
  const env = { ...process.env, AWS_ENDPOINT_URL_DYNAMODB: host().endpoints.dynamodb };
  const options = { ...product, workflows: [{ name: 'order', definition }], port: 0, env };
  await expect(startHost({ ...options, dataDir: temporaryFolder() })).rejects.toThrow(/Pack/);
});
