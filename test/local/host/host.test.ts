import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { rows, workflows } from '#test/local/host/product/product.ts';
import { useHost } from '#test/support/host.ts';

const product = { rows, workflows, root: join(import.meta.dirname, 'product') };
const Order = z.object({ lines: z.array(z.string()) });
const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);

test('From a request over the stream, a state machine, a wait, a mail and its events: all of it on one machine', async () => {
  const host = await useHost(product);
  const lines = async (order: string) => Order.parse(await (await fetch(`${host.url}/orders/${order}`)).json()).lines;
  const advance = async (by: string) => {
    const response = await fetch(`${host.url}/local/clock`, { method: 'POST', body: JSON.stringify({ advance: by }) });
    expect(response.status).toBe(200);
  };

  expect((await fetch(`${host.url}/orders/one`, { method: 'POST' })).status).toBe(202);
  await advance('PT0S');
  expect(await lines('one')).toEqual([`packed ${day(0)}`]);
  await advance('P9D');
  expect(await lines('one')).toEqual([`packed ${day(0)}`]);
  await advance('P2D');
  expect(await lines('one')).toEqual(['mail Delivery', 'mail Send', `packed ${day(0)}`, `shipped ${day(10)}`]);
  expect(await (await fetch(`${host.url}/local/mail?to=one@customer.example`)).json()).toMatchObject({
    items: [{ subject: 'Order one' }],
  });
  expect((await lines('tick')).join()).toMatch(
    /^AccessDeniedException: User: arn:aws:sts::000000000000:assumed-role\/tick\/tick is not authorized to perform: states:StartExecution because no identity-based policy allows/,
  );
  expect(host.troubles).toEqual([]);

  const token = await import('#local/identity/mint-token.ts').then(({ mintToken }) =>
    mintToken({ dir: join(host.dataDir, 'identity'), now: host.clock.now() }, { role: 'admin' }),
  );
  const asked = await fetch(`${host.url}/private`, { headers: { authorization: `Bearer ${token}` } });
  expect(await asked.json()).toMatchObject({ claims: { 'cognito:groups': '[admin]' } });
  expect((await fetch(`${host.url}/private`)).status).toBe(401);
});

describe('A running host', () => {
  test('tells that it is well, and where the AWS endpoints are', async () => {
    const host = await useHost(product);
    const health = await fetch(`${host.url}/health`);
    expect([health.status, await health.json()]).toEqual([
      200,
      { status: 'ok', now: expect.stringMatching(/^\d{4}-/), database: 'ok' },
    ]);
    expect(await (await fetch(`${host.url}/local/endpoints`)).json()).toEqual({
      dynamodb: expect.stringMatching(/^http:\/\/127.0.0.1:\d+$/),
      sfn: `${host.url}/aws/sfn`,
      ses: `${host.url}/aws/ses`,
      scheduler: `${host.url}/aws/scheduler`,
    });
  });

  test('does not let a page of another site move the clock or call AWS', async () => {
    const host = await useHost(product);
    const cross = { method: 'POST', body: '{"advance":"P1D"}', headers: { 'sec-fetch-site': 'cross-site' } };
    for (const path of ['/local/clock', '/aws/sfn', '/aws/scheduler/schedules', '/local/dead-letters/1/retry']) {
      expect((await fetch(`${host.url}${path}`, cross)).status, path).toBe(403);
    }
  });

  test('refuses state machines that name no function, or leave one unused', async () => {
    const [order] = workflows;
    const definition = order?.definition.replace('${Pack}', '${Wrap}') ?? '';
    await expect(useHost({ ...product, workflows: [{ name: 'order', definition }] })).rejects.toThrow(/Pack/);
  });

  test('begins a new data folder once', async () => {
    const begun: number[] = [];
    const onFirstStart = async ({ now }: { now: () => number }) => {
      begun.push(now());
    };
    const first = await useHost({ ...product, onFirstStart });
    await first.close();
    const second = await useHost({ ...product, onFirstStart, dataDir: first.dataDir });
    await second.close();
    expect(begun).toHaveLength(1);
  });
});
