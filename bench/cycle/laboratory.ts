import { join } from 'node:path';
import { SFNClient } from '@aws-sdk/client-sfn';
import { startHost } from '#local/host.ts';
import { startDynamoDb } from '#test/support/dynamodb-local/start.ts';
import { meteredRows } from './metered-functions.ts';
import { type Metered, meterTable } from './metered-table.ts';

/** The product in this process, on a database in memory, with everything metered that the cloud would bill. */
export async function openLaboratory(folder: string) {
  const calls: Metered[] = [];
  const env = { PATH: process.env.PATH, JAVA_HOME: process.env.JAVA_HOME, POWERTOOLS_LOG_LEVEL: 'SILENT' };
  const database = await startDynamoDb({ folder: join(folder, 'dynamodb'), inMemory: true, env });
  const table = await meterTable(database.endpoint, (call) => calls.push(call));
  const dataDir = join(folder, 'data');
  const root = join(folder, 'functions');
  const host = await startHost({
    port: 0,
    dataDir,
    env: { ...env, AWS_ENDPOINT_URL_DYNAMODB: table.endpoint },
    rows: meteredRows(root),
    root,
  });
  const sfn = new SFNClient({ endpoint: host.endpoints.sfn });
  return {
    host,
    dataDir,
    sfn,
    /** The calls of the table since the last time. */
    takeCalls: () => calls.splice(0),
    async close() {
      sfn.destroy();
      await host.close();
      await table.close();
      await database.close();
    },
  };
}

export type Laboratory = Awaited<ReturnType<typeof openLaboratory>>;
