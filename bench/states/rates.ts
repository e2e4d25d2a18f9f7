import { join } from 'node:path';
import { StateMachine } from 'aws-local-stepfunctions';
import { Definition } from '#local/states/definition.ts';
import { walk } from '#local/states/walk.ts';
import { jsonataMachine, jsonpathMachine, TASKS, TRANSITIONS } from './machines.ts';
import { createMachine, each, openService, settled } from './service.ts';

const EXECUTIONS = 2_000;
const ROUNDS = 7;
const CONCURRENCY = 50;

async function perSecond(executions: number, all: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await all();
  return (executions * TRANSITIONS * 1000) / (performance.now() - started);
}

/** The interpreter alone, as the tests of a workflow use it. */
async function walked(executions: number): Promise<number> {
  const definition = Definition.parse(jsonataMachine);
  return await perSecond(executions, () =>
    each(executions, CONCURRENCY, async (number) => {
      const { execution } = await walk(definition, { customerId: `C${number}` }, (_state, request) =>
        request.kind === 'function' ? request.payload : null,
      );
      if (execution.status !== 'SUCCEEDED') throw new Error(`An execution is ${execution.status}: ${execution.cause}`);
    }),
  );
}

async function theirs(executions: number): Promise<number> {
  const machine = new StateMachine(jsonpathMachine, { validationOptions: { noValidate: true } });
  const taskResourceLocalHandlers = Object.fromEntries(TASKS.map((name) => [name, <T>(input: T) => input]));
  return await perSecond(executions, () =>
    each(
      executions,
      CONCURRENCY,
      (number) => machine.run({ customerId: `C${number}` }, { overrides: { taskResourceLocalHandlers } }).result,
    ),
  );
}

/** The whole service: API, queue, histories, and the store that the file names. */
async function served(file: string, executions: number): Promise<number> {
  const states = await openService(file);
  states.start();
  const stateMachineArn = await createMachine(states, jsonataMachine);
  const found = await perSecond(executions, async () => {
    await each(executions, CONCURRENCY, (number) =>
      states.call('StartExecution', { stateMachineArn, input: JSON.stringify({ customerId: `C${number}` }) }),
    );
    await settled(states);
  });
  states.close();
  return found;
}

const median = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0;
const whole = (number: number): string => Math.round(number).toLocaleString('en');

/** How many states are entered a second, here and in aws-local-stepfunctions, side by side in each round. */
export async function printRates(folder: string): Promise<void> {
  const rates: { walked: number; theirs: number; memory: number; disk: number }[] = [];
  for (let round = 0; round < ROUNDS; round += 1)
    rates.push({
      walked: await walked(EXECUTIONS),
      theirs: await theirs(EXECUTIONS),
      memory: await served(':memory:', EXECUTIONS),
      disk: await served(join(folder, `rate-${round}.db`), EXECUTIONS),
    });
  const of = (side: keyof (typeof rates)[number]) => median(rates.map((rate) => rate[side]));
  const ratio = median(rates.map((rate) => rate.walked / rate.theirs));
  console.log(
    `transitions per second, median of ${ROUNDS} rounds of ${EXECUTIONS} executions with ${TRANSITIONS} states:`,
  );
  console.log(`  in memory               ${whole(of('walked'))}`);
  console.log(
    `  aws-local-stepfunctions ${whole(of('theirs'))}   (ours is ${ratio.toFixed(2)} times that; ahead: ${ratio > 1})`,
  );
  console.log(`  served from memory      ${whole(of('memory'))}   (API, queue and histories as well)`);
  console.log(`  served, durable         ${whole(of('disk'))}   (at least 1,000: ${of('disk') >= 1_000})`);
}
