import { ask } from '#test/local/table/outside/ask.ts';

/** The names by which the oldest records of the only stream's only shard are read. */
export async function tellStream(address: string) {
  type Streams = { Streams: { StreamArn: string }[] };
  const StreamArn = (await ask<Streams>(address, 'ListStreams', {})).body.Streams[0]?.StreamArn ?? '';
  type Described = { StreamDescription: { Shards: { ShardId: string }[] } };
  const described = await ask<Described>(address, 'DescribeStream', { StreamArn });
  const ShardId = described.body.StreamDescription.Shards[0]?.ShardId ?? '';
  const input = { StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' };
  const { ShardIterator } = (await ask<{ ShardIterator?: string }>(address, 'GetShardIterator', input)).body;
  return { StreamArn, ShardId, ShardIterator };
}
