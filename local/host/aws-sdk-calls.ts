import { commandOf, sdkOf } from '#local/aws-sdk.ts';
import { LambdaError } from '#local/invoker/lambda-error.ts';

/** Calls AWS for the state machines; endpoints and credentials come from the environment, as for the functions. */
export function createSdkCalls() {
  const clients = new Map<string, ReturnType<typeof connect>>();

  const open = (service: string) => {
    const opened = clients.get(service) ?? connect(service);
    clients.set(service, opened);
    return opened;
  };

  return {
    /** @throws what the service answers, with AWS's error name. */
    async call(service: string, action: string, input: unknown): Promise<unknown> {
      const { sdk, client } = await open(service);
      const Command = commandOf(sdk, action);
      if (!Command) throw new LambdaError('UnknownOperation', `AWS's ${service} has no action "${action}".`);
      const { $metadata: _, ...answer } = { $metadata: undefined, ...(await client.send(new Command(input))) };
      return answer;
    },
    async close(): Promise<void> {
      for (const opened of clients.values()) (await opened).client.destroy();
    },
  };
}

async function connect(service: string) {
  const sdk = await sdkOf(service);
  if (!sdk) throw new LambdaError('UnknownService', `The local host has no AWS service "${service}".`);
  return { sdk, client: sdk.make() };
}
