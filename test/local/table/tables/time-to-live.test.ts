import { describe, expect, test } from 'vitest';
import { givenStream, sortKeysOf } from '#test/local/table/streams/given-stream.ts';
import { givenTable, noon } from './given-table.ts';
import { attributes, index, invalid, key, orders } from './requests.ts';

const ttl = (Enabled: boolean, AttributeName = 'until') => ({
  TableName: 'orders',
  TimeToLiveSpecification: { Enabled, AttributeName },
});
const seconds = noon / 1000;
const until = (second: number) => ({ until: { N: String(seconds + second) } });
const hour = 3_600_000;
const year = 365 * 24 * 3600;

describe('A time to live', () => {
  test('is told, and is told as it was asked for', async () => {
    const { ask, clock } = await givenTable();
    await ask('CreateTable', orders());
    const told = () => ask('DescribeTimeToLive', { TableName: 'orders' });
    const off = { TimeToLiveDescription: { TimeToLiveStatus: 'DISABLED' } };
    expect(await told()).toEqual(off);
    expect(await ask('UpdateTimeToLive', ttl(true))).toEqual({
      TimeToLiveSpecification: { Enabled: true, AttributeName: 'until' },
    });
    expect(await told()).toEqual({ TimeToLiveDescription: { TimeToLiveStatus: 'ENABLED', AttributeName: 'until' } });
    clock.at += hour;
    await ask('UpdateTimeToLive', ttl(false));
    expect(await told()).toEqual(off);
  });

  test('is changed once in an hour', async () => {
    const { ask, refusal, clock } = await givenTable();
    await ask('CreateTable', orders());
    await ask('UpdateTimeToLive', ttl(true));
    clock.at += hour - 1;
    expect(await refusal('UpdateTimeToLive', ttl(false))).toBe(
      invalid('Time to live has been modified multiple times within a fixed interval'),
    );
    clock.at += 1;
    await ask('UpdateTimeToLive', ttl(false));
  });

  test('is not what it is already, and not by two attributes', async () => {
    const { ask, refusal } = await givenTable();
    await ask('CreateTable', orders());
    expect(await refusal('UpdateTimeToLive', ttl(false))).toBe(invalid('TimeToLive is already disabled'));
    await ask('UpdateTimeToLive', ttl(true));
    expect(await refusal('UpdateTimeToLive', ttl(true))).toBe(invalid('TimeToLive is already enabled'));
    const other = invalid('TimeToLive is active on a different AttributeName: current AttributeName is until');
    for (const enabled of [true, false]) expect(await refusal('UpdateTimeToLive', ttl(enabled, 'other'))).toBe(other);
  });

  test('is of an attribute that has a name, and of a table that is there', async () => {
    const { refusal } = await givenTable();
    expect(await refusal('UpdateTimeToLive', ttl(true, ''))).toBe(
      invalid(
        "1 validation error detected: Value '' at 'timeToLiveSpecification.attributeName' failed to satisfy constraint: Member must have length greater than or equal to 1",
      ),
    );
    const missing = 'ResourceNotFoundException: Requested resource not found: Table: orders not found';
    expect(await refusal('UpdateTimeToLive', ttl(true))).toBe(missing);
    expect(await refusal('DescribeTimeToLive', { TableName: 'orders' })).toBe(missing);
  });
});

async function givenExpiring() {
  const stream = await givenStream();
  const { ask, clock, source } = stream;
  await ask('UpdateTimeToLive', ttl(true));
  return {
    ...stream,
    /** Moves the clock, and has done what is due by then. */
    async advanceTo(second: number): Promise<void> {
      clock.at = noon + second * 1000;
      if ((source.nextDueAt() ?? Number.POSITIVE_INFINITY) <= clock.at) source.fireDue(clock.at);
      await expect.poll(() => source.busy()).toBe(false);
    },
    left: async () => {
      const { Items } = await ask('Scan', { TableName: 'orders' });
      return (Items as { b: { S: string } }[]).map(({ b }) => b.S);
    },
  };
}

