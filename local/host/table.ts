import { setTimeout as wait } from 'node:timers/promises';
import {
  CreateTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  ResourceInUseException,
  ResourceNotFoundException,
  type TableDescription,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { StartRefused } from '#local/start-refused.ts';
import { tableDefinition, tableSchema } from '#shared/store/table.ts';

/**
 * Makes the product's table if it is not there; resolves to the ARN of its stream.
 * @throws StartRefused when a table of this name has no stream.
 */
export async function ensureTable(client: DynamoDBClient, tableName: string): Promise<string> {
  let table = await describe(client, tableName);
  if (table === undefined) {
    await create(client, tableName);
    table = await describe(client, tableName);
  }
  while (table?.TableStatus !== 'ACTIVE') {
    await wait(100);
    table = await describe(client, tableName);
  }
  if (table.LatestStreamArn !== undefined && table.StreamSpecification?.StreamEnabled) return table.LatestStreamArn;
  throw new StartRefused({
    en: `The table ${tableName} has no stream: enable one with NEW_IMAGE, or set TABLE_NAME to a table that Percorso may make.`,
    it: `La tabella ${tableName} non ha uno stream: attivane uno con NEW_IMAGE, o imposta TABLE_NAME a una tabella che Percorso possa creare.`,
  });
}

async function describe(client: DynamoDBClient, tableName: string): Promise<TableDescription | undefined> {
  try {
    return (await client.send(new DescribeTableCommand({ TableName: tableName }))).Table;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

async function create(client: DynamoDBClient, tableName: string): Promise<void> {
  const TimeToLiveSpecification = { AttributeName: tableSchema.timeToLive, Enabled: true };
  try {
    await client.send(new CreateTableCommand(tableDefinition(tableName)));
    await client.send(new UpdateTimeToLiveCommand({ TableName: tableName, TimeToLiveSpecification }));
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error;
  }
}
