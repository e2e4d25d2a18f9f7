import { runCrm } from './program.ts';
import { processTerminal } from './terminal.ts';

const stop = new AbortController();
process.once('SIGINT', () => stop.abort());
process.stdout.on('error', (error) => {
  // `crm … | head` closes the pipe early.
  if ('code' in error && error.code === 'EPIPE') process.exit(0);
  throw error;
});
process.exitCode = await runCrm(process.argv.slice(2), processTerminal(stop.signal));
