import { createServer, type Server } from 'node:http';
import { CreateStateMachineCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { createStates, type States, type StatesOptions } from '#local/states/states.ts';
import { VirtualClock } from './virtual-clock.ts';

export type LocalStates = {
  client: SFNClient;
  clock: VirtualClock;
  states: States;
  /** Creates a machine from a definition and starts it; gives the execution's ARN. */
  run(definition: object, input?: unknown, name?: string): Promise<string>;
  close(): Promise<void>;
};

const roleArn = 'arn:aws:iam::000000000000:role/states';

/** The state machines behind a port, with AWS's own client in front. Functions return their payload unless told otherwise. */
export async function openStates(
  options: Partial<StatesOptions> & { userAgentAppId?: string } = {},
): Promise<LocalStates> {
  const clock = options.clock instanceof VirtualClock ? options.clock : new VirtualClock();
  const states = await createStates({
    file: ':memory:',
    region: 'eu-west-1',
    accountId: '000000000000',
    invokeFunction: async (_name, payload) => payload,
    callAwsSdk: async (_service, _action, input) => input,
    ...options,
    clock,
  });
  const server = createServer((req, res) => void states.handle(req, res));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  states.start();
  const client = new SFNClient({
    endpoint: `http://127.0.0.1:${portOf(server)}`,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
    ...(options.userAgentAppId !== undefined && { userAgentAppId: options.userAgentAppId }),
  });
  let machines = 0;
  let closed = false;
  return {
    client,
    clock,
    states,
    async run(definition, input = {}, name) {
      machines += 1;
      const created = await client.send(
        new CreateStateMachineCommand({
          name: `machine-${machines}-${crypto.randomUUID()}`,
          definition: JSON.stringify(definition),
          roleArn,
        }),
      );
      const { stateMachineArn } = created;
      const started = await client.send(
        new StartExecutionCommand({
          stateMachineArn,
          input: JSON.stringify(input),
          ...(name !== undefined && { name }),
        }),
      );
      return started.executionArn ?? '';
    },
    async close() {
      if (closed) return;
      closed = true;
      client.destroy();
      await new Promise((resolve) => server.close(resolve));
      states.close();
    },
  };
}

const portOf = (server: Server): number => {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
};
