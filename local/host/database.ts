import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { FunctionRow } from '#functions/registry.ts';
import { region as regionOf } from '#local/arns.ts';
import type { SharedTime } from '#local/clock/shared-time.ts';
import { hasCode } from '#local/durable-file.ts';
import { tablePortOf } from '#local/port-of.ts';
import { StartRefused } from '#local/start-refused.ts';
import { openTableThread, type TableThread } from '#local/table-thread/open-table-thread.ts';

const answersWithinMs = 2_000;

export type DatabaseOptions = {
  readonly dataDir: string;
  readonly env: NodeJS.ProcessEnv;
  readonly time: SharedTime;
  /** Whose grants are enforced. */
  readonly rows: readonly FunctionRow[];
  readonly onTrouble: (sentence: string) => void;
};

/** The file of the embedded table. */
export const tableFile = (dataDir: string): string => join(dataDir, 'table.db');

/** Where the runtime kept everything as long as DynamoDB Local was its database. */
export const formerTableFile = (dataDir: string): string => join(dataDir, 'dynamodb', 'shared-local-instance.db');

/**
 * The table of this process; undefined when AWS_ENDPOINT_URL_DYNAMODB names another database.
 * @throws StartRefused for a data folder whose customers are still in the file of DynamoDB Local, or a port that is taken.
 */
export async function openDatabase(options: DatabaseOptions): Promise<TableThread | undefined> {
  const { dataDir, env, time, onTrouble } = options;
  if (env.AWS_ENDPOINT_URL_DYNAMODB) return undefined;
  const file = tableFile(dataDir);
  if (!existsSync(file) && existsSync(formerTableFile(dataDir))) throw notAdopted(dataDir);
  const rows = options.rows.map(({ name, grants }) => ({ name, grants }));
  const port = tablePortOf(env);
  try {
    return await openTableThread({ file, port, region: regionOf(env), time, rows, onTrouble });
  } catch (error) {
    throw hasCode(error, 'EADDRINUSE') ? taken(port) : error;
  }
}

/** Where the functions and the host find the table and its stream. */
export function databaseEndpoints(env: NodeJS.ProcessEnv, table: Pick<TableThread, 'url'> | undefined) {
  const dynamodb = table?.url ?? env.AWS_ENDPOINT_URL_DYNAMODB ?? '';
  const named = env.AWS_ENDPOINT_URL_DYNAMODB && env.AWS_ENDPOINT_URL_DYNAMODB_STREAMS;
  return { dynamodb, dynamodbStreams: named || dynamodb };
}

/** Asks whether the database can answer; it never fails itself. */
export function answering(table: Pick<TableThread, 'isWell'> | undefined, endpoint: string): () => Promise<boolean> {
  if (table !== undefined) return table.isWell;
  return () =>
    fetch(endpoint, { signal: AbortSignal.timeout(answersWithinMs) }).then(
      () => true,
      () => false,
    );
}

function notAdopted(dataDir: string): StartRefused {
  return new StartRefused({
    en: `The customers in ${dataDir} are still in a file of DynamoDB Local: take them over with npm run crm -- adopt, then start again.`,
    it: `I clienti in ${dataDir} sono ancora in un file di DynamoDB Local: riprendili con npm run crm -- adopt, poi riavvia.`,
  });
}

function taken(port: number): StartRefused {
  return new StartRefused({
    en: `The port of the table, ${port}, is taken by another program: choose another one with TABLE_PORT, or unset it for any free one.`,
    it: `La porta della tabella, ${port}, è occupata da un altro programma: scegline un'altra con TABLE_PORT, o togli TABLE_PORT per una libera qualsiasi.`,
  });
}
