import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openEmbeddedTable } from '#local/table/embedded-table.ts';
import { expirySource } from '#local/table/expiry-source.ts';
import { listenTable } from '#local/table/serve/listen-table.ts';
import { signed } from '#test/local/table/wire/start-table.ts';

export const noon = Date.parse('2026-11-22T12:00:00Z');

const ofStreams = new Set(['ListStreams', 'DescribeStream', 'GetShardIterator', 'GetRecords']);

/** An answer as the service gives it: no two operations have the same members. */
export type Told = Record<string, unknown>;

/** An embedded table on a clock that the test moves, behind a port until the test is over. */
export async function givenTable() {
  const folder = mkdtempSync(join(tmpdir(), 'embedded-table-'));
  const clock = { at: noon };
  const table = openEmbeddedTable({
    file: join(folder, 'table.sqlite'),
    clock: { now: () => clock.at },
    region: 'eu-west-1',
    onTrouble: (sentence) => {
      throw new Error(sentence);
    },
  });
  const server = await listenTable(table.respond, 0);
  onTestFinished(async () => {
    await server.close();
    await table.close();
    rmSync(folder, { recursive: true });
  });

  async function send(operation: string, input: object) {
    const service = ofStreams.has(operation) ? 'DynamoDBStreams_20120810' : 'DynamoDB_20120810';
    const headers = { ...signed, 'x-amz-target': `${service}.${operation}` };
    const answer = await fetch(server.url, { method: 'POST', headers, body: JSON.stringify(input) });
    const text = await answer.text();
    return { status: answer.status, body: (text === '' ? {} : JSON.parse(text)) as Told };
  }

  return {
    clock,
    source: expirySource(table),
    /** What is answered to a request that is done. */
    async ask(operation: string, input: object): Promise<Told> {
      const { status, body } = await send(operation, input);
      if (status !== 200) throw new Error(`${operation} was refused: ${JSON.stringify(body)}`);
      return body;
    },
    /** The error of a request that is refused: `ValidationException: Why.` */
    async refusal(operation: string, input: object): Promise<string> {
      const { status, body } = await send(operation, input);
      if (status === 200) throw new Error(`${operation} was done: ${JSON.stringify(body)}`);
      return `${String(body.__type).replace(/^.*#/, '')}: ${body.message ?? body.Message}`;
    },
    address: server.url,
  };
}
