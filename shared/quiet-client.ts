/** The SDK copies every input and output for its logger before it finds that there is none: 7 % of what a busy function does. */
export function quiet<Client extends { middlewareStack: { remove(name: string): boolean } }>(client: Client): Client {
  client.middlewareStack.remove('loggerMiddleware');
  return client;
}
