import { createServer } from 'node:net';

/** A port of this machine that nothing listens on at the moment. */
export async function freePort(): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const server = createServer();
  server.once('error', reject);
  server.listen(0, '127.0.0.1', () => {
    const given = server.address();
    server.close(() => (typeof given === 'object' && given !== null ? resolve(given.port) : reject(given)));
  });
  return await promise;
}
