import { setTimeout as wait } from 'node:timers/promises';
import { DeleteItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, test } from 'vitest';
import { deadLetterRoutes } from '#local/streams/dead-letter-routes.ts';
import { listener, openTable, relayTo, virtualNow } from '#test/local/streams/fixture.ts';
import { type StreamEvent, sortKey } from '#test/local/streams/stream-event.ts';
import { useDynamoDb } from '#test/support/dynamodb.ts';
import { serve } from '#test/support/serve.ts';

const database = useDynamoDb();
const until = { timeout: 10_000, interval: 5 };

describe('The stream of the table', () => {
  test('brings a function the new images that carry its attribute, as Lambda would, and no others', async () => {
    const place = await openTable(database.endpoint);
    const events: StreamEvent[] = [];
    const relay = await relayTo(place, async (event) => events.push(event));
    await place.put('customer', 'quiet', false);
    const Item = { pk: { S: 'customer' }, sk: { S: 'loud' }, outbox: { B: new Uint8Array([1, 2]) } };
    await place.table.send(new PutItemCommand({ TableName: place.tableName, Item }));
    await place.table.send(new DeleteItemCommand({ TableName: place.tableName, Key: { pk: Item.pk, sk: Item.sk } }));
    relay.notify();
    await expect.poll(relay.busy, until).toBe(false);
    expect(events).toEqual([
      {
        Records: [
          {
            eventID: expect.stringMatching(/^[0-9a-f]{32}$/),
            eventName: 'INSERT',
            eventVersion: '1.1',
            eventSource: 'aws:dynamodb',
            awsRegion: 'eu-west-1',
            eventSourceARN: place.streamArn,
            dynamodb: {
              ApproximateCreationDateTime: virtualNow / 1000,
              Keys: { pk: { S: 'customer' }, sk: { S: 'loud' } },
              NewImage: { pk: { S: 'customer' }, sk: { S: 'loud' }, outbox: { B: 'AQI=' } },
              SequenceNumber: expect.stringMatching(/^\d+$/),
              SizeBytes: expect.any(Number),
              StreamViewType: 'NEW_IMAGE',
            },
          },
        ],
      },
    ]);
  });

  test('is looked at within 50 ms of a hint, and without one in less than a second', async () => {
    const place = await openTable(database.endpoint);
    const arrived: number[] = [];
    const relay = await relayTo(place, async () => arrived.push(performance.now()));
    await place.put('warm', 'up');
    await expect.poll(() => arrived.length, until).toBe(1);
    await expect.poll(relay.busy, until).toBe(false);
    const delays: number[] = [];
    for (let n = 0; n < 9; n += 1) {
      await place.put('customer', String(n));
      const written = performance.now();
      relay.notify();
      await expect.poll(() => arrived.length, until).toBe(n + 2);
      delays.push((arrived.at(-1) ?? 0) - written);
      await expect.poll(relay.busy, until).toBe(false);
    }
    expect(delays.sort((a, b) => a - b)[4]).toBeLessThan(50);
    await place.put('customer', 'unannounced');
    await expect.poll(() => arrived.length, { timeout: 1_000, interval: 5 }).toBe(11);
  });

  test('is busy from a hint until everything written before it is delivered', async () => {
    const place = await openTable(database.endpoint);
    const heard: string[] = [];
    const relay = await relayTo(place, async ({ Records }) => {
      await wait(100);
      heard.push(...Records.map(sortKey));
    });
    await place.put('customer', 'slow');
    relay.notify();
    while (relay.busy()) await wait(1);
    expect(heard).toEqual(['slow']);
  });

  test('keeps the order of each partition while its function fails at random', async () => {
    const place = await openTable(database.endpoint);
    let calls = 0;
    const { heard, deliver } = listener(() => {
      calls += 1;
      if (calls % 7 === 0) throw new Error('now and then');
    });
    const partitions = Array.from({ length: 15 }, (_, n) => `customer-${n}`);
    const relay = await relayTo(place, deliver, { tries: 10 });
    await Promise.all(
      partitions.map(async (partition) => {
        for (let n = 0; n < 8; n += 1) await place.put(partition, `${partition}/${n}`);
      }),
    );
    relay.notify();
    await expect.poll(relay.busy, until).toBe(false);
    for (const partition of partitions) {
      const first = [...new Set(heard.filter((key) => key.startsWith(`${partition}/`)))];
      expect(first).toEqual(Array.from({ length: 8 }, (_, n) => `${partition}/${n}`));
    }
    expect(relay.deadLetters()).toEqual([]);
  });

  test('delivers again from the first record that a function names as failed', async () => {
    const place = await openTable(database.endpoint);
    const batches: string[][] = [];
    for (let n = 0; n < 5; n += 1) await place.put('customer', String(n));
    const relay = await relayTo(place, async ({ Records }) => {
      batches.push(Records.map(sortKey));
      const failed = batches.length === 1 ? Records.slice(2) : [];
      return { batchItemFailures: failed.map(({ dynamodb }) => ({ itemIdentifier: dynamodb.SequenceNumber })) };
    });
    relay.notify();
    await expect.poll(relay.busy, until).toBe(false);
    expect(batches).toEqual([
      ['0', '1', '2', '3', '4'],
      ['2', '3', '4'],
    ]);
  });
});

