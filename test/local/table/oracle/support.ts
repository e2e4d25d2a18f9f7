import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll } from 'vitest';
import { openEmbeddedTable } from '#local/table/embedded-table.ts';
import { listenTable } from '#local/table/serve/listen-table.ts';
import { signed } from '#test/local/table/wire/start-table.ts';
import { startDynamoDb } from '#test/support/dynamodb-local/start.ts';
import { type Told, told } from './told.ts';

export { describeAgainstOracle } from '#test/support/dynamodb-local/against-java.ts';

/** The same request's answers. */
export type Both = { readonly embedded: Told; readonly oracle: Told };

export type Tables = {
  /** Addresses, for requests that `ask` cannot send. */
  readonly embedded: string;
  readonly oracle: string;
  /** Sends one request to both, a text as it is and anything else as JSON, and tells what they answer in a form that can be compared. */
  ask(operation: string, input: unknown): Promise<Both>;
  /** The same with a request for each, where one goes on from an answer of its own. */
  askEach(operation: string, inputs: { readonly embedded: unknown; readonly oracle: unknown }): Promise<Both>;
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
    const oracle = await startDynamoDb({ folder, inMemory: true, env: process.env });
    const embedded = await startEmbedded(join(folder, 'table.db'), started);
    held.embedded = embedded.address;
    held.oracle = oracle.endpoint;
    return async () => {
      await Promise.all([oracle.close(), embedded.close()]);
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    };
  });
  async function askEach(operation: string, inputs: { readonly embedded: unknown; readonly oracle: unknown }) {
    const [embedded, oracle] = await Promise.all([
      send(held.embedded, operation, textOf(inputs.embedded)),
      send(held.oracle, operation, textOf(inputs.oracle)),
    ]);
    return { embedded, oracle };
  }
  return {
    get embedded() {
      return held.embedded;
    },
    get oracle() {
      return held.oracle;
    },
    ask: (operation, input) => askEach(operation, { embedded: input, oracle: input }),
    askEach,
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
  const server = await listenTable(table.respond, 0);
  return {
    address: server.url,
    async close() {
      await server.close();
      await table.close();
      if (trouble.length > 0) throw new Error(`The embedded table had trouble: ${trouble.join(' ')}`);
    },
  };
}

const textOf = (input: unknown): string => (typeof input === 'string' ? input : JSON.stringify(input));

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
