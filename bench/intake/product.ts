import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { z } from 'zod';
import { mintToken } from '#local/identity/mint-token.ts';
import { freePort } from '#test/support/free-port.ts';

const root = resolve(import.meta.dirname, '../..');
const readyWithinMs = 60_000;

export type Api = {
  /** One request of the API as an administrator. @throws Error for an answer that is no success. */
  call<T>(method: string, path: string, answer: z.ZodType<T>, body?: object): Promise<T>;
};

export type Product = Api & {
  readonly url: string;
  /** Stops it and removes its data. */
  stop(): Promise<void>;
};

/**
 * The whole product as `npm start` runs it, on a free port and with data of its own.
 * @param dynamodb an endpoint in place of the embedded table
 */
export async function startProduct(dynamodb?: string): Promise<Product> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-product-'));
  const dataDir = join(folder, 'data');
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const env = {
    PATH: process.env.PATH,
    JAVA_HOME: process.env.JAVA_HOME,
    PORT: String(port),
    CRM_DATA_DIR: dataDir,
    ...(dynamodb && { AWS_ENDPOINT_URL_DYNAMODB: dynamodb }),
  };
  const child = spawn(process.execPath, [join(root, 'local/main.ts')], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const exit = once(child, 'exit');
  const stop = async () => {
    child.kill('SIGTERM');
    await exit;
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void stop().finally(() => process.exit(1)));
  }
  try {
    await ready(url, () => child.exitCode !== null);
    return { url, stop, ...(await openApi(url, dataDir)) };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** @param dataDir of a product that runs, where the key of its tokens is. */
export async function openApi(url: string, dataDir: string): Promise<Api> {
  const token = await mintToken({ dir: join(dataDir, 'identity'), now: Date.now() }, { role: 'admin' });
  return { call: (method, path, answer, body) => call(`${url}${path}`, token, method, answer, body) };
}

async function ready(url: string, ended: () => boolean): Promise<void> {
  const late = performance.now() + readyWithinMs;
  for (;;) {
    const ok = await fetch(`${url}/health`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (ok) return;
    if (ended() || performance.now() > late) throw new Error('The product did not start; its message is above.');
    await wait(50);
  }
}

async function call<T>(url: string, token: string, method: string, answer: z.ZodType<T>, body?: object): Promise<T> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const response = await fetch(url, { method, headers, ...(body && { body: JSON.stringify(body) }) });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${new URL(url).pathname} was answered with ${response.status}: ${text}`);
  return answer.parse(JSON.parse(text));
}
