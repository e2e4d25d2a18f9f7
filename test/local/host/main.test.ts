import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { cleanEnvironment } from '#test/support/host.ts';
import { type Running, runCommand, runSource } from '#test/support/process.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const root = resolve(import.meta.dirname, '../../..');
const main = join(root, 'local/main.ts');
const Clock = z.object({ now: z.string() });
const Endpoints = z.object({ dynamodb: z.url() });

function settings(dataDir: string, more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  return { ...cleanEnvironment(), LANG: 'C', LC_ALL: '', PORT: '0', CRM_DATA_DIR: dataDir, ...more };
}

async function ready(running: Running): Promise<string> {
  const line = await running.line(/^ {2}(Product|Prodotto) /);
  await running.line(/^Ctrl-C/);
  return line.trim().split(/\s+/)[1] ?? '';
}

async function now(url: string): Promise<number> {
  return Date.parse(Clock.parse(await (await fetch(`${url}/local/clock`)).json()).now);
}

describe('npm start', () => {
  test('says where everything is, stops on Ctrl-C, and goes on at the next start', async () => {
    const dataDir = join(temporaryFolder(), 'data');
    const first = runSource(main, [], settings(dataDir));
    const url = await ready(first);
    expect((await fetch(`${url}/health`)).status).toBe(200);
    for (const place of [
      '/local/mailbox',
      '/openapi.json',
      '/aws/sfn',
      '/aws/ses',
      '/aws/scheduler',
      '/local/oidc/sign-in',
    ])
      expect(first.lines.join('\n')).toContain(`${url}${place}`);
    const { dynamodb } = Endpoints.parse(await (await fetch(`${url}/local/endpoints`)).json());
    expect(first.lines.join('\n')).toContain(dynamodb);
    await fetch(`${url}/local/clock`, { method: 'POST', body: '{"advance":"P10D"}' });
    const before = await now(url);
    expect(await first.end('SIGINT')).toBe(0);

    const second = runSource(main, [], settings(dataDir, { LANG: 'it_IT.UTF-8' }));
    const again = await ready(second);
    expect(second.lines).toContain('Percorso è in funzione.');
    expect(await now(again)).toBeGreaterThanOrEqual(before);
    expect(await second.end('SIGTERM')).toBe(0);
    expect([first.errors(), second.errors()]).toEqual(['', '']);
  });

  test.each([
    ['Ctrl-C in the terminal, which every process gets', 'SIGINT', -1],
    ['SIGTERM to npm alone', 'SIGTERM', 1],
  ] as const)('leaves nothing behind after %s', async (_, signal, whom) => {
    const dataDir = join(temporaryFolder(), 'data');
    const npm = runCommand('npm', ['start', '--silent'], { cwd: root, env: settings(dataDir), detached: true });
    const url = await ready(npm);
    process.kill(whom * (npm.child.pid ?? Number.NaN), signal);
    await npm.exit;
    const gone = () =>
      fetch(`${url}/health`).then(
        () => false,
        () => true,
      );
    await expect.poll(gone, { timeout: 10_000 }).toBe(true);
  });

  test('needs no other program than its own', async () => {
    const alone = runSource(main, [], settings(join(temporaryFolder(), 'data'), { PATH: '/nowhere', JAVA_HOME: '' }));
    expect((await fetch(`${await ready(alone)}/health`)).status).toBe(200);
    expect(await alone.end('SIGTERM')).toBe(0);
    expect(alone.errors()).toBe('');
  });
});

