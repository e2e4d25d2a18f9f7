import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { z } from 'zod';
import { readBody } from '#local/http.ts';
import { type ItemsKnown, knowItems, TransactWrite } from './write-units.ts';

const Answer = z.object({ ConsumedCapacity: z.object({ CapacityUnits: z.number() }).optional() });
const Transaction = z.object({ TransactItems: z.array(TransactWrite) });
const Put = z.object({ Item: TransactWrite.shape.Put.unwrap().shape.Item });

export type Metered = {
  /** `GetItem`, `TransactWriteItems`, … */
  readonly operation: string;
  /** The function that asked, by its User-Agent. */
  readonly caller: string;
  readonly readUnits: number;
  readonly writeUnits: number;
  /** By a condition that did not hold: it consumes too, but only of a transaction is it known how much. */
  readonly refused: boolean;
};

export type MeteredTable = { readonly endpoint: string; close(): Promise<void> };

const bodyLimit = 16 * 1024 * 1024;
const reads = ['GetItem', 'BatchGetItem', 'Query'];

/**
 * A door in front of a DynamoDB that asks it for the capacity that every call of a function consumes. Nothing else of the
 * calls and answers changes, so the functions run as they are. What the host itself asks for (the stream, the table) is not
 * metered: in the cloud the stream's reads for Lambda cost nothing.
 */
export async function meterTable(upstream: string, metered: (one: Metered) => void): Promise<MeteredTable> {
  const agent = new Agent({ keepAlive: true });
  const items = knowItems();
  const server = createServer((req, res) => {
    pass(req, res).catch(() => res.destroy());
  });

  const pass = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const body = await readBody(req, bodyLimit);
    const operation = operationOf(req);
    const caller = /\bapp\/([\w-]+)/.exec(req.headers['user-agent'] ?? '')?.[1];
    const sent = caller === undefined ? body : asking(body);
    const { status, headers, content } = await forward(req, sent);
    const refused = status >= 400;
    if (caller !== undefined) metered({ operation, caller, ...unitsOf(operation, body, content, items), refused });
    if (!refused) for (const write of writesOf(operation, body)) items.learn([write]);
    res.writeHead(status, headers).end(content);
  };

  const forward = (req: IncomingMessage, body: Buffer) => {
    const { promise, resolve, reject } = Promise.withResolvers<{
      status: number;
      headers: IncomingMessage['headers'];
      content: Buffer;
    }>();
    const headers = { ...req.headers, 'content-length': String(body.length) };
    const onward = request(
      upstream,
      { agent, method: req.method ?? 'POST', path: req.url ?? '/', headers },
      async (answer) => {
        const content = await readBody(answer, bodyLimit);
        resolve({ status: answer.statusCode ?? 502, headers: answer.headers, content });
      },
    );
    onward.on('error', reject);
    onward.end(body);
    return promise;
  };

  const { promise: listening, resolve } = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', resolve);
  await listening;
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    async close() {
      agent.destroy();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

function operationOf(req: IncomingMessage): string {
  return (
    String(req.headers['x-amz-target'] ?? '')
      .split('.')
      .at(-1) ?? ''
  );
}

function asking(body: Buffer): Buffer {
  return Buffer.from(JSON.stringify({ ...JSON.parse(body.toString('utf8')), ReturnConsumedCapacity: 'TOTAL' }));
}

function writesOf(operation: string, body: Buffer): TransactWrite[] {
  if (operation === 'TransactWriteItems') return Transaction.parse(JSON.parse(body.toString('utf8'))).TransactItems;
  return operation === 'PutItem' ? [{ Put: Put.parse(JSON.parse(body.toString('utf8'))) }] : [];
}

function unitsOf(operation: string, body: Buffer, content: Buffer, items: ItemsKnown) {
  if (operation === 'TransactWriteItems') return { readUnits: 0, writeUnits: items.unitsOf(writesOf(operation, body)) };
  const units = Answer.parse(JSON.parse(content.toString('utf8'))).ConsumedCapacity?.CapacityUnits ?? 0;
  return reads.includes(operation) ? { readUnits: units, writeUnits: 0 } : { readUnits: 0, writeUnits: units };
}
