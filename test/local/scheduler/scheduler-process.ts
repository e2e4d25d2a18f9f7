import { createServer } from 'node:http';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createClock } from '#local/clock.ts';
import { createScheduler } from '#local/scheduler/scheduler.ts';

/** A process of its own that is killed: the local Scheduler in the folder of the first argument, telling each firing that ended. */
const folder = process.argv[2] ?? '';
const clock = createClock({ file: join(folder, 'clock.json') });
const scheduler = createScheduler({
  file: join(folder, 'scheduler.sqlite'),
  clock,
  authorize: () => undefined,
  async invokeTarget(_, { name }) {
    await wait(5);
    console.log(`fired ${name}`);
  },
});
clock.register(scheduler.source);
clock.nudge();
const server = createServer((req, res) => void scheduler.handle(req, res));
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  console.log(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`);
});
