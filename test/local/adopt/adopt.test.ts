import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type AttributeValue,
  CreateTableCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  PutItemCommand,
  paginateScan,
  QueryCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { openRelayStore } from '#local/streams/relay-store.ts';
import { tableDefinition, tableSchema } from '#shared/store/table.ts';
import { recordedTerminal } from '#test/local/cli/terminal.ts';
import { localClientConfig, serveTable } from '#test/support/dynamodb.ts';
import { describeAgainstOracle } from '#test/support/dynamodb-local/against-java.ts';
import { startDynamoDb } from '#test/support/dynamodb-local/start.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const everyType: Record<string, AttributeValue> = {
  text: { S: 'perché «no» \u0000 🙂' },
  empty: { S: '' },
  number: { N: '-12345678901234567890.123456789012345678' },
  bytes: { B: new Uint8Array([0, 1, 254, 255]) },
  texts: { SS: ['a', 'b'] },
  numbers: { NS: ['1', '2.5'] },
  blobs: { BS: [new Uint8Array([7])] },
  nothing: { NULL: true },
  yes: { BOOL: true },
  list: { L: [{ S: 'x' }, { M: { deep: { L: [] } } }] },
};

const ledger = {
  TableName: 'A-ledger.of_2026',
  AttributeDefinitions: [
    { AttributeName: 'day', AttributeType: 'N' as const },
    { AttributeName: 'at', AttributeType: 'B' as const },
    { AttributeName: 'sum', AttributeType: 'N' as const },
  ],
  KeySchema: [
    { AttributeName: 'day', KeyType: 'HASH' as const },
    { AttributeName: 'at', KeyType: 'RANGE' as const },
  ],
  LocalSecondaryIndexes: [
    {
      IndexName: 'by-sum',
      KeySchema: [
        { AttributeName: 'day', KeyType: 'HASH' as const },
        { AttributeName: 'sum', KeyType: 'RANGE' as const },
      ],
      Projection: { ProjectionType: 'INCLUDE' as const, NonKeyAttributes: ['text'] },
    },
  ],
  ProvisionedThroughput: { ReadCapacityUnits: 3, WriteCapacityUnits: 2 },
  DeletionProtectionEnabled: true,
};

function clientOf(endpoint: string): DynamoDBClient {
  const client = new DynamoDBClient({ ...localClientConfig, endpoint });
  onTestFinished(() => client.destroy());
  return client;
}

let original: Promise<string> | undefined;

/** A data folder as the runtime left it when DynamoDB Local was its database. */
async function formerFolder(): Promise<string> {
  original ??= makeFormerFolder(mkdtempSync(join(tmpdir(), 'percorso-former-')));
  const dataDir = temporaryFolder();
  cpSync(await original, dataDir, { recursive: true });
  return dataDir;
}

afterAll(async () => {
  if (original) rmSync(await original, { recursive: true, force: true });
});

async function makeFormerFolder(dataDir: string): Promise<string> {
  const former = await startDynamoDb({ folder: join(dataDir, 'dynamodb'), env: process.env });
  const client = new DynamoDBClient({ ...localClientConfig, endpoint: former.endpoint });
  await client.send(new CreateTableCommand(tableDefinition('percorso')));
  const TimeToLiveSpecification = { AttributeName: tableSchema.timeToLive, Enabled: true };
  await client.send(new UpdateTimeToLiveCommand({ TableName: 'percorso', TimeToLiveSpecification }));
  for (let n = 0; n < 3; n += 1) {
    const index = { gsi1pk: { S: 'customers' }, gsi1sk: { S: String(n).padStart(4, '0') } };
    const Item = { pk: { S: `C#${n}` }, sk: { S: 'C' }, ...index, ...everyType };
    await client.send(new PutItemCommand({ TableName: 'percorso', Item }));
  }
  await client.send(new CreateTableCommand(ledger));
  const Item = { day: { N: '1' }, at: { B: new Uint8Array([1]) }, sum: { N: '10.50' }, text: { S: 'x' } };
  await client.send(new PutItemCommand({ TableName: ledger.TableName, Item }));
  client.destroy();
  await former.close();
  return dataDir;
}

async function adopt(dataDir: string) {
  const { crm, out, err } = recordedTerminal({}, { CRM_DATA_DIR: dataDir });
  return { code: await crm('adopt'), out: out(), err: err() };
}

async function open(dataDir: string) {
  const table = await serveTable(join(dataDir, 'table.db'));
  onTestFinished(table.close);
  return clientOf(table.endpoint);
}

