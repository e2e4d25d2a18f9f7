import { createServer, type Server } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { hasCode } from '#local/durable-file.ts';
import { type LocalHandler, sendProblem } from '#local/http.ts';
import { StartRefused } from '#local/start-refused.ts';

const finishWithinMs = 5_000;
/** A client that sends its request drop by drop holds a connection this long, not for ever. An answer may take any time. */
const patience = {
  headersTimeout: 10_000,
  requestTimeout: 60_000,
  connectionsCheckingInterval: 5_000,
  keepAliveTimeout: 65_000,
} as const;

export type HttpServer = {
  readonly url: string;
  /** Serves from now on; until then every request is answered with 503. */
  serve(handler: LocalHandler): void;
  /** Takes no more connections, lets running requests finish for a few seconds, then cuts them. */
  close(): Promise<void>;
};

/** @throws StartRefused when the port is taken. */
export async function listen(port: number, onError: (error: unknown) => void): Promise<HttpServer> {
  let current: LocalHandler = (_, res) => {
    res.setHeader('retry-after', '1');
    sendProblem(res, 503, 'Service Unavailable', 'Percorso is starting; ask again in a second.');
  };
  const server = createServer(patience);
  server.on('request', async (req, res) => {
    try {
      await current(req, res);
    } catch (error) {
      onError(error);
      if (res.headersSent) res.destroy();
      else sendProblem(res, 500, 'Internal Server Error', 'The request could not be served; the terminal says why.');
    }
  });
  await bound(server, port);
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : port}`,
    serve(handler) {
      current = handler;
    },
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      await Promise.race([closed, wait(finishWithinMs)]);
      server.closeAllConnections();
      await closed;
    },
  };
}

async function bound(server: Server, port: number): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen(port, '127.0.0.1', resolve);
  try {
    await promise;
  } catch (error) {
    if (hasCode(error, 'EADDRINUSE')) throw taken(port);
    throw error;
  }
}

function taken(port: number): StartRefused {
  return new StartRefused({
    en: `Port ${port} is taken by another program: stop that one, or choose another with PORT, for example PORT=${port + 1} npm start.`,
    it: `La porta ${port} è occupata da un altro programma: fermalo, o scegline un'altra con PORT, per esempio PORT=${port + 1} npm start.`,
  });
}
