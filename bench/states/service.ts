import { createStates, type States } from '#local/states/states.ts';

/** The service on a file, with functions that give back what they get. */
export const openService = (file: string, now: () => number = Date.now): Promise<States> =>
  createStates({
    file,
    clock: { now, register: () => {}, nudge: () => {} },
    region: 'eu-west-1',
    accountId: '000000000000',
    invokeFunction: async (_name, payload) => payload,
    callAwsSdk: async (_service, _action, input) => input,
  });

export async function createMachine(states: States, definition: object): Promise<string> {
  const roleArn = 'arn:aws:iam::000000000000:role/bench';
  const created = await states.call('CreateStateMachine', {
    name: 'bench',
    definition: JSON.stringify(definition),
    roleArn,
  });
  return 'stateMachineArn' in created ? String(created.stateMachineArn) : '';
}

/** Resolves when nothing is at work any more. */
export async function settled({ source }: States): Promise<void> {
  while (source.busy()) await new Promise(setImmediate);
}

/** Does a piece of work for each number up to `total`, so many at a time. */
export async function each(
  total: number,
  concurrency: number,
  piece: (number: number) => Promise<unknown>,
): Promise<void> {
  let next = 0;
  const lane = async () => {
    while (next < total) {
      next += 1;
      await piece(next);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, lane));
}
