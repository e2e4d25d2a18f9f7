import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * A fresh process that evaluates a function's bundle as Lambda's init does, and then, when there is a composition beside it,
 * makes what the first call would make. Times in milliseconds: on the clock, and of the processor.
 */
const [folder = '', name = '', composition = ''] = process.argv.slice(2);
const usage = process.cpuUsage();
const started = performance.now();
await import(pathToFileURL(join(folder, 'index.mjs')).href);
const imported = spent();
if (composition !== '') {
  const { composeRuntime } = await import(pathToFileURL(join(folder, composition)).href);
  await composeRuntime(name);
}
process.send?.({ imported, composed: spent() });

function spent() {
  const { user, system } = process.cpuUsage(usage);
  return { wall: performance.now() - started, cpu: (user + system) / 1000 };
}
