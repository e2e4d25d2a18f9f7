import { mkdirSync, truncateSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { readIfPresent } from '#local/durable-file.ts';
import { type GuardedChild, startGuarded } from '#local/dynamodb/guarded-child.ts';
import { findJava } from '#local/dynamodb/java.ts';
import { useWriteAheadLog } from '#local/dynamodb/journal.ts';
import { rememberChild, stopOrphan } from '#local/dynamodb/orphan.ts';
import { freePort, isFree } from '#local/free-port.ts';
import { StartRefused } from '#local/start-refused.ts';

/** Starts fast and stays small: one small collector, and only the first of the two compilers. */
const machine = ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Xms64m', '-Xmx768m'];
const readyWithinMs = 60_000;
const attempts = 3;

export type DynamoDb = {
  readonly endpoint: string;
  /** True when this process started it, false for one that the user named. */
  readonly own: boolean;
  /** Resolves when it has ended, wanted or not; never for one that the user named. */
  readonly ended: Promise<void>;
  close(): Promise<void>;
};

export type DynamoDbOptions = {
  /** Folder for the data and the log. */
  readonly folder: string;
  /** Keeps nothing on disk. */
  readonly inMemory?: boolean;
  /** AWS_ENDPOINT_URL_DYNAMODB, DYNAMODB_PORT, JAVA_HOME, PATH. */
  readonly env: NodeJS.ProcessEnv;
};

/**
 * AWS's DynamoDB Local as a child of this process, or the endpoint that AWS_ENDPOINT_URL_DYNAMODB names.
 * @throws StartRefused without Java, or when DYNAMODB_PORT is taken.
 */
export async function startDynamoDb(options: DynamoDbOptions): Promise<DynamoDb> {
  const { folder, env } = options;
  const named = env.AWS_ENDPOINT_URL_DYNAMODB;
  if (named) return { endpoint: named, own: false, ended: new Promise(() => undefined), close: async () => undefined };
  const java = await findJava(env);
  mkdirSync(folder, { recursive: true });
  await stopOrphan(processFile(folder));
  if (!options.inMemory) useWriteAheadLog(folder);
  const wanted = await wantedPort(env.DYNAMODB_PORT);
  for (let attempt = 1; ; attempt += 1) {
    const port = wanted ?? (await freePort());
    try {
      return await launch(java, port, options);
    } catch (error) {
      if (attempt === attempts || wanted !== undefined) throw error;
    }
  }
}

async function launch(java: string, port: number, { folder, inMemory = false }: DynamoDbOptions): Promise<DynamoDb> {
  const log = join(folder, 'dynamodb.log');
  if (readIfPresent(log) !== undefined) truncateSync(log);
  const child = await startGuarded(java, [...machine, ...emulator(), ...place(folder, inMemory, port)], log);
  rememberChild(processFile(folder), child.pid);
  const endpoint = `http://127.0.0.1:${port}`;
  try {
    await ready(endpoint, child);
  } catch (cause) {
    await child.stop();
    const last = (readIfPresent(log) ?? '').trim().split('\n').slice(-3).join(' ');
    throw new Error(`DynamoDB Local did not start on port ${port}; its log ${log} ends with: ${last}`, { cause });
  }
  return { endpoint, own: true, ended: child.ended, close: child.stop };
}

function emulator(): string[] {
  const package_ = createRequire(import.meta.url).resolve('amplify-dynamodb-simulator/package.json');
  const folder = join(dirname(package_), 'emulator');
  return [`-Djava.library.path=${join(folder, 'DynamoDBLocal_lib')}`, '-jar', join(folder, 'DynamoDBLocal.jar')];
}

function place(folder: string, inMemory: boolean, port: number): string[] {
  const where = inMemory ? ['-inMemory'] : ['-dbPath', folder];
  return [...where, '-sharedDb', '-port', String(port), '-disableTelemetry'];
}

function processFile(folder: string): string {
  return join(folder, 'process.json');
}

/** Any answer will do: a request without a signature is refused as soon as the server listens to requests. */
async function ready(endpoint: string, child: GuardedChild): Promise<void> {
  const late = AbortSignal.timeout(readyWithinMs);
  let over = false;
  void child.ended.then(() => {
    over = true;
  });
  for (;;) {
    if (over) throw new Error('The process ended.');
    try {
      await fetch(endpoint, { signal: late });
      return;
    } catch (error) {
      if (late.aborted) throw error;
      await wait(15);
    }
  }
}

async function wantedPort(text: string | undefined): Promise<number | undefined> {
  if (!text) return undefined;
  const port = Number(text);
  if (!(Number.isInteger(port) && port > 0 && port < 65_536)) {
    throw new StartRefused({
      en: `DYNAMODB_PORT is "${text}": set it to a port from 1 to 65535, or unset it.`,
      it: `DYNAMODB_PORT vale "${text}": impostalo a una porta da 1 a 65535, o toglilo.`,
    });
  }
  if (!(await isFree(port))) {
    throw new StartRefused({
      en: `Port ${port} for DynamoDB Local is taken: free it, or unset DYNAMODB_PORT to let Percorso choose one.`,
      it: `La porta ${port} per DynamoDB Local è occupata: liberala, o togli DYNAMODB_PORT e Percorso ne sceglie una.`,
    });
  }
  return port;
}
