import { mkdirSync, truncateSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { readIfPresent } from '#local/durable-file.ts';
import { type GuardedChild, startGuarded } from '#test/support/dynamodb-local/guarded-child.ts';
import { findJava } from '#test/support/dynamodb-local/java.ts';
import { freePort } from '#test/support/free-port.ts';

/** Starts fast and stays small: one small collector, and only the first of the two compilers. */
const machine = ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Xms64m', '-Xmx768m'];
const readyWithinMs = 60_000;
const attempts = 3;

export type DynamoDb = { readonly endpoint: string; close(): Promise<void> };

export type DynamoDbOptions = {
  /** Folder for the data and the log. */
  readonly folder: string;
  /** Keeps nothing on disk. */
  readonly inMemory?: boolean;
  /** JAVA_HOME, PATH. */
  readonly env: NodeJS.ProcessEnv;
};

/**
 * AWS's DynamoDB Local as a child of this process: what the embedded table is held against.
 * @throws Error without Java 11 or newer.
 */
export async function startDynamoDb(options: DynamoDbOptions): Promise<DynamoDb> {
  const java = await findJava(options.env);
  if (java === undefined) throw new Error('DynamoDB Local needs Java 11 or newer, which was not found.');
  mkdirSync(options.folder, { recursive: true });
  if (!options.inMemory) useWriteAheadLog(options.folder);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await launch(java, await freePort(), options);
    } catch (error) {
      if (attempt === attempts) throw error;
    }
  }
}

async function launch(java: string, port: number, { folder, inMemory = false }: DynamoDbOptions): Promise<DynamoDb> {
  const log = join(folder, 'dynamodb.log');
  if (readIfPresent(log) !== undefined) truncateSync(log);
  const child = await startGuarded(java, [...machine, ...emulator(), ...place(folder, inMemory, port)], log);
  const endpoint = `http://127.0.0.1:${port}`;
  try {
    await ready(endpoint, child);
  } catch (cause) {
    await child.stop();
    const last = (readIfPresent(log) ?? '').trim().split('\n').slice(-3).join(' ');
    throw new Error(`DynamoDB Local did not start on port ${port}; its log ${log} ends with: ${last}`, { cause });
  }
  return { endpoint, close: child.stop };
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

/** About twice as many writes a second as with the journal that it would use, and equally safe: SQLite remembers the kind in the file. */
function useWriteAheadLog(folder: string): void {
  const database = new DatabaseSync(join(folder, 'shared-local-instance.db'));
  database.exec('PRAGMA journal_mode = WAL');
  database.close();
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
