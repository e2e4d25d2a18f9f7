import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { cleanEnvironment } from '#test/support/host.ts';
import { runSource } from '#test/support/process.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const script = join(import.meta.dirname, 'product/run.ts');
const Order = z.object({ lines: z.array(z.string()) });

test('Killed again and again while orders arrive and ship, the host loses none of those that it has accepted', async () => {
  const dataDir = join(temporaryFolder(), 'data');
  const accepted: string[] = [];
  const run = async () => {
    const host = runSource(script, [dataDir], cleanEnvironment());
    return { host, url: await host.line(/^http/) };
  };
  const order = async (url: string, id: string) => {
    const response = await fetch(`${url}/orders/${id}`, { method: 'POST' });
    if (response.status === 202) accepted.push(id);
  };

  for (let life = 0; life < 3; life += 1) {
    const { host, url } = await run();
    const killed = wait(100 + Math.random() * 1_500).then(() => host.end('SIGKILL'));
    let alive = true;
    void killed.then(() => {
      alive = false;
    });
    for (let n = 0; alive; n += 1) {
      await order(url, `order-${life}-${n}`).catch(() => undefined);
      if (n % 10 === 9) void advance(url, 'P3D').catch(() => undefined);
    }
    await killed;
  }

  const { host, url } = await run();
  await advance(url, 'P11D');
  for (const id of accepted) {
    const { lines } = Order.parse(await (await fetch(`${url}/orders/${id}`)).json());
    expect(lines, id).toEqual([
      expect.stringMatching(/^mail Delivery$/),
      expect.stringMatching(/^mail Send$/),
      expect.stringMatching(/^packed /),
      expect.stringMatching(/^shipped /),
    ]);
  }
  expect(accepted.length).toBeGreaterThan(3);
  expect(await (await fetch(`${url}/local/dead-letters`)).json()).toEqual({ items: [] });
  expect(host.errors()).toBe('');
}, 180_000);

async function advance(url: string, by: string): Promise<void> {
  const response = await fetch(`${url}/local/clock`, { method: 'POST', body: JSON.stringify({ advance: by }) });
  expect(response.status).toBe(200);
}