async function scan(client: DynamoDBClient, TableName: string) {
  const items: Record<string, AttributeValue>[] = [];
  for await (const page of paginateScan({ client }, { TableName })) items.push(...(page.Items ?? []));
  return items.toSorted((one, other) => (one.pk?.S ?? '').localeCompare(other.pk?.S ?? ''));
}

describeAgainstOracle('A data folder of DynamoDB Local is taken over', () => {
  test('with its tables, indexes, settings and items of every type', async () => {
    const dataDir = await formerFolder();
    const before = readFileSync(join(dataDir, 'dynamodb/shared-local-instance.db'));
    const { code, out } = await adopt(dataDir);
    expect([code, out]).toEqual([0, expect.stringMatching(/^Taken over \(tables: 2, items: 4\)\..*is as it was/s)]);
    expect(readFileSync(join(dataDir, 'dynamodb/shared-local-instance.db')).equals(before)).toBe(true);

    const client = await open(dataDir);
    expect((await scan(client, 'percorso')).map(({ pk, sk, gsi1pk, gsi1sk, ...rest }) => rest)).toEqual([
      everyType,
      everyType,
      everyType,
    ]);
    const query = new QueryCommand({
      TableName: 'percorso',
      IndexName: 'gsi1',
      KeyConditionExpression: 'gsi1pk = :customers',
      ExpressionAttributeValues: { ':customers': { S: 'customers' } },
    });
    expect((await client.send(query)).Items?.map(({ pk }) => pk?.S)).toEqual(['C#0', 'C#1', 'C#2']);
    const ttl = await client.send(new DescribeTimeToLiveCommand({ TableName: 'percorso' }));
    expect(ttl.TimeToLiveDescription).toEqual({
      TimeToLiveStatus: 'ENABLED',
      AttributeName: tableSchema.timeToLive,
    });
    const { Table } = await client.send(new DescribeTableCommand({ TableName: 'percorso' }));
    expect(Table).toMatchObject({
      ItemCount: 3,
      StreamSpecification: tableDefinition('percorso').StreamSpecification,
      BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
    });
    expect((await client.send(new DescribeTableCommand({ TableName: ledger.TableName }))).Table).toMatchObject({
      KeySchema: ledger.KeySchema,
      LocalSecondaryIndexes: ledger.LocalSecondaryIndexes,
      ProvisionedThroughput: ledger.ProvisionedThroughput,
      DeletionProtectionEnabled: true,
    });
  });

  test('once: again there is nothing to do, and what was interrupted begins anew', async () => {
    const dataDir = await formerFolder();
    writeFileSync(join(dataDir, 'table.db-adopting'), 'half of it');
    expect((await adopt(dataDir)).code).toBe(0);
    expect(existsSync(join(dataDir, 'table.db-adopting'))).toBe(false);
    expect(await adopt(dataDir)).toMatchObject({ code: 0, out: expect.stringContaining('nothing to take over') });
    expect(await scan(await open(dataDir), 'percorso')).toHaveLength(3);
  });

  test.each([
    ['after a crash, what the old stream had not delivered comes again', false],
    ['after an orderly stop, nothing comes again', true],
  ])('%s', async (_, clean) => {
    const dataDir = await formerFolder();
    const before = openRelayStore(join(dataDir, 'stream.db'));
    before.setFlag('stopped-clean', clean);
    before.close();
    await adopt(dataDir);
    const relay = openRelayStore(join(dataDir, 'stream.db'));
    expect(relay.hasFlag('redeliver')).toBe(!clean);
    relay.close();
  });
});

describe('What cannot be taken over is told in a sentence:', () => {
  test('a folder in which there is nothing', async () => {
    const { code, err } = await adopt(temporaryFolder());
    expect([code, err]).toEqual([1, expect.stringMatching(/shared-local-instance\.db is not there: set CRM_DATA_DIR/)]);
  });

  test('a file of another kind', async () => {
    const dataDir = temporaryFolder();
    mkdirSync(join(dataDir, 'dynamodb'));
    writeFileSync(join(dataDir, 'dynamodb/shared-local-instance.db'), 'no database '.repeat(1_000));
    const { code, err } = await adopt(dataDir);
    expect([code, err]).toEqual([1, expect.stringMatching(/is no file of DynamoDB Local that can be read/)]);
    expect(existsSync(join(dataDir, 'table.db'))).toBe(false);
  });
});
