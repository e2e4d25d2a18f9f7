import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { z } from 'zod';
import { readBody } from '#local/http.ts';

const Consumed = z.object({
  CapacityUnits: z.number().default(0),
  GlobalSecondaryIndexes: z.record(z.string(), z.object({ CapacityUnits: z.number() })).default({}),
});
const Answer = z.object({ ConsumedCapacity: z.union([z.array(Consumed), Consumed]).optional() });

export type Metered = {
  /** `GetItem`, `TransactWriteItems`, … */
  readonly operation: string;
  /** The function that asked, by its User-Agent. */
  readonly caller: string;
  readonly readUnits: number;
  readonly writeUnits: number;
  /** Refused by a condition: it consumes as well, but the answer does not say how much. */
  readonly refused: boolean;
};

export type MeteredTable = { readonly endpoint: string; close(): Promise<void> };

const bodyLimit = 16 * 1024 * 1024;
const reads = ['GetItem', 'BatchGetItem', 'Query', 'Scan', 'TransactGetItems'];

/**
 * A door in front of a DynamoDB that asks it for the capacity that every call of a function consumes. Nothing else of the
 * calls and answers changes, so the functions run as they are. What the host itself asks for (the stream, the table) is not
 * metered: in the cloud the stream's reads for Lambda cost nothing.
 */
export async function meterTable(upstream: string, metered: (one: Metered) => void): Promise<MeteredTable> {
  const agent = new Agent({ keepAlive: true });
  const server = createServer((req, res) => {
    pass(req, res).catch(() => res.destroy());
  });

  const pass = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const body = await readBody(req, bodyLimit);
    const operation = operationOf(req);
    const caller = /\bapp\/([\w-]+)/.exec(req.headers['user-agent'] ?? '')?.[1];
    const sent = caller === undefined ? body : asking(body);
    const { status, headers, content } = await forward(req, sent);
    if (caller !== undefined) metered({ operation, caller, ...unitsOf(operation, content), refused: status >= 400 });
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
  return Buffer.from(JSON.stringify({ ...JSON.parse(body.toString('utf8')), ReturnConsumedCapacity: 'INDEXES' }));
}

function unitsOf(operation: string, content: Buffer): { readUnits: number; writeUnits: number } {
  const { ConsumedCapacity: consumed = [] } = Answer.parse(JSON.parse(content.toString('utf8')));
  const units = [consumed].flat().reduce((sum, { CapacityUnits }) => sum + CapacityUnits, 0);
  return reads.includes(operation) ? { readUnits: units, writeUnits: 0 } : { readUnits: 0, writeUnits: units };
}
