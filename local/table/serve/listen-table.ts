import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { createServer, type Socket } from 'node:net';
import type { Responder } from '#local/table/wire/message.ts';
import { openLane } from './lane.ts';
import { responseWriter } from './response-writer.ts';
import { tableHandler } from './table-handler.ts';
import { turnEnd } from './turn-end.ts';

export type TableServer = {
  readonly url: string;
  /** Takes no more connections and cuts those that are open. */
  readonly close: () => Promise<void>;
};

/** Serves a table on a port of this machine; 0 takes any free one. @throws Error when the port is taken */
export async function listenTable(respond: Responder, port: number): Promise<TableServer> {
  const http = createHttpServer({ keepAliveTimeout: 65_000 }, tableHandler(respond));
  const turns = turnEnd();
  const write = responseWriter();
  const open = new Set<Socket>();
  const handOver = (socket: Socket, received: Buffer): void => {
    http.emit('connection', socket);
    socket.unshift(received);
    socket.resume();
  };
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    openLane(socket, { respond, turns, write, handOver });
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : port}`,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
}
