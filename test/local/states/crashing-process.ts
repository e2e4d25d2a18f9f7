import { isObject } from '#local/states/json.ts';
import { createStates, type States } from '#local/states/states.ts';

/**
 * A process that is there to be killed: it takes up the database named by its argument, starts executions one after the other
 * and says on its output which of them were acknowledged. Started with `fork`.
 */
const [file = '', prefix = '', machineArn = ''] = process.argv.slice(2);

let states: States | undefined;
let calls = 0;
const clock = { now: Date.now, register: () => {}, nudge: () => {} };

async function invokeFunction(name: string, payload: unknown): Promise<unknown> {
  calls += 1;
  await new Promise((resolve) => setTimeout(resolve, calls % 4));
  if (calls % 5 === 0) throw Object.assign(new Error('try again'), { name: 'Busy' });
  if (name !== 'ask' || !isObject(payload)) return payload;
  setTimeout(() => {
    states?.call('SendTaskSuccess', { taskToken: payload.token, output: '"answered"' }).catch(() => {});
  }, calls % 7);
  return null;
}

states = await createStates({
  file,
  clock,
  region: 'eu-west-1',
  accountId: '000000000000',
  invokeFunction,
  callAwsSdk: async () => null,
});
states.start();
setInterval(() => states?.source.fireDue(Date.now()), 5);

for (let number = 0; ; number += 1) {
  const name = `${prefix}-${number}`;
  await states.call('StartExecution', { stateMachineArn: machineArn, name, input: JSON.stringify({ name }) });
  process.send?.(name);
}
