import { waitingMachine } from './machines.ts';
import { createMachine, each, openService, settled } from './service.ts';

/**
 * A process of its own, so that its memory and its start can be measured: `fill` makes executions wait, `wake` takes the
 * database up a day later, when the first few of them are due.
 */
const [mode = '', file = '', total = '0', filledAt = '0'] = process.argv.slice(2);
const DAY = 86_400;
const now = Number(filledAt) + (mode === 'wake' ? (DAY + 10) * 1000 : 0);

const states = await openService(file, () => now);
states.start();
if (mode === 'fill') {
  const stateMachineArn = await createMachine(states, waitingMachine);
  await each(Number(total), 500, (number) =>
    states.call('StartExecution', { stateMachineArn, input: JSON.stringify({ number, seconds: DAY + number }) }),
  );
} else states.source.fireDue(now);
await settled(states);
process.send?.({ rss: process.memoryUsage.rss() });
setInterval(() => {}, 60_000);
