import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { beforeAll } from 'vitest';
import type { RecordNews } from '#local/streams.ts';
import { openEmbeddedTable } from '#local/table/embedded-table.ts';
import { listenTable } from '#local/table/serve/listen-table.ts';

export const localClientConfig = {
  region: 'eu-west-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
} as const;

export type ServedTable = {
  readonly records: RecordNews;
  readonly endpoint: string;
  readonly close: () => Promise<void>;
};

/** The embedded table on a file, behind a free port. @param now epoch milliseconds */
export async function serveTable(file: string, now: () => number = Date.now): Promise<ServedTable> {
  const troubles: string[] = [];
  const onTrouble = (sentence: string) => troubles.push(sentence);
  const table = openEmbeddedTable({ file, clock: { now }, region: localClientConfig.region, onTrouble });
  const server = await listenTable(table.respond, 0);
  let closed: Promise<void> | undefined;
  const close = async () => {
    await server.close();
    await table.close();
    if (troubles.length > 0) throw new Error(`The table had trouble: ${troubles.join(' ')}`);
  };
  return {
    endpoint: server.url,
    records: { onNew: table.onRecords, last: table.lastRecord },
    close() {
      closed ??= close();
      return closed;
    },
  };
}

/**
 * Call at the top of a test file: DynamoDB as the product has it on one machine, empty, started before its tests and stopped
 * after them. What it returns is filled in by then.
 */
export function useDynamoDb(): { readonly endpoint: string; readonly client: DynamoDBClient } {
  const held: { endpoint: string; client: DynamoDBClient | undefined } = { endpoint: '', client: undefined };
  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'percorso-dynamodb-'));
    const table = await serveTable(join(folder, 'table.db'));
    held.endpoint = table.endpoint;
    held.client = new DynamoDBClient({ ...localClientConfig, endpoint: table.endpoint });
    return async () => {
      held.client?.destroy();
      await table.close();
      rmSync(folder, { recursive: true, force: true });
    };
  });
  return {
    get endpoint() {
      return held.endpoint;
    },
    get client() {
      if (held.client === undefined) throw new Error('The table is there only while the tests of the file run.');
      return held.client;
    },
  };
}