describe('A record that a function always refuses', () => {
  test('becomes a dead letter that can be seen, and does not hold up the others', async () => {
    const place = await openTable(database.endpoint);
    const { heard, deliver } = listener((record) => {
      if (sortKey(record) === 'poison') throw new RangeError('cannot swallow this');
    });
    for (const key of ['before', 'poison', 'after']) await place.put('customer', key);
    const relay = await relayTo(place, deliver);
    relay.notify();
    await expect.poll(relay.busy, until).toBe(false);
    expect([...new Set(heard)]).toEqual(['before', 'after']);
    expect(relay.troubles).toEqual([
      'relay-outbox refused a record 3 times (RangeError); see GET /local/dead-letters.',
    ]);

    const url = await serve(deadLetterRoutes(relay));
    expect(await (await fetch(`${url}/local/dead-letters`)).json()).toMatchObject({
      items: [
        {
          id: 1,
          at: '2027-05-01T00:00:00.000Z',
          functionName: 'relay-outbox',
          tries: 3,
          errorType: 'RangeError',
          errorMessage: 'cannot swallow this',
          record: { dynamodb: { Keys: { sk: { S: 'poison' } } } },
        },
      ],
    });
  });

  test('can be delivered once more when its cause is gone', async () => {
    const place = await openTable(database.endpoint);
    let broken = true;
    const { heard, deliver } = listener(() => {
      if (broken) throw new Error('broken');
    });
    await place.put('customer', 'poison');
    const relay = await relayTo(place, deliver, { tries: 1 });
    relay.notify();
    await expect.poll(relay.busy, until).toBe(false);

    const url = await serve(deadLetterRoutes(relay));
    const retry = (id: number) => fetch(`${url}/local/dead-letters/${id}/retry`, { method: 'POST' });
    expect((await retry(1)).status).toBe(502);
    broken = false;
    expect((await retry(1)).status).toBe(200);
    expect(heard).toEqual(['poison']);
    expect((await retry(1)).status).toBe(404);
    expect(relay.deadLetters()).toEqual([]);
  });
});

test('After an orderly restart nothing comes again and nothing is missing', async () => {
  const place = await openTable(database.endpoint);
  const first = listener();
  const relay = await relayTo(place, first.deliver);
  await place.put('customer', 'one');
  relay.notify();
  await expect.poll(relay.busy, until).toBe(false);
  await relay.close();
  await place.put('customer', 'two');

  const second = listener();
  const next = await relayTo(place, second.deliver, { file: relay.file });
  await expect.poll(next.busy, until).toBe(false);
  expect([first.heard, second.heard]).toEqual([['one'], ['two']]);
});
