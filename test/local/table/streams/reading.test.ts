import { describe, expect, test } from 'vitest';
import { readIterator, writeIterator } from '#local/table/streams/iterator.ts';
import { givenStream, numbersOf, sortKeysOf } from './given-stream.ts';

const minute = 60_000;
const hour = 60 * minute;
const trimmed = 'TrimmedDataAccessException: The data you are trying to access has been trimmed';

describe('A reader', () => {
  test('begins with the oldest record, behind the newest, at a number or behind it', async () => {
    const { put, read, iterator } = await givenStream();
    for (const b of ['1', '2', '3']) await put(b);
    const { Records } = await read(await iterator('TRIM_HORIZON'));
    const [, second] = numbersOf(Records);
    const latest = await iterator('LATEST');
    await put('4');
    const from = async (type: string) => sortKeysOf((await read(await iterator(type, second))).Records);
    expect(sortKeysOf(Records)).toEqual(['1', '2', '3']);
    expect(sortKeysOf((await read(latest)).Records)).toEqual(['4']);
    expect(await from('AT_SEQUENCE_NUMBER')).toEqual(['2', '3', '4']);
    expect(await from('AFTER_SEQUENCE_NUMBER')).toEqual(['3', '4']);
  });

  test('may begin at the number with which the shard begins, before there is a record', async () => {
    const { put, read, iterator, shard } = await givenStream();
    const first = await iterator('AT_SEQUENCE_NUMBER', shard.SequenceNumberRange.StartingSequenceNumber);
    await put('1');
    expect(sortKeysOf((await read(first)).Records)).toEqual(['1']);
  });

  test('gets every record behind the number with which the shard begins, which no record has', async () => {
    const { put, read, iterator, records, shard } = await givenStream();
    const start = shard.SequenceNumberRange.StartingSequenceNumber;
    const first = await iterator('AFTER_SEQUENCE_NUMBER', start);
    await put('1');
    expect(sortKeysOf((await read(first)).Records)).toEqual(['1']);
    const [number = ''] = numbersOf(await records());
    expect(BigInt(number)).toBeGreaterThan(BigInt(start));
  });

  test('gets as many as it wants at a time, and goes on behind them', async () => {
    const { put, read, iterator } = await givenStream();
    for (const b of ['1', '2', '3']) await put(b);
    const first = await read(await iterator('TRIM_HORIZON'), 2);
    const second = await read(first.NextShardIterator ?? '', 2);
    const third = await read(second.NextShardIterator ?? '', 2);
    expect([first, second, third].map(({ Records }) => sortKeysOf(Records))).toEqual([['1', '2'], ['3'], []]);
    await put('4');
    expect(sortKeysOf((await read(third.NextShardIterator ?? '')).Records)).toEqual(['4']);
  });

  test('goes on with its iterator also where the clock is finer than a millisecond', () => {
    const place = { arn: 'arn:aws:dynamodb:eu-west-1:1:table/orders/stream/1', from: 7 };
    expect(readIterator(writeIterator(place, 1_000.25), 1_000.75)).toEqual(place);
  });

  test('gets a thousand records at most', async () => {
    const { ask, read, iterator } = await givenStream('KEYS_ONLY');
    const put = (n: number) => ({ PutRequest: { Item: { a: { S: '1' }, b: { S: String(n) } } } });
    for (let n = 0; n < 1001; n += 25) {
      const orders = Array.from({ length: Math.min(25, 1001 - n) }, (_, at) => put(n + at));
      await ask('BatchWriteItem', { RequestItems: { orders } });
    }
    const { Records, NextShardIterator } = await read(await iterator('TRIM_HORIZON'));
    expect(Records).toHaveLength(1000);
    expect((await read(NextShardIterator ?? '')).Records).toHaveLength(1);
  });

  test('gets no more than 1 MB at once', async () => {
    const { put, read, iterator } = await givenStream();
    for (const b of ['1', '2', '3']) await put(b, { text: { S: 'x'.repeat(390_000) } });
    const first = await read(await iterator('TRIM_HORIZON'));
    expect(sortKeysOf(first.Records)).toEqual(['1', '2']);
    expect(sortKeysOf((await read(first.NextShardIterator ?? '')).Records)).toEqual(['3']);
  });

  test('has to go on within 15 minutes', async () => {
    const { clock, read, refusal, iterator } = await givenStream();
    const ShardIterator = await iterator('TRIM_HORIZON');
    clock.at += 15 * minute;
    await read(ShardIterator);
    clock.at += 1;
    expect(await refusal('GetRecords', { ShardIterator })).toMatch(
      /^ExpiredIteratorException: The shard iterator has expired/,
    );
  });

  test('finds nothing that is older than 24 hours, and is told when it asks for it', async () => {
    const { clock, put, place, records, refusal, iterator, read } = await givenStream();
    for (const b of ['1', '2']) await put(b);
    const [first, second] = numbersOf(await records());
    clock.at += 23 * hour;
    await put('3');
    const begun = { ShardIterator: await iterator('TRIM_HORIZON') };
    clock.at += 55 * minute;
    const late = { ShardIterator: await iterator('AT_SEQUENCE_NUMBER', first) };
    clock.at += 5 * minute;
    expect(await refusal('GetRecords', late)).toBe(trimmed);
    expect(await refusal('GetRecords', begun)).toMatch(/^ExpiredIteratorException/);
    expect(sortKeysOf(await records())).toEqual(['3']);
    const at = { ...place, ShardIteratorType: 'AT_SEQUENCE_NUMBER' };
    expect(await refusal('GetShardIterator', { ...at, SequenceNumber: second })).toBe(trimmed);
    const behind = { ...place, ShardIteratorType: 'AFTER_SEQUENCE_NUMBER' };
    expect(await refusal('GetShardIterator', { ...behind, SequenceNumber: first })).toBe(trimmed);
    expect(sortKeysOf((await read(await iterator('AFTER_SEQUENCE_NUMBER', second))).Records)).toEqual(['3']);
  });

  test('who has read all misses nothing, however far the clock is moved', async () => {
    const { clock, put, records, iterator, read } = await givenStream();
    await put('1');
    const [last] = numbersOf(await records());
    clock.at += 30 * 24 * hour;
    const behind = await iterator('AFTER_SEQUENCE_NUMBER', last);
    expect((await read(behind)).Records).toEqual([]);
    await put('2');
    expect(sortKeysOf((await read(behind)).Records)).toEqual(['2']);
  });

  test('who has not read all is told that records are gone, also long after they were', async () => {
    const { clock, source, put, records, place, refusal } = await givenStream();
    for (const b of ['1', '2']) await put(b);
    const [SequenceNumber] = numbersOf(await records());
    const behind = { ...place, ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber };
    for (const days of [1, 30]) {
      clock.at += days * 24 * hour;
      source.fireDue(clock.at);
      await expect.poll(() => source.busy()).toBe(false);
      expect(await refusal('GetShardIterator', behind)).toBe(trimmed);
    }
  });
});

