import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { listener, openTable, relayTo, reopenTable } from '#test/local/streams/fixture.ts';
import { sortKey } from '#test/local/streams/stream-event.ts';
import { serveTable } from '#test/support/dynamodb.ts';
import { runSource } from '#test/support/process.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const until = { timeout: 15_000, interval: 10 };

/** Its clock stands at the machine's time, so many hours on. */
async function onDisk(folder: string, hours = 0) {
  const table = await serveTable(join(folder, 'table.db'), () => Date.now() + hours * 3_600_000);
  onTestFinished(table.close);
  return table;
}

type Off = { readonly folder: string; readonly file: string; readonly place: Awaited<ReturnType<typeof openTable>> };

/** What comes when table and relay start again, with nothing written in between. */
async function heardADayLater({ folder, file, place }: Off): Promise<readonly string[]> {
  const { endpoint } = await onDisk(folder, 25);
  const { heard, deliver } = listener();
  const relay = await relayTo(await reopenTable(endpoint, place), deliver, { file });
  await expect.poll(relay.busy, until).toBe(false);
  return heard;
}

test('Nothing written is lost when the relay is killed again and again', async () => {
  const folder = temporaryFolder();
  const database = await onDisk(folder);
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

    const second = await onDisk(folder, 5);
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

    const heard = await heardADayLater({ folder, file, place });
    expect(heard).toContain('two');
    expect(heard).not.toContain('three');
  });

  test('for more than a day after a crash before anything was delivered, all of it is', async () => {
    const folder = temporaryFolder();
    const file = join(temporaryFolder(), 'relay.db');
    const first = await onDisk(folder);
    const place = await openTable(first.endpoint);
    const broken = listener(() => {
      throw new Error('not now');
    });
    const relay = await relayTo(place, broken.deliver, { file, tries: 100 });
    await place.put('customer', 'one');
    relay.notify();
    await relay.close();
    await first.close();

    expect(await heardADayLater({ folder, file, place })).toEqual(['one']);
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

    const second = await onDisk(folder, 25);
    const { put, ...again } = await reopenTable(second.endpoint, place);
    const { heard, deliver } = listener();
    const next = await relayTo(again, deliver, { file });
    await put('customer', 'new');
    next.notify();
    await expect.poll(next.busy, until).toBe(false);
    expect(heard).toEqual(['new']);
  });
});
