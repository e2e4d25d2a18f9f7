import { createServer, type Server } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { hasCode } from '#local/durable-file.ts';
import { type LocalHandler, sendProblem } from '#local/http.ts';
import { StartRefused } from '#local/start-refused.ts';

/** What the product answers to GET /health, of which nobody else has this mix. */
const Health = z.object({ status: z.string(), now: z.iso.datetime(), database: z.string() });
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
    if (hasCode(error, 'EADDRINUSE')) throw taken(port, await isPercorso(port));
    if (hasCode(error, 'EACCES')) throw reserved(port);
    throw error;
  }
}

async function isPercorso(port: number): Promise<boolean> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/health`, { signal: AbortSignal.timeout(1_000) });
    return Health.safeParse(await answer.json()).success;
  } catch {
    return false;
  }
}

function taken(port: number, byPercorso: boolean): StartRefused {
  const other = port < 65_535 ? port + 1 : port - 1;
  const who = byPercorso
    ? {
        en: 'a Percorso that is running with another data folder',
        it: 'un Percorso avviato con un’altra cartella dei dati',
      }
    : { en: 'another program', it: 'un altro programma' };
  return new StartRefused({
    en: `Port ${port} is taken by ${who.en}: stop that one, or choose another with PORT, for example PORT=${other} npm start.`,
    it: `La porta ${port} è occupata da ${who.it}: fermalo, o scegline un'altra con PORT, per esempio PORT=${other} npm start.`,
  });
}

function reserved(port: number): StartRefused {
  return new StartRefused({
    en: `Port ${port} is not open to this user: choose one from 1024 with PORT, for example PORT=3000 npm start.`,
    it: `La porta ${port} non è permessa a questo utente: scegline una da 1024 con PORT, per esempio PORT=3000 npm start.`,
  });
}
