import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '#test/support/free-port.ts';
import { linkIn, openForBusiness, people } from './support/company.ts';
import { allMails, executionsOf } from './support/everything.ts';
import { lead, post, press } from './support/forms.ts';
import { type Product, productOf } from './support/product.ts';
import { type Stack, startStack } from './support/stack.ts';

const folder = mkdtempSync(join(tmpdir(), 'percorso-restart-'));
const dataDir = join(folder, 'data');
const decided = 'dora.decided@restart.example';
const planned = 'pino.planned@restart.example';
let env: NodeJS.ProcessEnv;
let stack: Stack;
let product: Product;
let form: string;

async function start(npm = false): Promise<number> {
  const since = performance.now();
  stack = startStack({ dataDir, env, npm });
  product = productOf({ url: await stack.ready, dataDir });
  return performance.now() - since;
}

beforeAll(async () => {
  env = { PORT: String(await freePort()) };
});

afterAll(async () => {
  await stack.end('SIGTERM');
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

describe('npm start', () => {
  test('is ready within 15 seconds, and SIGTERM ends all of it', async () => {
    expect(await start(true)).toBeLessThan(15_000);
    form = (await openForBusiness(product)).url;
    for (const email of [decided, planned]) expect((await post(form, lead(email))).status).toBe(200);
    for (const email of [decided, planned]) await product.cardOf(email, ({ stage }) => stage === 'review');
    await press(linkIn(await product.mailTo(people.boss.email, /pino/i), 'r'), { decision: 'approve' });
    await product.cardOf(planned, ({ stage }) => stage === 'delivery');
    await stack.end('SIGTERM');
    await expect(fetch(`${product.url}/health`)).rejects.toThrow();
  });

  test('goes on where it was: the same cards, mails and waiting workflows', async () => {
    const known = { mails: 0 };
    await start();
    known.mails = (await allMails(product)).length;
    expect((await product.cardOf(decided)).stage).toBe('review');
    await press(linkIn(await product.mailTo(people.boss.email, /dora/i), 'r'), { decision: 'approve' });
    await product.cardOf(decided, ({ stage }) => stage === 'delivery');
    expect((await product.execution((await product.cardOf(decided)).id)).name).toMatch(/-1$/);
    expect(known.mails).toBeGreaterThanOrEqual(3);
  });

  test('does what fell due, once, however often it is stopped in the middle', async () => {
    for (let round = 0; round < 3; round++) {
      const days = product.advance('P3D').catch(() => undefined);
      await wait(150 + 300 * round);
      expect(await stack.end('SIGTERM')).toBe(0);
      await days;
      await start();
    }
    await product.advance('P6D');
    for (const email of [decided, planned])
      expect((await product.mails(email)).map(({ subject }) => subject)).toEqual([expect.stringMatching(/proposal/i)]);
    const keys = (await allMails(product)).map(({ tags }) => tags.mail?.[0]);
    expect(new Set(keys).size).toBe(keys.length);
    const executions = await executionsOf(product.url);
    expect(executions.map(({ status }) => status)).toEqual(['RUNNING', 'RUNNING']);
    expect(stack.said().errors).toBe('');
  });

  test('tells a second one on the same folder who is there', async () => {
    const second = startStack({ dataDir, env: { PORT: '0' }, npm: true });
    expect(await second.exit).toBe(1);
    expect(second.said().errors).toMatch(/^The data folder .* is in use by a Percorso that is running: .*CRM_DATA_DIR/);
    expect((await fetch(`${product.url}/health`)).status).toBe(200);
  });

  test('says in a sentence that a port is taken, and what to do', async () => {
    const other = createServer();
    await new Promise<void>((listening) => other.listen(0, '127.0.0.1', listening));
    const address = other.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const refused = startStack({ dataDir: join(folder, 'other'), env: { PORT: String(port) }, npm: true });
    expect(await refused.exit).toBe(1);
    expect(refused.said().errors.trim()).toMatch(new RegExp(`^Port ${port} is taken .*PORT=\\d+ npm start\\.$`));
    other.close();
  });
});