describe('An item', () => {
  test('is gone at its second and not before, one after the other', async () => {
    const { put, advanceTo, left, source } = await givenExpiring();
    await put('second', until(20));
    await put('first', until(10));
    expect(source.nextDueAt()).toBe(noon + 10_000);
    await advanceTo(9.999);
    expect(await left()).toEqual(['first', 'second']);
    await advanceTo(10);
    expect(await left()).toEqual(['second']);
    expect(source.nextDueAt()).toBe(noon + 20_000);
    await advanceTo(20);
    expect(await left()).toEqual([]);
    expect(source.nextDueAt()).toBeUndefined();
  });

  test('that expires is a record of the service, unlike one that is deleted', async () => {
    const { put, remove, advanceTo, records } = await givenExpiring();
    for (const b of ['1', '2']) await put(b, until(10));
    await remove('1');
    await advanceTo(10);
    const told = (await records()).slice(2);
    expect(sortKeysOf(told)).toEqual(['1', '2']);
    expect(told[0]).not.toHaveProperty('userIdentity');
    expect(told[1]).toMatchObject({
      eventName: 'REMOVE',
      userIdentity: { Type: 'Service', PrincipalId: 'dynamodb.amazonaws.com' },
      dynamodb: { OldImage: { b: { S: '2' }, ...until(10) } },
    });
  });

  test('lives on by an update, and by losing its attribute', async () => {
    const { ask, put, advanceTo, left } = await givenExpiring();
    for (const b of ['later', 'never', 'now']) await put(b, until(10));
    const update = (b: string, UpdateExpression: string, more: object = {}) =>
      ask('UpdateItem', { TableName: 'orders', Key: { a: { S: '1' }, b: { S: b } }, UpdateExpression, ...more });
    await update('later', 'SET #u = #u + :more', {
      ExpressionAttributeNames: { '#u': 'until' },
      ExpressionAttributeValues: { ':more': { N: '10' } },
    });
    await update('never', 'REMOVE #u', { ExpressionAttributeNames: { '#u': 'until' } });
    await advanceTo(10);
    expect(await left()).toEqual(['later', 'never']);
    await advanceTo(20);
    expect(await left()).toEqual(['never']);
  });

  test('stays when its attribute is no number, or lies more than five years back', async () => {
    const { put, advanceTo, left } = await givenExpiring();
    await put('ancient', until(-5 * year - 1));
    await put('set', { until: { NS: [String(seconds)] } });
    await put('text', { until: { S: String(seconds) } });
    await put('past', until(-5 * year + 100));
    expect(await left()).toHaveLength(4);
    await advanceTo(60);
    expect(await left()).toEqual(['ancient', 'set', 'text']);
  });

  test('that was there before expires as well, and not when the time to live is over', async () => {
    const { ask, put, advanceTo, left } = await givenExpiring();
    await advanceTo(3_600);
    await ask('UpdateTimeToLive', ttl(false));
    await put('1', until(3_610));
    await advanceTo(7_200);
    expect(await left()).toEqual(['1']);
    await put('2', until(7_210));
    await ask('UpdateTimeToLive', ttl(true));
    await advanceTo(7_210);
    expect(await left()).toEqual(['1']);
    await advanceTo(7_260);
    expect(await left()).toEqual([]);
  });

  test('that is past its time when it is written can be read for a minute, and lives on when it is given more', async () => {
    const { put, advanceTo, left } = await givenExpiring();
    for (const b of ['later', 'never', 'past']) await put(b, until(-10));
    await advanceTo(59);
    expect(await left()).toEqual(['later', 'never', 'past']);
    await put('later', until(100));
    await put('never', {});
    await advanceTo(60);
    expect(await left()).toEqual(['later', 'never']);
    await advanceTo(100);
    expect(await left()).toEqual(['never']);
  });

  test('that expires leaves its indexes', async () => {
    const { ask, put, advanceTo } = await givenExpiring();
    const Create = index('by-c', key('c'));
    await ask('UpdateTable', {
      TableName: 'orders',
      AttributeDefinitions: attributes('c'),
      GlobalSecondaryIndexUpdates: [{ Create }],
    });
    await put('1', { c: { S: 'x' }, ...until(10) });
    await advanceTo(10);
    expect(await ask('Scan', { TableName: 'orders', IndexName: 'by-c' })).toMatchObject({ Count: 0 });
    expect((await ask('DescribeTable', { TableName: 'orders' })).Table).toMatchObject({
      ItemCount: 0,
      TableSizeBytes: 0,
      GlobalSecondaryIndexes: [{ ItemCount: 0, IndexSizeBytes: 0 }],
    });
  });
});
