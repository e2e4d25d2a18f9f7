import { describe, expect, test } from 'vitest';
import { noon, type Told } from '#test/local/table/tables/given-table.ts';
import { key, orders } from '#test/local/table/tables/requests.ts';
import { givenStream, numbersOf, sortKeysOf } from './given-stream.ts';

const hour = 60 * 60_000;
const on = { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' };

describe('A stream', () => {
  test('is told with its one shard, which is open', async () => {
    const { ask, arn } = await givenStream();
    const description = {
      StreamArn: arn,
      StreamLabel: '2026-11-22T12:00:00.000',
      StreamStatus: 'ENABLED',
      StreamViewType: 'NEW_AND_OLD_IMAGES',
      CreationRequestDateTime: noon / 1000,
      TableName: 'orders',
      KeySchema: key('a', 'b'),
    };
    const shard = {
      ShardId: expect.stringMatching(/^shardId-\d{20}-\d{8}$/),
      SequenceNumberRange: { StartingSequenceNumber: expect.stringMatching(/^\d{21}$/) },
    };
    expect(await ask('DescribeStream', { StreamArn: arn })).toEqual({
      StreamDescription: { ...description, Shards: [shard] },
    });
  });

  test('has no shard behind its one, and none that follows it', async () => {
    const { ask, arn, shard } = await givenStream();
    const none = { StreamDescription: expect.objectContaining({ Shards: [] }) };
    expect(await ask('DescribeStream', { StreamArn: arn, ExclusiveStartShardId: shard.ShardId })).toEqual(none);
    const ShardFilter = { Type: 'CHILD_SHARDS', ShardId: shard.ShardId };
    expect(await ask('DescribeStream', { StreamArn: arn, ShardFilter })).toEqual(none);
  });

  test('that is disabled can be read to its end for 24 hours', async () => {
    const { ask, refusal, arn, clock, disable, put, iterator, read, records } = await givenStream();
    for (const b of ['1', '2']) await put(b);
    const [, last] = numbersOf(await records());
    await disable();
    await put('3');
    const { StreamDescription: told } = await ask('DescribeStream', { StreamArn: arn });
    expect(told).toMatchObject({
      StreamStatus: 'DISABLED',
      Shards: [{ SequenceNumberRange: { EndingSequenceNumber: last } }],
    });
    const first = await read(await iterator('TRIM_HORIZON'), 1);
    expect(first).toHaveProperty('NextShardIterator');
    const second = await read(first.NextShardIterator ?? '');
    expect(sortKeysOf(second.Records)).toEqual(['2']);
    expect(second).not.toHaveProperty('NextShardIterator');
    expect(await read(await iterator('LATEST'))).toEqual({ Records: [] });
    clock.at += 24 * hour;
    expect(await refusal('DescribeStream', { StreamArn: arn })).toBe(
      `ResourceNotFoundException: Requested resource not found: Stream: ${arn} not found`,
    );
  });

  test('of a table that is deleted can be read as well', async () => {
    const { ask, arn, put, records } = await givenStream();
    await put('1');
    await ask('DeleteTable', { TableName: 'orders' });
    expect((await ask('DescribeStream', { StreamArn: arn })).StreamDescription).toMatchObject({
      StreamStatus: 'DISABLED',
    });
    expect(await records()).toHaveLength(1);
  });

  test('that was never written to ends with the number with which it begins', async () => {
    const { ask, arn, disable, shard } = await givenStream();
    await disable();
    const first = shard.SequenceNumberRange.StartingSequenceNumber;
    expect((await ask('DescribeStream', { StreamArn: arn })).StreamDescription).toMatchObject({
      Shards: [{ SequenceNumberRange: { StartingSequenceNumber: first, EndingSequenceNumber: first } }],
    });
  });

  test('is another one when it is enabled again, also at the same moment and for a table made anew', async () => {
    const { ask, arn, disable } = await givenStream();
    const listed = async () => (await ask('ListStreams', { TableName: 'orders' })).Streams as Told[];
    await disable();
    const { Table: told } = await ask('DescribeTable', { TableName: 'orders' });
    expect(told).toMatchObject({ LatestStreamArn: arn });
    expect(told).not.toHaveProperty('StreamSpecification');
    await ask('UpdateTable', { TableName: 'orders', StreamSpecification: on });
    await ask('DeleteTable', { TableName: 'orders' });
    await ask('CreateTable', orders({ StreamSpecification: on }));
    const labels = (await listed()).map(({ StreamLabel }) => StreamLabel);
    expect(new Set(labels).size).toBe(3);
    expect((await ask('DescribeTable', { TableName: 'orders' })).Table).toMatchObject({
      LatestStreamLabel: labels.toSorted().at(-1),
    });
  });
});

describe('Streams', () => {
  test('are listed, those of a table or all, a page at a time', async () => {
    const { ask, arn } = await givenStream();
    await ask('CreateTable', orders({ TableName: 'returns', StreamSpecification: on }));
    const one = { StreamArn: arn, TableName: 'orders', StreamLabel: '2026-11-22T12:00:00.000' };
    expect(await ask('ListStreams', { TableName: 'orders' })).toEqual({ Streams: [one] });
    expect(await ask('ListStreams', { TableName: 'nothing' })).toEqual({ Streams: [] });
    const first = await ask('ListStreams', { Limit: 1 });
    expect(first).toEqual({ Streams: [one], LastEvaluatedStreamArn: arn });
    const rest = await ask('ListStreams', { ExclusiveStartStreamArn: arn });
    expect(rest).toMatchObject({ Streams: [{ TableName: 'returns' }] });
    expect(rest).not.toHaveProperty('LastEvaluatedStreamArn');
  });

  test('are known by ARNs and nothing else', async () => {
    const { arn, refusal } = await givenStream();
    for (const no of ['orders', arn.replace(/\/stream.*$/, ''), `${arn}/more`]) {
      const sentence = 'ValidationException: Invalid StreamArn';
      expect(await refusal('DescribeStream', { StreamArn: no })).toBe(sentence);
      expect(await refusal('ListStreams', { ExclusiveStartStreamArn: no })).toBe(sentence);
    }
  });
});