describe('Nobody reads', () => {
  const wrong = 'ValidationException: One or more parameter values were invalid: ';
  const notOfShard = 'ValidationException: Invalid SequenceNumber for the shard';
  test.each([
    ['at no number', { ShardIteratorType: 'AT_SEQUENCE_NUMBER' }, `${wrong}Invalid SequenceNumber`],
    ['behind no number', { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER' }, `${wrong}Invalid SequenceNumber`],
    [
      'the newest from a number on',
      { ShardIteratorType: 'LATEST', SequenceNumber: '1'.repeat(21) },
      `${wrong}SequenceNumber should not be passed for this iterator type`,
    ],
    [
      'a number that no record has',
      { ShardIteratorType: 'AT_SEQUENCE_NUMBER', SequenceNumber: '9'.repeat(21) },
      notOfShard,
    ],
    [
      'a number that no record has yet',
      { ShardIteratorType: 'AT_SEQUENCE_NUMBER', SequenceNumber: '100000000000000000099' },
      notOfShard,
    ],
    [
      'a shard that is not there',
      { ShardId: `shardId-${'0'.repeat(20)}-00000000`, ShardIteratorType: 'LATEST' },
      'ResourceNotFoundException: Requested resource not found: Shard does not exist',
    ],
    [
      'a stream that is not there',
      { StreamArn: 'arn:aws:dynamodb:eu-west-1:000000000000:table/orders/stream/x', ShardIteratorType: 'LATEST' },
      'ResourceNotFoundException: Requested resource not found: Stream: arn:aws:dynamodb:eu-west-1:000000000000:table/orders/stream/x not found',
    ],
    [
      'what is the ARN of a table',
      { StreamArn: 'arn:aws:dynamodb:eu-west-1:000000000000:table/orders', ShardIteratorType: 'LATEST' },
      'ValidationException: Invalid StreamArn',
    ],
    [
      'what is no ARN',
      { StreamArn: 'fake-stream', ShardIteratorType: 'LATEST' },
      'ValidationException: Invalid StreamArn',
    ],
  ])('%s', async (_, given, sentence) => {
    const { place, refusal } = await givenStream();
    expect(await refusal('GetShardIterator', { ...place, ...given })).toBe(sentence);
  });

  test('a number from before the shard, of the stream that was there before', async () => {
    const { ask, put, records, disable, refusal } = await givenStream();
    for (const b of ['1', '2']) await put(b);
    const [SequenceNumber] = numbersOf(await records());
    await disable();
    const StreamSpecification = { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' };
    const { TableDescription } = await ask('UpdateTable', { TableName: 'orders', StreamSpecification });
    const { LatestStreamArn: StreamArn } = TableDescription as { LatestStreamArn: string };
    const { StreamDescription } = await ask('DescribeStream', { StreamArn });
    const ShardId = (StreamDescription as { Shards: { ShardId: string }[] }).Shards[0]?.ShardId;
    const input = { StreamArn, ShardId, ShardIteratorType: 'AT_SEQUENCE_NUMBER', SequenceNumber };
    expect(await refusal('GetShardIterator', input)).toBe(notOfShard);
  });

  test('with what is no iterator', async () => {
    const { arn, iterator, refusal } = await givenStream();
    const ShardIterator = await iterator('LATEST');
    const no = [
      ShardIterator.slice(0, -3),
      `${ShardIterator}|x`,
      `${arn}|1|${btoa('[-1,0]')}`,
      `${arn}|1|${btoa('{}')}`,
      'x',
    ];
    for (const each of no) {
      expect(await refusal('GetRecords', { ShardIterator: each })).toBe('ValidationException: Invalid ShardIterator');
    }
  });
});
