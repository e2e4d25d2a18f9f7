import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { region as regionOf } from '#local/arns.ts';
import type { Authorize } from '#local/aws-caller.ts';
import type { LocalClock } from '#local/clock-port.ts';
import { StartRefused } from '#local/start-refused.ts';
import { type EmbeddedTable, openEmbeddedTable } from '#local/table/embedded-table.ts';

const answersWithinMs = 2_000;

export type DatabaseOptions = {
  readonly dataDir: string;
  readonly env: NodeJS.ProcessEnv;
  readonly clock: Pick<LocalClock, 'now'>;
  readonly authorize: Authorize;
  readonly onTrouble: (sentence: string) => void;
};

/** The file of the embedded table. */
export const tableFile = (dataDir: string): string => join(dataDir, 'table.db');

/** Where the runtime kept everything as long as DynamoDB Local was its database. */
export const formerTableFile = (dataDir: string): string => join(dataDir, 'dynamodb', 'shared-local-instance.db');

/**
 * The table of this process; undefined when AWS_ENDPOINT_URL_DYNAMODB names another database.
 * @throws StartRefused for a data folder whose customers are still in the file of DynamoDB Local.
 */
export function openDatabase({
  dataDir,
  env,
  clock,
  authorize,
  onTrouble,
}: DatabaseOptions): EmbeddedTable | undefined {
  if (env.AWS_ENDPOINT_URL_DYNAMODB) return undefined;
  const file = tableFile(dataDir);
  if (!existsSync(file) && existsSync(formerTableFile(dataDir))) throw notAdopted(dataDir);
  return openEmbeddedTable({ file, clock, region: regionOf(env), authorize, onTrouble });
}

/** Where the functions and the host find the table and its stream. */
export function databaseEndpoints(env: NodeJS.ProcessEnv, serverUrl: string) {
  const dynamodb = env.AWS_ENDPOINT_URL_DYNAMODB || `${serverUrl}/aws/dynamodb`;
  const named = env.AWS_ENDPOINT_URL_DYNAMODB && env.AWS_ENDPOINT_URL_DYNAMODB_STREAMS;
  return { dynamodb, dynamodbStreams: named || dynamodb };
}

/** Asks whether the database can answer; it never fails itself. */
export function answering(table: Pick<EmbeddedTable, 'isWell'> | undefined, endpoint: string): () => Promise<boolean> {
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
