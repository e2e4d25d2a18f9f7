import type { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { consumeShard, type ShardConsumer, type Subscriber } from '#local/streams/consumer.ts';
import type { RelayStore } from '#local/streams/relay-store.ts';
import { describeStream, readShard, type ShardInfo, type ShardReader } from '#local/streams/shard-reader.ts';
import { lambdaRecord, type StreamSource } from '#local/streams/stream-record.ts';

const lookForShardsMs = 60_000;

export type ShardSetOptions = {
  readonly client: DynamoDBStreamsClient;
  readonly source: StreamSource;
  readonly store: RelayStore;
  readonly subscribers: readonly Subscriber[];
  readonly now: () => number;
  /** Records may have gone before they were read. */
  readonly trimmed: () => void;
};

type OpenShard = {
  readonly shardId: string;
  readonly reader: ShardReader;
  readonly consumer: ShardConsumer;
  read: boolean;
};

/** All shards of a stream, a child only after its parent is done with: so an item's records stay in order. */
export function openShards({ client, source, store, subscribers, now, trimmed }: ShardSetOptions) {
  const open = new Map<string, OpenShard>();
  let lookedAt = Number.NEGATIVE_INFINITY;

  const lookForShards = async (): Promise<void> => {
    const { shards } = await describeStream(client, source.streamArn);
    lookedAt = performance.now();
    noticeGone(shards);
    const unfinished = shards.filter(({ shardId }) => !store.isFinished(shardId));
    const waiting = new Set(unfinished.map(({ shardId }) => shardId));
    for (const shard of unfinished) {
      if (!open.has(shard.shardId) && !(shard.parent !== undefined && waiting.has(shard.parent)))
        open.set(shard.shardId, enter(shard));
    }
  };

  /** A shard that is no longer kept, although this relay was not done with it. */
  const noticeGone = (shards: readonly ShardInfo[]): void => {
    const kept = new Set(shards.map(({ shardId }) => shardId));
    const known = [...store.startedShards(), ...shards.flatMap(({ parent }) => parent ?? [])];
    for (const gone of known.filter((shardId) => !kept.has(shardId) && !store.isFinished(shardId))) {
      trimmed();
      store.finish(gone);
      open.delete(gone);
    }
  };

  const enter = ({ shardId }: ShardInfo): OpenShard => {
    const consumer = consumeShard(shardId, subscribers, store, source.partitionKey);
    const reader = readShard(client, source.streamArn, { shardId, after: consumer.after, trimmed });
    return { shardId, reader, consumer, read: false };
  };

  const readOne = async (shard: OpenShard): Promise<number> => {
    if (shard.read) return 0;
    const { records, end } = await shard.reader.read();
    shard.consumer.take(records, (record) => lambdaRecord(record, source, now()));
    shard.read = end;
    return records.length;
  };

  return {
    /** Reads a page of every open shard; resolves to how much there was to do, 0 when nothing is left for now. */
    async poll(): Promise<number> {
      if (performance.now() - lookedAt > lookForShardsMs) await lookForShards();
      const counts = await Promise.all([...open.values()].map(readOne));
      const over = [...open.values()].filter(({ read, consumer }) => read && consumer.isDone());
      for (const { shardId } of over) {
        store.finish(shardId);
        open.delete(shardId);
      }
      if (over.length > 0) await lookForShards();
      const closing = [...open.values()].filter(({ read }) => read).length;
      return counts.reduce((sum, count) => sum + count, over.length + closing);
    },
  };
}
