import { type DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import type { Subscriber } from '#local/streams/consumer.ts';
import { partitionOf, recordOfItem, type StreamSource } from '#local/streams/stream-record.ts';

export type CatchUpOptions = {
  readonly table: DynamoDBClient;
  readonly tableName: string;
  readonly keyNames: readonly string[];
  readonly source: StreamSource;
  readonly subscribers: readonly Subscriber[];
  readonly now: () => number;
  /** Resolves when there is room for more records. */
  readonly room: () => Promise<void>;
};

/**
 * Hands every item that carries a subscriber's attribute to that subscriber again. For the one case in which the stream
 * cannot tell what is missing: the host died with records unread, and they were past their day when it came back.
 * Resolves when all are delivered or given up.
 */
export async function redeliverItems(options: CatchUpOptions): Promise<void> {
  await Promise.all(options.subscribers.map((subscriber) => redeliverTo(subscriber, options)));
}

async function redeliverTo({ attribute, delivery }: Subscriber, options: CatchUpOptions): Promise<void> {
  const { table, tableName, keyNames, source, now, room } = options;
  const delivered: Promise<void>[] = [];
  const input = {
    TableName: tableName,
    FilterExpression: 'attribute_exists(#wanted)',
    ExpressionAttributeNames: { '#wanted': attribute },
    ConsistentRead: true,
  };
  for await (const page of paginateScan({ client: table }, input)) {
    for (const item of page.Items ?? []) {
      const record = recordOfItem(item, keyNames, source, now());
      const { promise, resolve } = Promise.withResolvers<void>();
      delivery.push(record, partitionOf(record, source.partitionKey), resolve);
      delivered.push(promise);
    }
    await room();
  }
  await Promise.all(delivered);
}
