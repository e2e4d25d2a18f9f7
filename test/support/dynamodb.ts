import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { beforeAll } from 'vitest';
import { startDynamoDb } from '#local/dynamodb.ts';

export const localClientConfig = {
  region: 'eu-west-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
} as const;

/**
 * Call at the top of a test file: a real DynamoDB Local in memory, started before its tests and stopped after them.
 * What it returns is filled in by then.
 */
export function useDynamoDb(): { readonly endpoint: string; readonly client: DynamoDBClient } {
  const held: { endpoint: string; client: DynamoDBClient | undefined } = { endpoint: '', client: undefined };
  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'percorso-dynamodb-'));
    const { AWS_ENDPOINT_URL_DYNAMODB: _, ...env } = process.env;
    const database = await startDynamoDb({ folder, inMemory: true, env });
    held.endpoint = database.endpoint;
    held.client = new DynamoDBClient({ ...localClientConfig, endpoint: database.endpoint });
    return async () => {
      held.client?.destroy();
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    };
  });
  return {
    get endpoint() {
      return held.endpoint;
    },
    get client() {
      if (held.client === undefined) throw new Error('DynamoDB Local is there only while the tests of the file run.');
      return held.client;
    },
  };
}
