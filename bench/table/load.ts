import { Connection } from './connection.ts';

export type Request = { readonly operation: string; readonly body: string };

/** Requests a second of a list, so many connections at a time. */
export async function rateOf(endpoint: string, requests: readonly Request[], concurrency: number): Promise<number> {
  const connections = await Promise.all(Array.from({ length: concurrency }, () => Connection.open(endpoint)));
  const queue = requests.values();
  const since = performance.now();
  await Promise.all(
    connections.map(async (connection) => {
      for (const { operation, body } of queue) await connection.ask(operation, body);
    }),
  );
  const seconds = (performance.now() - since) / 1000;
  for (const connection of connections) connection.close();
  return requests.length / seconds;
}
