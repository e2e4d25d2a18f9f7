type Client = { send(command: object): Promise<object>; destroy(): void };
type CommandClass = new (input: unknown) => object;
type Sdk = { readonly module: object; readonly make: () => Client };

/** The AWS clients that state machines can use by `aws-sdk:<service>:<action>`, besides Step Functions itself. */
const services: Readonly<Record<string, () => Promise<Sdk>>> = {
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

/** The client package of a service, undefined when state machines have none. */
export function sdkOf(service: string): Promise<Sdk> | undefined {
  return Object.hasOwn(services, service) ? services[service]?.() : undefined;
}

/** The command of an action as state machines write it, `updateItem`; undefined when the client has none. */
export function commandOf({ module }: Sdk, action: string): CommandClass | undefined {
  const name = `${action.charAt(0).toUpperCase()}${action.slice(1)}Command`;
  const command = new Map<string, unknown>(Object.entries(module)).get(name);
  return isCommand(command) ? command : undefined;
}

function isCommand(value: unknown): value is CommandClass {
  return typeof value === 'function';
}
