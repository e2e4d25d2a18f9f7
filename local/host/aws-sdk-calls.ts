import { LambdaError } from '#local/invoker/lambda-error.ts';

type Client = { send(command: object): Promise<object>; destroy(): void };
type CommandClass = new (input: unknown) => object;

/** The AWS clients that state machines can use by `aws-sdk:<service>:<action>`, besides Step Functions itself. */
const services: Readonly<Record<string, () => Promise<{ module: object; make: () => Client }>>> = {
  async dynamodb() {
    const module = await import('@aws-sdk/client-dynamodb');
    return { module, make: () => new module.DynamoDBClient({}) };
  },
  async scheduler() {
    const module = await import('@aws-sdk/client-scheduler');
    return { module, make: () => new module.SchedulerClient({}) };
  },
  async ses() {
    const module = await import('@aws-sdk/client-ses');
    return { module, make: () => new module.SESClient({}) };
  },
};

/** Calls AWS for the state machines; endpoints and credentials come from the environment, as for the functions. */
export function createSdkCalls() {
  const clients = new Map<string, Promise<{ module: object; client: Client }>>();

  const open = (service: string) => {
    const known = clients.get(service);
    if (known !== undefined) return known;
    const load = services[service];
    if (load === undefined) throw new LambdaError('UnknownService', `The local host has no AWS service "${service}".`);
    const opened = load().then(({ module, make }) => ({ module, client: make() }));
    clients.set(service, opened);
    return opened;
  };

  return {
    /** @throws what the service answers, with AWS's error name. */
    async call(service: string, action: string, input: unknown): Promise<unknown> {
      const { module, client } = await open(service);
      const name = `${action.charAt(0).toUpperCase()}${action.slice(1)}Command`;
      const Command = new Map<string, unknown>(Object.entries(module)).get(name);
      if (!isCommand(Command)) throw new LambdaError('UnknownOperation', `AWS's ${service} has no action "${action}".`);
      const { $metadata: _, ...answer } = { $metadata: undefined, ...(await client.send(new Command(input))) };
      return answer;
    },
    async close(): Promise<void> {
      for (const opened of clients.values()) (await opened).client.destroy();
    },
  };
}

function isCommand(value: unknown): value is CommandClass {
  return typeof value === 'function';
}
