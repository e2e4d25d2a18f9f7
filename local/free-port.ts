import { createServer } from 'node:net';

/** A port of this machine that nothing listens on at the moment. */
export async function freePort(): Promise<number> {
  return await listenBriefly(0, '127.0.0.1');
}

/** True when a server can listen on the port, at this address or, without one, at every address. */
export async function isFree(port: number, address?: string): Promise<boolean> {
  return await listenBriefly(port, address).then(
    () => true,
    () => false,
  );
}

function listenBriefly(port: number, address?: string): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const server = createServer();
  server.once('error', reject);
  server.listen(port, address, () => {
    const given = server.address();
    server.close(() => resolve(typeof given === 'object' && given !== null ? given.port : port));
  });
  return promise;
}
