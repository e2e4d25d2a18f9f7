import { givenTable, type Told } from '#test/local/table/tables/given-table.ts';
import { orders } from '#test/local/table/tables/requests.ts';

export type StreamRecord = {
  readonly eventName: string;
  readonly dynamodb: { readonly SequenceNumber: string; readonly [name: string]: unknown };
  readonly [name: string]: unknown;
};
type Page = { readonly Records: readonly StreamRecord[]; readonly NextShardIterator?: string };
type Shard = {
  readonly ShardId: string;
  readonly SequenceNumberRange: { readonly StartingSequenceNumber: string; readonly EndingSequenceNumber?: string };
};

/** The table `orders` with a stream of a view, and what reads it. */
export async function givenStream(view = 'NEW_AND_OLD_IMAGES') {
  const table = await givenTable();
  const StreamSpecification = { StreamEnabled: true, StreamViewType: view };
  const { TableDescription } = await table.ask('CreateTable', orders({ StreamSpecification }));
  const arn = String((TableDescription as Told).LatestStreamArn);
  const { StreamDescription } = await table.ask('DescribeStream', { StreamArn: arn });
  const [shard] = (StreamDescription as { Shards: Shard[] }).Shards;
  if (shard === undefined) throw new Error('The stream has no shard.');
  const place = { StreamArn: arn, ShardId: shard.ShardId };

  async function iterator(ShardIteratorType: string, SequenceNumber?: string): Promise<string> {
    const input = { ...place, ShardIteratorType, SequenceNumber };
    return String((await table.ask('GetShardIterator', input)).ShardIterator);
  }

  async function read(ShardIterator: string, Limit?: number): Promise<Page> {
    return (await table.ask('GetRecords', { ShardIterator, Limit })) as Page;
  }

  return {
    ...table,
    arn,
    shard,
    place,
    iterator,
    read,
    /** All records that are left, from the oldest on. */
    records: async () => (await read(await iterator('TRIM_HORIZON'))).Records,
    put: (b: string, more: object = {}) =>
      table.ask('PutItem', { TableName: 'orders', Item: { a: { S: '1' }, b: { S: b }, ...more } }),
    remove: (b: string) => table.ask('DeleteItem', { TableName: 'orders', Key: { a: { S: '1' }, b: { S: b } } }),
    disable: () => table.ask('UpdateTable', { TableName: 'orders', StreamSpecification: { StreamEnabled: false } }),
  };
}

export const numbersOf = (records: readonly StreamRecord[]): string[] =>
  records.map(({ dynamodb }) => dynamodb.SequenceNumber);

export const sortKeysOf = (records: readonly StreamRecord[]): unknown[] =>
  records.map(({ dynamodb }) => (dynamodb.Keys as { b: { S: string } }).b.S);
