import { createServer } from 'node:http';
import { join } from 'node:path';
import { createClock } from '#local/clock.ts';
import { createSes } from '#local/ses/ses.ts';

/** A process of its own that is killed: the local SES in the folder of the first argument, whose events nobody takes. */
const folder = process.argv[2] ?? '';
const clock = createClock({ file: join(folder, 'clock.json') });
const ses = createSes({
  dir: join(folder, 'mail'),
  clock,
  authorize: () => undefined,
  onEvent: () => Promise.reject(new Error('nobody listens')),
});
clock.register(ses.source);
clock.nudge();
const server = createServer((req, res) => void ses.handle(req, res));
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  console.log(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`);
});
