import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { CreateTableCommand, DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, onTestFinished, test } from 'vitest';
import { majorVersion } from '#local/dynamodb/java.ts';
import { startDynamoDb } from '#local/dynamodb.ts';
import { isAlive, ProcessIdentity } from '#local/process-identity.ts';
import { tableDefinition } from '#shared/store/table.ts';
import { localClientConfig } from '#test/support/dynamodb.ts';
import { runSource } from '#test/support/process.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const script = join(import.meta.dirname, 'start-and-wait.ts');
const { AWS_ENDPOINT_URL_DYNAMODB: _, DYNAMODB_PORT: __, ...env } = process.env;

async function startProcess(folder: string) {
  const running = runSource(script, [folder], env);
  const endpoint = await running.line(/^http/);
  const client = new DynamoDBClient({ ...localClientConfig, endpoint, maxAttempts: 1 });
  onTestFinished(() => client.destroy());
  return { running, client, java: rememberedChild(folder) };
}

function rememberedChild(folder: string) {
  return ProcessIdentity.parse(JSON.parse(readFileSync(join(folder, 'process.json'), 'utf8')));
}

/** The shell that runs the child and its helper that watches the pipe. */
function guardsOf(pid: number): number[] {
  const ps = (...args: string[]) => execFileSync('ps', ['-o', 'pid=', ...args], { encoding: 'utf8' });
  const guard = execFileSync('ps', ['-o', 'ppid=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  const children = ps('--ppid', guard).trim().split(/\s+/).map(Number);
  return [Number(guard), ...children.filter((child) => child !== pid)];
}

const item = (n: number) => ({ pk: { S: 'customer' }, sk: { S: String(n) } });

describe('DynamoDB Local as a child', () => {
  test('dies with its host, and what it had acknowledged is there after the next start', async () => {
    const folder = temporaryFolder();
    const first = await startProcess(folder);
    await first.client.send(new CreateTableCommand(tableDefinition('crm')));
    for (let n = 0; n < 20; n += 1) await first.client.send(new PutItemCommand({ TableName: 'crm', Item: item(n) }));
    await first.running.end('SIGKILL');
    await expect.poll(() => isAlive(first.java), { timeout: 5_000 }).toBe(false);

    const second = await startProcess(folder);
    const last = await second.client.send(new GetItemCommand({ TableName: 'crm', Key: item(19) }));
    expect(last.Item).toEqual(item(19));
    expect(await second.running.end('SIGTERM')).toBe(0);
    expect(isAlive(second.java)).toBe(false);
  });

  test('one that outlived its host and its guard is stopped before the next one starts', async () => {
    const folder = temporaryFolder();
    const { running, java } = await startProcess(folder);
    for (const guard of guardsOf(java.pid)) process.kill(guard, 'SIGKILL');
    await running.end('SIGKILL');
    expect(isAlive(java)).toBe(true);

    const next = await startProcess(folder);
    expect(isAlive(java)).toBe(false);
    expect(next.java).not.toEqual(java);
  });

  test('a stranger that was given the number of the old one is left alone', async () => {
    const folder = temporaryFolder();
    const stranger = spawn('sleep', ['60']);
    onTestFinished(() => {
      stranger.kill();
    });
    writeFileSync(join(folder, 'process.json'), JSON.stringify({ pid: stranger.pid, startedAt: 'another time' }));
    const database = await startDynamoDb({ folder, inMemory: true, env });
    await database.close();
    expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
  });

  test('is not started when the user names another one', async () => {
    const named = { ...env, AWS_ENDPOINT_URL_DYNAMODB: 'http://localhost:1', PATH: '' };
    const database = await startDynamoDb({ folder: temporaryFolder(), env: named });
    expect(database).toMatchObject({ endpoint: 'http://localhost:1', own: false });
  });
});

describe('A start that cannot be', () => {
  test('without Java says how to get it', async () => {
    const start = startDynamoDb({ folder: temporaryFolder(), env: { PATH: temporaryFolder() } });
    await expect(start).rejects.toMatchObject({
      name: 'StartRefused',
      message: expect.stringMatching(/^Java was not found \("java"\): install Java 11 or newer/),
    });
  });

  test('with an old Java says which one it found', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'java'), '#!/bin/sh\necho \'openjdk version "1.8.0_392"\' >&2\n');
    chmodSync(join(folder, 'java'), 0o755);
    const start = startDynamoDb({ folder, env: { PATH: `${folder}:${env.PATH}` } });
    await expect(start).rejects.toMatchObject({
      name: 'StartRefused',
      sentence: { en: expect.stringMatching(/^Java 8 /), it: expect.stringMatching(/Java 8 .* è troppo vecchio/) },
    });
  });

  test('on a taken or impossible port names it', async () => {
    const server = createServer();
    await new Promise<void>((listening) => server.listen(0, listening));
    onTestFinished(() => {
      server.close();
    });
    const address = server.address();
    const port = String(typeof address === 'object' ? address?.port : '');
    const start = (DYNAMODB_PORT: string) =>
      startDynamoDb({ folder: temporaryFolder(), env: { ...env, DYNAMODB_PORT } });
    await expect(start(port)).rejects.toThrow(`Port ${port} for DynamoDB Local is taken`);
    await expect(start('eight')).rejects.toThrow('DYNAMODB_PORT is "eight"');
  });

  test.each([
    ['openjdk version "17.0.15" 2025-04-15', 17],
    ['java version "1.8.0_301"\nJava(TM) SE Runtime Environment', 8],
    ['openjdk version "25" 2025-09-16', 25],
    ['Picked up JAVA_TOOL_OPTIONS: -Xmx1g\nopenjdk version "11.0.2" 2019-01-15', 11],
    ['nonsense', undefined],
  ])('reads the version out of %j', (output, version) => {
    expect(majorVersion(output)).toBe(version);
  });
});