describe('A start that cannot be is one sentence with the remedy, and exit code 1:', () => {
  const refusal = async (env: NodeJS.ProcessEnv) => {
    const host = runSource(main, [], env);
    return { code: await host.exit, said: host.errors().trim(), printed: host.lines };
  };

  test('a data folder in use', async () => {
    const dataDir = join(temporaryFolder(), 'data');
    const host = runSource(main, [], settings(dataDir));
    await ready(host);
    const { code, said, printed } = await refusal(settings(dataDir));
    expect([code, printed]).toEqual([1, []]);
    expect(said).toBe(
      `The data folder ${dataDir} is in use by a Percorso that is running: stop that one, or choose another folder with CRM_DATA_DIR.`,
    );
    expect(await host.end('SIGTERM')).toBe(0);
  });

  test.each([
    ['is a file', 'file'],
    ['is inside a file', 'file/data'],
    ['has a file where a folder belongs', 'data'],
  ])('a data folder that %s', async (_, path) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'file'), '');
    mkdirSync(join(folder, 'data'));
    writeFileSync(join(folder, 'data/mail'), '');
    const { code, said } = await refusal(settings(join(folder, path)));
    expect(code).toBe(1);
    expect(said).toMatch(/^The data folder \S+ cannot be used \(E.*\): make it a folder that you may write to, or .*$/);
  });

  test.runIf(process.platform === 'linux')('a data folder where none can be made', async () => {
    const { code, said } = await refusal(settings('/proc/percorso/data'));
    expect(code).toBe(1);
    expect(said).toMatch(/^The data folder \/proc\/percorso\/data cannot be used \(ENOENT.*$/);
  });

  test('a data folder whose content is damaged', async () => {
    const dataDir = temporaryFolder();
    writeFileSync(join(dataDir, 'lock.db'), 'not what it was '.repeat(1_000));
    const { code, said } = await refusal(settings(dataDir));
    expect(code).toBe(1);
    expect(said).toMatch(/^The data folder \S+ is damaged \(.*\): put a copy of it back, or choose another .*$/);
  });

  test.each([
    ['C', /^The customers in \S+ are still in a file of DynamoDB Local: take them over with npm run crm -- adopt, .*$/],
    ['it_IT.UTF-8', /^I clienti in \S+ sono ancora in un file di DynamoDB Local: .* npm run crm -- adopt, .*$/],
  ])('a data folder of the time of DynamoDB Local, in the language %s', async (LANG, sentence) => {
    const dataDir = temporaryFolder();
    mkdirSync(join(dataDir, 'dynamodb'));
    writeFileSync(join(dataDir, 'dynamodb/shared-local-instance.db'), '');
    const { code, said } = await refusal(settings(dataDir, { LANG }));
    expect(code).toBe(1);
    expect(said).toMatch(sentence);
    expect(existsSync(join(dataDir, 'table.db'))).toBe(false);
  });

  test('a port on which another Percorso runs', async () => {
    const first = runSource(main, [], settings(join(temporaryFolder(), 'data')));
    const PORT = new URL(await ready(first)).port;
    const { code, said } = await refusal(settings(join(temporaryFolder(), 'data'), { PORT }));
    expect(code).toBe(1);
    expect(said).toMatch(
      new RegExp(`^Port ${PORT} is taken by a Percorso that is running with another data folder: .*$`),
    );
    expect(await first.end('SIGTERM')).toBe(0);
  });

  test.each([
    ['PORT', (port: number) => `^Port ${port} is taken by another program: .* PORT=${port + 1} npm start.$`],
    ['TABLE_PORT', (port: number) => `^The port of the table, ${port}, is taken by another program: .*TABLE_PORT.*$`],
  ])('a port that is taken, in %s', async (name, sentence) => {
    const server = createServer();
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    onTestFinished(() => {
      server.close();
    });
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const { code, said } = await refusal(settings(join(temporaryFolder(), 'data'), { [name]: String(port) }));
    expect(code).toBe(1);
    expect(said).toMatch(new RegExp(sentence(port)));
  });

  test.each([
    ['a port that is none', { PORT: 'http' }, /^PORT is "http": set it to a port from 1 to 65535.*$/],
    [
      'a port of the table that is none',
      { TABLE_PORT: '-1' },
      /^TABLE_PORT is "-1": set it to a port .*any free one.$/,
    ],
    ['a port that is too high', { PORT: '70000' }, /^PORT is "70000": set it to a port from 1 to 65535.*$/],
    ['a public address that is none', { PUBLIC_URL: 'crm.example' }, /^PUBLIC_URL is "crm\.example": set it to .*$/],
    [
      'a public address to run code',
      { PUBLIC_URL: 'javascript:alert(1)' },
      /^PUBLIC_URL is "javascript:.*: set it to .*$/,
    ],
    ['a region that is none', { AWS_REGION: 'Milan or so' }, /^AWS_REGION is "Milan or so": set it to .*$/],
    ['a sender that is none', { MAIL_FROM: 'percorso' }, /^MAIL_FROM is "percorso": set it to an e-mail address.*$/],
    [
      'a mail server whose address is none, without its password',
      { SMTP_URL: 'http://ada:secret@mail.example' },
      /^SMTP_URL is no address of a mail server: ((?!secret).)*$/,
    ],
    [
      'a DynamoDB address that is none',
      { AWS_ENDPOINT_URL_DYNAMODB: 'localhost' },
      /^AWS_ENDPOINT_URL_DYNAMODB is "localhost": set it to .*$/,
    ],
    [
      'a DynamoDB that is not there',
      { AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:9' },
      /^The DynamoDB at http:\/\/127\.0\.0\.1:9 cannot be used \(connect ECONNREFUSED.*start it, or correct or unset .*$/,
    ],
  ])('%s', async (_, env, sentence) => {
    const { code, said } = await refusal(settings(join(temporaryFolder(), 'data'), env));
    expect(code).toBe(1);
    expect(said).toMatch(sentence);
  });
});
