import { banner, languageOf, stopping } from '#local/banner.ts';
import { type Host, startHost } from '#local/host.ts';
import { portOf } from '#local/port-of.ts';
import { StartRefused } from '#local/start-refused.ts';

/** `npm start`: the whole product until Ctrl-C. */
const language = languageOf(process.env);
const starting = start();
let stops: Promise<never> | undefined;

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());
if (process.env.npm_lifecycle_event !== undefined) followParent();

const host = await starting;
console.log(banner(host, await host.signInLink(), language));

async function start(): Promise<Host> {
  try {
    const dataDir = process.env.CRM_DATA_DIR || '.crm';
    return await startHost({ port: portOf(process.env), dataDir, env: process.env, onTrouble: console.error });
  } catch (error) {
    console.error(error instanceof StartRefused ? error.sentence[language] : error);
    process.exit(1);
  }
}

/** npm passes a signal to the shell between, which dies of it alone: when that parent is gone, this was meant. */
function followParent(): void {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) void stop();
  }, 250).unref();
}

/** The second Ctrl-C changes nothing: the first is on its way. */
function stop(): Promise<never> {
  stops ??= (async () => {
    const running = await starting;
    console.log(stopping[language]);
    await running.close();
    process.exit(0);
  })();
  return stops;
}
