import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe } from 'vitest';
import { findJava } from '#local/dynamodb/java.ts';
import { startDynamoDb } from '#local/dynamodb.ts';
import { openEmbeddedTable } from '#local/table/embedded-table.ts';
import { signed } from '#test/local/table/wire/start-table.ts';
import { type Told, told } from './told.ts';

const hasJava = await findJava(process.env).then(
  () => true,
  () => false,
);

/** Tests that hold the embedded table against DynamoDB Local; left out where Java isn't found, and saying so. */
export function describeAgainstOracle(title: string, body: () => void): void {
  if (hasJava) describe(title, body);
  else describe.skip(`${title} (left out: DynamoDB Local needs Java, which was not found)`, body);
}

/** The same request's answers. */
export type Both = { readonly embedded: Told; readonly oracle: Told };

export type Tables = {
  /** Addresses, for requests that `ask` cannot send. */
  readonly embedded: string;
  readonly oracle: string;
  /** Sends one request to both, a text as it is and anything else as JSON, and tells what they answer in a form that can be compared. */
  ask(operation: string, input: unknown): Promise<Both>;
};

export type Started = {
  /** Reset by the tests that need to see it move; otherwise the machine's time. */
  clock: () => number;
};

/**
 * Call within `describeAgainstOracle`: an embedded table on a file and DynamoDB Local in memory, both empty, started before
 * its tests and stopped after them.
 */
export function useBothTables(started: Started = { clock: Date.now }): Tables {
  const held = { embedded: '', oracle: '' };
  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'percorso-oracle-'));
    const { AWS_ENDPOINT_URL_DYNAMODB: _, DYNAMODB_PORT: __, ...env } = process.env;
    const oracle = await startDynamoDb({ folder, inMemory: true, env });
    const embedded = await startEmbedded(join(folder, 'table.db'), started);
    held.embedded = embedded.address;
    held.oracle = oracle.endpoint;
    return async () => {
      await Promise.all([oracle.close(), embedded.close()]);
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    };
  });
  return {
    get embedded() {
      return held.embedded;
    },
    get oracle() {
      return held.oracle;
    },
    async ask(operation, input) {
      const body = typeof input === 'string' ? input : JSON.stringify(input);
      const [embedded, oracle] = await Promise.all([
        send(held.embedded, operation, body),
        send(held.oracle, operation, body),
      ]);
      return { embedded, oracle };
    },
  };
}

async function startEmbedded(file: string, started: Started) {
  const trouble: string[] = [];
  const table = openEmbeddedTable({
    file,
    clock: { now: () => started.clock() },
    region: 'eu-west-1',
    onTrouble: (sentence) => trouble.push(sentence),
  });
  const server = createServer((req, res) => void table.handle(req, res));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const at = server.address();
  return {
    address: `http://127.0.0.1:${typeof at === 'object' ? at?.port : at}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await table.close();
      if (trouble.length > 0) throw new Error(`The embedded table had trouble: ${trouble.join(' ')}`);
    },
  };
}

const ofStreams = new Set(['ListStreams', 'DescribeStream', 'GetShardIterator', 'GetRecords']);

async function send(address: string, operation: string, body: string): Promise<Told> {
  const service = ofStreams.has(operation) ? 'DynamoDBStreams_20120810' : 'DynamoDB_20120810';
  const answer = await fetch(address, {
    method: 'POST',
    headers: { ...signed, 'x-amz-target': `${service}.${operation}` },
    body,
  });
  return told(answer.status, await answer.text());
}
