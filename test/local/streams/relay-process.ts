import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { recordsClient } from '#local/streams/records-client.ts';
import { startStreamRelay } from '#local/streams.ts';
import { type StreamEvent, sortKey } from '#test/local/streams/stream-event.ts';

/** A process that relays the stream of a table into a file, so that a test can kill it. */
const [folder = '', endpoint = '', tableName = '', streamArn = ''] = process.argv.slice(2);
const client = { endpoint, region: 'eu-west-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };

await startStreamRelay({
  table: new DynamoDBClient(client),
  streams: recordsClient(client),
  tableName,
  streamArn,
  region: 'eu-west-1',
  triggers: [{ functionName: 'relay-outbox', attribute: 'outbox' }],
  invoker: {
    async invoke(_, event) {
      for (const record of (event as StreamEvent).Records) {
        appendFileSync(join(folder, 'delivered'), `${sortKey(record)}\n`);
      }
    },
    busy: () => true,
  },
  clock: { now: Date.now },
  file: join(folder, 'relay.db'),
  onTrouble: console.error,
});
console.log('relaying');
