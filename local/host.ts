import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type FunctionRow, registry } from '#functions/registry.ts';
import { region as regionOf } from '#local/arns.ts';
import { refuseHalfRestored } from '#local/backup/restore.ts';
import { createClock, type MovableClock } from '#local/clock.ts';
import { folderRefusal } from '#local/data-folder.ts';
import { lockDataFolder } from '#local/data-lock.ts';
import { writeWhole } from '#local/durable-file.ts';
import { authorizerOf } from '#local/grants.ts';
import { answering, databaseEndpoints, openDatabase } from '#local/host/database.ts';
import { type Endpoints, functionEnvironment, setEnvironment } from '#local/host/environment.ts';
import { createFailureLog } from '#local/host/failure-log.ts';
import { hostRoutes } from '#local/host/routes.ts';
import { listen } from '#local/host/server.ts';
import { openServices } from '#local/host/services.ts';
import { checkSettings } from '#local/host/settings.ts';
import { userDirectory } from '#local/host/users.ts';
import { createIdentity } from '#local/identity/identity.ts';
import { issuerAt } from '#local/identity/issuer.ts';
import { createTurns } from '#local/invoker/turns.ts';
import { createInvoker, type Invoker } from '#local/invoker.ts';
import { stateMachines, type Workflow } from '#workflows/load.ts';

const root = resolve(import.meta.dirname, '..');
const finishWithinMs = 3_000;

export type HostOptions = {
  /** 0 takes any free port. */
  readonly port: number;
  /** Everything that lasts is kept under it. */
  readonly dataDir: string;
  readonly env: NodeJS.ProcessEnv;
  /** The functions, by default the product's; entries are relative to `root`. */
  readonly rows?: readonly FunctionRow[];
  readonly root?: string;
  /** The state machines, by default the product's. */
  readonly workflows?: readonly Workflow[];
  /** Called once in the life of a data folder, when everything runs: what a new installation begins with. */
  readonly onFirstStart?: (host: { invoke: Invoker['invoke']; now: () => number }) => Promise<void>;
  /** Told in a sentence of what goes wrong while it runs; never with personal data. */
  readonly onTrouble?: (sentence: string) => void;
};

export type Host = {
  readonly url: string;
  readonly endpoints: Endpoints;
  readonly clock: MovableClock;
  readonly dataDir: string;
  /** A fresh link that signs one browser in, once. */
  signInLink(): Promise<string>;
  /** Finishes what is under way, keeps the rest for the next start, stops everything. */
  close(): Promise<void>;
};

/**
 * The whole product in this process, ready when it resolves. The functions read their environment from `process.env`, so one
 * process runs one host at a time.
 * @throws StartRefused with a sentence for people when it cannot start.
 */
export async function startHost(options: HostOptions): Promise<Host> {
  const { env, onTrouble = console.error } = options;
  const cleanUp: (() => unknown)[] = [];
  const undo = async () => {
    for (const step of cleanUp.splice(0).reverse()) await step();
  };
  const dataDir = resolve(options.dataDir);
  try {
    checkSettings(env);
    return await assemble({ ...options, dataDir, env, onTrouble }, cleanUp, undo);
  } catch (error) {
    await undo();
    throw folderRefusal(error, dataDir);
  }
}

async function assemble(
  options: HostOptions & { onTrouble: (sentence: string) => void },
  cleanUp: (() => unknown)[],
  undo: () => Promise<void>,
): Promise<Host> {
  const { port, dataDir, env, rows = registry, workflows = stateMachines(), onTrouble } = options;
  const region = regionOf(env);
  const failures = createFailureLog(onTrouble);

  const lock = lockDataFolder(dataDir);
  cleanUp.push(lock.release);
  refuseHalfRestored(dataDir);
  const clock = createClock({ file: join(dataDir, 'clock.json'), onError: failures.unexpected });
  cleanUp.push(clock.close);
  const authorize = authorizerOf(rows);
  const table = await openDatabase({ dataDir, env, time: clock.shared, rows, onTrouble });
  cleanUp.push(() => table?.close());
  const server = await listen(port, failures.unexpected);
  cleanUp.push(server.close);

  const endpoints = {
    ...databaseEndpoints(env, table),
    sfn: `${server.url}/aws/sfn`,
    ses: `${server.url}/aws/ses`,
    scheduler: `${server.url}/aws/scheduler`,
  };
  const tableName = env.TABLE_NAME || 'percorso';
  const scheduleGroup = env.SCHEDULE_GROUP || 'percorso';
  const publicUrl = (env.PUBLIC_URL || server.url).replace(/\/+$/, '');
  const place = { env, endpoints, region, tableName, scheduleGroup, publicUrl };
  cleanUp.push(setEnvironment(functionEnvironment(place)));

  const invoker = createInvoker({ rows, root: options.root ?? root, clock, region });
  const turns = createTurns();
  const smtpUrl = env.SMTP_URL || undefined;
  const services = await openServices({
    ...place,
    dataDir,
    rows,
    workflows,
    clock,
    invoker,
    turns,
    authorize,
    smtpUrl,
    records: table?.records,
    onTrouble,
  });
  cleanUp.push(services.close);
  const identity = await createIdentity({
    dir: join(dataDir, 'identity'),
    issuer: issuerAt(server.url),
    clock,
    users: userDirectory(rows, invoker, clock.now),
  });
  cleanUp.push(identity.close);
  const database = { dataDir, table, databaseAnswers: answering(table, endpoints.dynamodb) };
  const routes = hostRoutes({ rows, clock, invoker, turns, services, identity, endpoints, failures, ...database });
  server.serve(routes.onlyServices);
  if (table) clock.register(table.source);
  const relay = await services.begin();
  server.serve(routes.everything(relay));
  await firstStart(options, invoker, clock);

  let closed: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    // Nothing new begins, people are turned away, while what runs may still call the AWS endpoints.
    clock.close();
    server.serve(routes.onlyServices);
    await invoker.drain(finishWithinMs);
    await services.endDelivery();
    await server.close();
    await undo();
  };
  return {
    url: server.url,
    endpoints,
    clock,
    dataDir,
    signInLink: identity.signInLink,
    close() {
      closed ??= close();
      return closed;
    },
  };
}

async function firstStart(
  { dataDir, onFirstStart }: HostOptions,
  invoker: Invoker,
  clock: MovableClock,
): Promise<void> {
  const mark = join(dataDir, 'started');
  if (existsSync(mark)) return;
  await onFirstStart?.({ invoke: invoker.invoke, now: clock.now });
  writeWhole(mark, `${new Date(clock.now()).toISOString()}\n`);
}
