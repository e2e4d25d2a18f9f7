import { appendFileSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { startHost } from '#local/host.ts';
import { mintToken } from '#local/identity/mint-token.ts';
import { recordedTerminal } from '#test/local/cli/terminal.ts';
import { cleanEnvironment } from '#test/support/host.ts';
import { runSource } from '#test/support/process.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const script = join(import.meta.dirname, '../host/product/run.ts');
const Order = z.object({ lines: z.array(z.string()) });
const Mails = z.object({ items: z.array(z.object({ subject: z.string() })) });

async function crm(dataDir: string, ...args: string[]) {
  const terminal = recordedTerminal({ now: () => Date.now() }, { CRM_DATA_DIR: dataDir });
  return { code: await terminal.crm(...args), out: terminal.out(), err: terminal.err() };
}

async function run(dataDir: string) {
  const host = runSource(script, [dataDir], cleanEnvironment());
  return { host, url: await host.line(/^http/) };
}

const order = (url: string, id: string) =>
  fetch(`${url}/orders/${id}`, { method: 'POST' }).then(
    ({ status }) => status === 202,
    () => false,
  );

async function advance(url: string, by: string): Promise<void> {
  const { status } = await fetch(`${url}/local/clock`, { method: 'POST', body: JSON.stringify({ advance: by }) });
  expect(status).toBe(200);
}

/** What has become of an order: what was done for it, and the mails that it got. */
async function fate(url: string, id: string) {
  const { lines } = Order.parse(await (await fetch(`${url}/orders/${id}`)).json());
  const { items } = Mails.parse(await (await fetch(`${url}/local/mail?to=${id}@customer.example`)).json());
  return { lines: lines.map((line) => line.replace(/ \d{4}-.*/, '')), mails: items.length };
}

const done = { lines: ['mail Delivery', 'mail Send', 'packed', 'shipped'], mails: 1 };

describe('A backup that is made while orders come in and ship', () => {
  test('goes on elsewhere with all that was accepted before, and each order gets its one mail', async () => {
    const dataDir = join(temporaryFolder(), 'data');
    const copy = join(temporaryFolder(), 'deep/copy');
    const { host, url } = await run(dataDir);
    const accepted: string[] = [];
    for (let n = 0; n < 5; n += 1) if (await order(url, `early-${n}`)) accepted.push(`early-${n}`);
    await advance(url, 'P9D');
    let going = true;
    const later: string[] = [];
    const busy = (async () => {
      for (let n = 0; going && n < 30; n += 1) if (await order(url, `late-${n}`)) later.push(`late-${n}`);
    })();
    while (later.length < 3) await new Promise((turn) => setTimeout(turn, 5));
    const shipping = advance(url, 'P2D').catch(() => undefined);
    accepted.push(...later);
    const { code, out } = await crm(dataDir, 'backup', copy);
    expect([code, out]).toEqual([0, expect.stringMatching(/holds everything as it was at \d{4}-.*MB\.\n$/)]);
    going = false;
    await Promise.all([busy, shipping]);
    await host.end('SIGKILL');

    const elsewhere = join(temporaryFolder(), 'data');
    expect(await crm(elsewhere, 'restore', copy)).toMatchObject({ code: 0 });
    const next = await run(elsewhere);
    await advance(next.url, 'P12D');
    for (const id of accepted) expect(await fate(next.url, id), id).toEqual(done);
    for (const id of later) expect([{ lines: [], mails: 0 }, done]).toContainEqual(await fate(next.url, id));
    expect(accepted.length).toBeGreaterThanOrEqual(8);
    expect(await (await fetch(`${next.url}/local/dead-letters`)).json()).toEqual({ items: [] });
  });

  test('is for administrators, who name a folder that is empty and outside', async () => {
    const dataDir = join(temporaryFolder(), 'data');
    const { url } = await run(dataDir);
    const ask = async (body: object, role?: string) => {
      const place = { dir: join(dataDir, 'identity'), now: Date.now() };
      const headers = role && { authorization: `Bearer ${await mintToken(place, { role })}` };
      const answer = await fetch(`${url}/local/backup`, {
        method: 'POST',
        body: JSON.stringify(body),
        ...(headers && { headers }),
      });
      return answer.status;
    };
    const folder = temporaryFolder();
    expect(await ask({ folder })).toBe(401);
    expect(await ask({ folder }, 'manager')).toBe(403);
    expect(await ask({ folder: 'here' }, 'admin')).toBe(400);
    expect(await ask({ folder: join(dataDir, 'copy') }, 'admin')).toBe(409);
    expect(await ask({ folder: dataDir }, 'admin')).toBe(409);
    expect(await ask({ folder }, 'admin')).toBe(200);
    expect(await ask({ folder }, 'admin')).toBe(409);
    expect(readdirSync(folder)).toContain('backup.json');
    const afterwards = await crm(dataDir, 'backup', folder);
    expect(afterwards).toMatchObject({ code: 1, err: expect.stringContaining('is not empty') });
  });
});

describe('When the product does not run,', () => {
  const stopped = async (signal: NodeJS.Signals) => {
    const dataDir = join(temporaryFolder(), 'data');
    const { host, url } = await run(dataDir);
    expect(await order(url, 'one')).toBe(true);
    await host.end(signal);
    return dataDir;
  };

  test.each(['SIGTERM', 'SIGKILL'] as const)('its folder is copied as %s has left it', async (signal) => {
    const dataDir = await stopped(signal);
    const copy = join(temporaryFolder(), 'copy');
    expect(await crm(dataDir, 'backup', copy)).toMatchObject({ code: 0 });
    const elsewhere = join(temporaryFolder(), 'data');
    expect(await crm(elsewhere, 'restore', copy)).toMatchObject({ code: 0 });
    const { url } = await run(elsewhere);
    await advance(url, 'P12D');
    expect(await fate(url, 'one')).toEqual(done);
  });

  test('a backup goes into an empty folder only, and whole', async () => {
    const dataDir = await stopped('SIGTERM');
    const copy = join(temporaryFolder(), 'copy');
    expect(await crm(dataDir, 'backup', copy)).toMatchObject({ code: 0 });
    const refused = async (folder: string, from: string) => {
      const { code, err } = await crm(folder, 'restore', from);
      expect(code).toBe(1);
      return err;
    };
    expect(await refused(dataDir, copy)).toMatch(/is in use: move it away, or name another folder with CRM_DATA_DIR/);
    expect(await refused(join(temporaryFolder(), 'data'), temporaryFolder())).toMatch(/is no complete backup/);
    appendFileSync(join(copy, 'states.db'), 'x');
    const elsewhere = join(temporaryFolder(), 'data');
    expect(await refused(elsewhere, copy)).toMatch(/is damaged: states\.db is not as it was written/);
    expect(existsSync(join(elsewhere, 'states.db'))).toBe(false);
  });

  test('a restore that was interrupted keeps the product from starting, and can be done again', async () => {
    const dataDir = await stopped('SIGTERM');
    const copy = join(temporaryFolder(), 'copy');
    await crm(dataDir, 'backup', copy);
    const half = temporaryFolder();
    writeFileSync(join(half, 'restore-unfinished'), copy);
    mkdirSync(join(half, 'mail'));
    writeFileSync(join(half, 'states.db'), 'half of it');
    const start = startHost({ port: 0, dataDir: half, env: cleanEnvironment() });
    await expect(start).rejects.toThrow(
      /has not been restored to .* to its end: do it again with npm run crm -- restore/,
    );
    expect(await crm(half, 'restore', copy)).toMatchObject({ code: 0 });
    onTestFinished(() => rmSync(half, { recursive: true, force: true }));
    const { url } = await run(half);
    await advance(url, 'P12D');
    expect(await fate(url, 'one')).toEqual(done);
  });
});
