import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startDynamoDb } from '#local/dynamodb.ts';
import { listener, openTable, relayTo, reopenTable } from '#test/local/streams/fixture.ts';
import { sortKey } from '#test/local/streams/stream-event.ts';
import { runSource } from '#test/support/process.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const until = { timeout: 15_000, interval: 10 };

async function onDisk(folder: string) {
  const { AWS_ENDPOINT_URL_DYNAMODB: _, DYNAMODB_PORT: __, ...env } = process.env;
  const database = await startDynamoDb({ folder, env });
  onTestFinished(database.close);
  return database;
}

/** Makes everything in the stopped database's stream older, as if the machine had been off. */
function age(folder: string, hours: number): void {
  const database = new DatabaseSync(join(folder, 'shared-local-instance.db'));
  for (const table of ['us', 'ss']) {
    database.prepare(`UPDATE ${table} SET CreationDateTime = CreationDateTime - ?`).run(hours * 3_600_000);
  }
  database.close();
}

test('Nothing written is lost when the relay is killed again and again', async () => {
  const folder = temporaryFolder();
  const database = await onDisk(join(folder, 'dynamodb'));
  const place = await openTable(database.endpoint);
  const script = join(import.meta.dirname, 'relay-process.ts');
  const start = () => runSource(script, [folder, database.endpoint, place.tableName, place.streamArn]);

  const written: string[] = [];
  let writing = true;
  const writer = (async () => {
    for (let n = 0; writing; n += 1) {
      await place.put(`customer-${n % 7}`, `item-${n}`);
      written.push(`item-${n}`);
    }
  })();
  for (let kill = 0; kill < 4; kill += 1) {
    const relay = start();
    await relay.line(/relaying/);
    await wait(Math.random() * 400);
    await relay.end('SIGKILL');
  }
  writing = false;
  await writer;
  start();
  const delivered = () => new Set(readFileSync(join(folder, 'delivered'), 'utf8').split('\n'));
  await expect.poll(() => written.filter((item) => !delivered().has(item)), until).toEqual([]);
  expect(written.length).toBeGreaterThan(20);
});

describe('When the machine was off', () => {
  test('for hours, a new shard goes on where the old one ended, in order', async () => {
    const folder = temporaryFolder();
    const first = await onDisk(folder);
    const place = await openTable(first.endpoint);
    for (const key of ['1', '2', '3']) await place.put('customer', key);
    await first.close();
    age(folder, 5);

    const second = await onDisk(folder);
    const { put, ...again } = await reopenTable(second.endpoint, place);
    for (const key of ['4', '5']) await put('customer', key);
    const { heard, deliver } = listener();
    const relay = await relayTo(again, deliver);
    relay.notify();
    await expect.poll(relay.busy, until).toBe(false);
    expect(heard).toEqual(['1', '2', '3', '4', '5']);
  });

  test('for more than a day after a crash, every item that carries work is delivered again', async () => {
    const folder = temporaryFolder();
    const file = join(temporaryFolder(), 'relay.db');
    const first = await onDisk(folder);
    const place = await openTable(first.endpoint);
    const broken = listener((record) => {
      if (sortKey(record) === 'two') throw new Error('not now');
    });
    const relay = await relayTo(place, broken.deliver, { file, tries: 100 });
    for (const key of ['one', 'two']) await place.put(key, key);
    await place.put('three', 'three', false);
    relay.notify();
    await expect.poll(() => broken.heard, until).toContain('one');
    await relay.close();
    await first.close();
    age(folder, 25);

    const second = await onDisk(folder);
    const { heard, deliver } = listener();
    const next = await relayTo(await reopenTable(second.endpoint, place), deliver, { file });
    await expect.poll(next.busy, until).toBe(false);
    expect(heard).toContain('two');
    expect(heard).not.toContain('three');
  });

  test('for more than a day after an orderly stop, nothing comes again', async () => {
    const folder = temporaryFolder();
    const file = join(temporaryFolder(), 'relay.db');
    const first = await onDisk(folder);
    const place = await openTable(first.endpoint);
    const relay = await relayTo(place, listener().deliver, { file });
    await place.put('customer', 'one');
    relay.notify();
    await expect.poll(relay.busy, until).toBe(false);
    await relay.close();
    await first.close();
    age(folder, 25);

    const second = await onDisk(folder);
    const { put, ...again } = await reopenTable(second.endpoint, place);
    const { heard, deliver } = listener();
    const next = await relayTo(again, deliver, { file });
    await put('customer', 'new');
    next.notify();
    await expect.poll(next.busy, until).toBe(false);
    expect(heard).toEqual(['new']);
  });
});
