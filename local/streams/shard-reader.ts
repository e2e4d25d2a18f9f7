import {
  type _Record,
  DescribeStreamCommand,
  type DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
} from '@aws-sdk/client-dynamodb-streams';

export type ShardInfo = {
  readonly shardId: string;
  readonly parent: string | undefined;
  /** Nothing is written to it any more. */
  readonly closed: boolean;
};

/** The shards of a stream in the order of the answer, and the name of the table's partition key. */
export async function describeStream(
  client: DynamoDBStreamsClient,
  streamArn: string,
): Promise<{ shards: ShardInfo[]; partitionKey: string; keyNames: string[] }> {
  const shards: ShardInfo[] = [];
  let from: string | undefined;
  for (;;) {
    const command = new DescribeStreamCommand({ StreamArn: streamArn, ExclusiveStartShardId: from });
    const { StreamDescription: page } = await client.send(command);
    for (const { ShardId, ParentShardId, SequenceNumberRange } of page?.Shards ?? []) {
      if (ShardId === undefined) continue;
      const closed = SequenceNumberRange?.EndingSequenceNumber !== undefined;
      shards.push({ shardId: ShardId, parent: ParentShardId, closed });
    }
    from = page?.LastEvaluatedShardId;
    if (from !== undefined) continue;
    const keys = page?.KeySchema ?? [];
    const partitionKey = keys.find(({ KeyType }) => KeyType === 'HASH')?.AttributeName ?? '';
    return { shards, partitionKey, keyNames: keys.flatMap(({ AttributeName }) => AttributeName ?? []) };
  }
}

type Page = { readonly records: readonly _Record[]; readonly end: boolean };

export type ShardReader = {
  /** The next records, possibly none; `end` when the shard is closed and read to its end. */
  read(): Promise<Page>;
};

/**
 * Reads one shard from behind a sequence number, or from the oldest record that is left.
 * @param trimmed is called when the place to read from is no longer kept: records may have gone unread.
 */
export function readShard(
  client: DynamoDBStreamsClient,
  streamArn: string,
  { shardId, after, trimmed }: { shardId: string; after: string | undefined; trimmed: () => void },
): ShardReader {
  let iterator: string | undefined;
  let last = after;

  const open = async (): Promise<string | undefined> => {
    const place = last === undefined ? oldest : ({ ...behind, SequenceNumber: last } as const);
    const command = new GetShardIteratorCommand({ StreamArn: streamArn, ShardId: shardId, ...place });
    return (await client.send(command)).ShardIterator;
  };

  const next = async (): Promise<Page> => {
    iterator ??= await open();
    const { Records = [], NextShardIterator } = await client.send(new GetRecordsCommand({ ShardIterator: iterator }));
    iterator = NextShardIterator;
    last = Records.at(-1)?.dynamodb?.SequenceNumber ?? last;
    return { records: Records, end: NextShardIterator === undefined };
  };

  /** A shard of which nothing is left is at its end, unless more may still be written to it. */
  const endOfTrimmed = async (error: unknown): Promise<Page> => {
    const { shards } = await describeStream(client, streamArn);
    if (shards.some((shard) => shard.shardId === shardId && !shard.closed)) throw error;
    return { records: [], end: true };
  };

  const recover = async (error: unknown): Promise<Page> => {
    iterator = undefined;
    switch (error instanceof Error ? error.name : '') {
      case 'ExpiredIteratorException':
        return await next();
      case 'TrimmedDataAccessException':
        trimmed();
        if (last === undefined) return await endOfTrimmed(error);
        last = undefined;
        return await next().catch(recover);
      case 'ResourceNotFoundException':
        trimmed();
        return { records: [], end: true };
      default:
        throw error;
    }
  };

  return { read: () => next().catch(recover) };
}

const oldest = { ShardIteratorType: 'TRIM_HORIZON' } as const;
const behind = { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER' } as const;
