import { existsSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import {
  CreateTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openTimeLine } from '#local/clock/time-line.ts';
import { factsIn, factsMemory } from '#local/table-thread/facts.ts';
import { openTableThread } from '#local/table-thread/open-table-thread.ts';
import { tableDefinition } from '#shared/store/table.ts';
import { localClientConfig } from '#test/support/dynamodb.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

function given() {
  const folder = temporaryFolder();
  const line = openTimeLine(join(folder, 'clock.json'), Date.now);
  const options = {
    file: join(folder, 'table.db'),
    port: 0,
    region: 'eu-west-1',
    time: line.shared,
    rows: [{ name: 'reader', grants: ['table:read' as const] }],
    onTrouble: (sentence: string) => {
      throw new Error(sentence);
    },
  };
  return { folder, line, options };
}

async function started() {
  const { folder, line, options } = given();
  const thread = await openTableThread(options);
  const clientOf = (more: object = {}) => {
    const client = new DynamoDBClient({ ...localClientConfig, endpoint: thread.url, ...more });
    onTestFinished(() => client.destroy());
    return client;
  };
  onTestFinished(thread.close);
  const client = clientOf();
  await client.send(new CreateTableCommand(tableDefinition('cards')));
  const put = (pk: string, more = {}) =>
    client.send(new PutItemCommand({ TableName: 'cards', Item: { pk: { S: pk }, sk: { S: 'card' }, ...more } }));
  const get = async (pk: string) =>
    (await client.send(new GetItemCommand({ TableName: 'cards', Key: { pk: { S: pk }, sk: { S: 'card' } } }))).Item;
  return { folder, line, thread, client, clientOf, put, get };
}

describe('A table in a thread of its own', () => {
  test('has told of every record by the time at which its write is answered', async () => {
    const { thread, put } = await started();
    let told = 0;
    thread.records.onNew(() => {
      told += 1;
    });
    for (let number = 1; number <= 50; number += 1) {
      const before = thread.records.last();
      await put(`customer#${number}`);
      expect(thread.records.last()).toBeGreaterThan(before);
    }
    await expect.poll(() => told).toBeGreaterThan(0);
  });

  test('removes what has expired at the time of the clock, wherever that stands', async () => {
    const { thread, line, client, put, get } = await started();
    const TimeToLiveSpecification = { AttributeName: 'ttl', Enabled: true };
    await client.send(new UpdateTimeToLiveCommand({ TableName: 'cards', TimeToLiveSpecification }));
    expect(thread.source.nextDueAt()).toBeUndefined();
    const due = Math.floor(Date.now() / 1000 + 600) * 1000;
    await put('customer#1', { ttl: { N: String(due / 1000) } });
    expect(thread.source.nextDueAt()).toBe(due);
    thread.source.fireDue(line.now());
    await expect.poll(thread.source.busy).toBe(false);
    expect(await get('customer#1')).toMatchObject({ pk: { S: 'customer#1' } });
    line.freeze(due);
    thread.source.fireDue(due);
    expect(thread.source.busy()).toBe(true);
    await expect.poll(thread.source.busy).toBe(false);
    expect(await get('customer#1')).toBeUndefined();
    expect(thread.source.nextDueAt()).toBeUndefined();
  });

  test('enforces the grants of the functions', async () => {
    const { clientOf } = await started();
    const reader = clientOf({ userAgentAppId: 'reader' });
    const Item = { pk: { S: 'customer#1' }, sk: { S: 'card' } };
    await expect(reader.send(new PutItemCommand({ TableName: 'cards', Item }))).rejects.toThrow(
      'is not authorized to perform: dynamodb:PutItem',
    );
    expect((await reader.send(new GetItemCommand({ TableName: 'cards', Key: Item }))).Item).toBeUndefined();
  });

  test.each([
    ['a page of another site', { 'sec-fetch-site': 'cross-site' }],
    ['a name that only points here', { host: 'crm.example' }],
  ])('refuses %s unread', async (_, headers) => {
    const { thread } = await started();
    const { promise, resolve } = Promise.withResolvers<number | undefined>();
    const { request } = await import('node:http');
    request(thread.url, { method: 'POST', headers: { 'content-length': 2, ...headers } }, (res) =>
      resolve(res.resume().statusCode),
    ).end('{}');
    expect(await promise).toBe(403);
  });

  test('stands still while the rest of the moment is copied, and says when that failed', async () => {
    const { folder, thread, put, get } = await started();
    await put('customer#1');
    let late: Promise<unknown> | undefined;
    const copy = join(folder, 'copy.db');
    await thread.backup(copy, () => {
      late = put('customer#2');
    });
    await late;
    expect(existsSync(copy)).toBe(true);
    expect(await get('customer#2')).toMatchObject({ pk: { S: 'customer#2' } });
    const failing = thread.backup(join(folder, 'other.db'), () => {
      throw new Error('no room');
    });
    await expect(failing).rejects.toThrow('no room');
    await expect(thread.backup(copy)).rejects.toThrow('exists already');
    expect(await thread.isWell()).toBe(true);
  });

  test('does not pass for a copy of one moment when its owner takes too long', () => {
    const facts = factsIn(factsMemory());
    expect(() => facts.waitForOwner(() => undefined, 1)).toThrow('not copied in time');
    expect(() => facts.waitForOwner(facts.goOn, 1)).not.toThrow();
  });

  test('is over when it is closed, and keeps what was answered', async () => {
    const { options } = given();
    const first = await openTableThread(options);
    const client = new DynamoDBClient({ ...localClientConfig, endpoint: first.url });
    await client.send(new CreateTableCommand(tableDefinition('cards')));
    client.destroy();
    await first.close();
    expect(await first.isWell()).toBe(false);
    await expect(fetch(first.url)).rejects.toThrow();
    const second = await openTableThread(options);
    onTestFinished(second.close);
    expect(await second.isWell()).toBe(true);
  });
});

describe('A table that cannot be opened', () => {
  test('says what is the matter with its file', async () => {
    const { options } = given();
    writeFileSync(options.file, 'no table at all, but a text that is longer than a header');
    await expect(openTableThread(options)).rejects.toThrow(`${options.file} cannot be opened as a table store`);
  });

  test('says that its port is taken', async () => {
    const { options } = given();
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    onTestFinished(() => void other.close());
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    await expect(openTableThread({ ...options, port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});
