import { createServer } from 'node:http';
import { onTestFinished } from 'vitest';
import type { LocalHandler } from '#local/http.ts';

/** Serves a handler on a free port until the test is over; resolves to its address. */
export async function serve(handler: LocalHandler): Promise<string> {
  const server = createServer((req, res) => void handler(req, res));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => server.close() && server.closeAllConnections());
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : address}`;
}
