import { join } from 'node:path';
import { CreateTableCommand, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { onTestFinished } from 'vitest';
import { recordsClient } from '#local/streams/records-client.ts';
import type { StreamRecord } from '#local/streams/stream-record.ts';
import { startStreamRelay } from '#local/streams.ts';
import { tableDefinition } from '#shared/store/table.ts';
import { type StreamEvent, sortKey } from '#test/local/streams/stream-event.ts';
import { localClientConfig } from '#test/support/dynamodb.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

export type StreamFunction = (event: StreamEvent) => Promise<unknown>;

/** A table with its stream, and clients for both. */
export async function openTable(endpoint: string) {
  const tableName = `crm-${crypto.randomUUID()}`;
  const { table, streams } = clients(endpoint);
  const { TableDescription } = await table.send(new CreateTableCommand(tableDefinition(tableName)));
  return withPut({ table, streams, tableName, streamArn: TableDescription?.LatestStreamArn ?? '' });
}

/** The same table after its database was started again. */
export async function reopenTable(endpoint: string, { tableName, streamArn }: Place) {
  return withPut({ ...clients(endpoint), tableName, streamArn });
}

function clients(endpoint: string) {
  const table = new DynamoDBClient({ ...localClientConfig, endpoint });
  const streams = recordsClient({ ...localClientConfig, endpoint });
  onTestFinished(() => {
    table.destroy();
    streams.destroy();
  });
  return { table, streams };
}

function withPut(place: Place) {
  const put = async (pk: string, sk: string, outbox = true) => {
    const work = outbox ? { outbox: { S: `work of ${sk}` } } : {};
    const Item = { pk: { S: pk }, sk: { S: sk }, ...work };
    await place.table.send(new PutItemCommand({ TableName: place.tableName, Item }));
  };
  return { ...place, put };
}

type Place = { table: DynamoDBClient; streams: DynamoDBStreamsClient; tableName: string; streamArn: string };

export const virtualNow = Date.parse('2027-05-01T00:00:00Z');

/** A relay to one function, closed at the end of the test. */
export async function relayTo(
  { table, streams, tableName, streamArn }: Place,
  deliver: StreamFunction,
  { file = join(temporaryFolder(), 'relay.db'), tries = 3 } = {},
) {
  const troubles: string[] = [];
  const relay = await startStreamRelay({
    table,
    streams,
    tableName,
    streamArn,
    region: 'eu-west-1',
    triggers: [{ functionName: 'relay-outbox', attribute: 'outbox' }],
    invoker: { invoke: async (_, event) => await deliver(event as StreamEvent), busy: () => false },
    clock: { now: () => virtualNow },
    file,
    tries,
    onTrouble: (sentence) => troubles.push(sentence),
  });
  let closed: Promise<void> | undefined;
  const close = () => {
    closed ??= relay.close();
    return closed;
  };
  onTestFinished(close);
  return { ...relay, close, file, troubles };
}

/** A function that remembers the sort keys it was given. */
export function listener(before: (record: StreamRecord) => void = () => undefined) {
  const heard: string[] = [];
  const deliver: StreamFunction = async ({ Records }) => {
    for (const record of Records) {
      before(record);
      heard.push(sortKey(record));
    }
  };
  return { heard, deliver };
}
