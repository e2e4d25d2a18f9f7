import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { parseIfJson } from '#local/durable-file.ts';
import { StartRefused } from '#local/start-refused.ts';

/**
 * The SQLite file in which DynamoDB Local keeps tables: `dm` has a row for each, `sm` one for each stream, and the items of a
 * table are the rows of an SQLite table of its name. Nobody documents it: the form is that of its file version 2.
 */
const Text = z.preprocess(
  (value) => (value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : value),
  z.string(),
);
const Json = Text.transform((text): unknown => parseIfJson(text));

const Attribute = z.object({ AttributeName: z.string(), AttributeType: z.string() });
const Key = z.object({ AttributeName: z.string(), KeyType: z.string() });
const Throughput = z.object({ ReadCapacityUnits: z.number(), WriteCapacityUnits: z.number() });
const Projection = z.object({ ProjectionType: z.string(), NonKeyAttributes: z.array(z.string()).optional() });
const Index = z.object({ IndexName: z.string(), KeySchema: z.array(Key), Projection });
const GlobalIndex = Index.extend({ ProvisionedThroughput: Throughput });
const KeyColumn = z.object({ DynamoDBAttribute: Attribute, KeyType: z.string() });

const TableInfo = z.object({
  Attributes: z.array(Attribute),
  /** The keys of the table, by the empty name, and of its indexes. */
  SQLiteIndex: z.object({ '': z.array(KeyColumn) }),
  GSIList: z.array(GlobalIndex).nullish(),
  LSIList: z.array(Index).nullish(),
  TimeToLiveAttributeName: z.string().nullish(),
});

const TableRow = z.object({
  TableName: z.string(),
  BillingMode: z.number(),
  ReadCapacityUnits: z.number(),
  WriteCapacityUnits: z.number(),
  /** The text of a Java Boolean, or a number. */
  DeletionProtectionEnabled: z.preprocess((value) => value === 1 || value === 'true', z.boolean()),
  TableInfo: Json.pipe(TableInfo),
});

const StreamRow = z.object({ TableName: z.string(), StreamInfo: Json.pipe(z.object({ streamViewType: z.string() })) });
const ItemRow = z.object({ ObjectJSON: Json.pipe(z.record(z.string(), z.unknown())) });

const payPerRequest = 1;

export type FormerTable = {
  readonly name: string;
  /** Input of CreateTable, without its stream. */
  readonly definition: object;
  readonly timeToLive: string | undefined;
  readonly streamView: string | undefined;
  readonly count: number;
  /** Items in the JSON of the protocol, read as they are asked for. */
  items(): Iterable<Readonly<Record<string, unknown>>>;
};

export type FormerFile = { readonly tables: readonly FormerTable[]; readonly close: () => void };

/** @throws StartRefused when it is no file of DynamoDB Local in the form that is known here. */
export function readFormerFile(file: string): FormerFile {
  try {
    return readTables(new DatabaseSync(file, { readOnly: true }));
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new StartRefused({
      en: `${file} is no file of DynamoDB Local that can be read (${error.message}): put a copy of it back.`,
      it: `${file} non è un file di DynamoDB Local che si possa leggere (${error.message}): ripristinane una copia.`,
    });
  }
}

function readTables(database: DatabaseSync): FormerFile {
  const rows = (sql: string) => database.prepare(sql).all();
  const views = new Map(
    rows("SELECT TableName, StreamInfo FROM sm WHERE StreamStatus = 'ENABLED'")
      .map((row) => StreamRow.parse(row))
      .map(({ TableName, StreamInfo }) => [TableName, StreamInfo.streamViewType]),
  );
  const tables = rows('SELECT * FROM dm ORDER BY TableName').map((row): FormerTable => {
    const table = TableRow.parse(row);
    const source = `"${table.TableName.replaceAll('"', '""')}"`;
    return {
      name: table.TableName,
      definition: definitionOf(table),
      timeToLive: table.TableInfo.TimeToLiveAttributeName ?? undefined,
      streamView: views.get(table.TableName),
      count: Number(database.prepare(`SELECT count(*) AS count FROM ${source}`).get()?.count),
      *items() {
        for (const item of database.prepare(`SELECT ObjectJSON FROM ${source}`).iterate()) {
          yield ItemRow.parse(item).ObjectJSON;
        }
      },
    };
  });
  return { tables, close: () => database.close() };
}

function definitionOf(table: z.infer<typeof TableRow>): object {
  const { Attributes, SQLiteIndex, GSIList, LSIList } = table.TableInfo;
  const onDemand = table.BillingMode === payPerRequest;
  const throughput = ({ ReadCapacityUnits, WriteCapacityUnits }: z.infer<typeof Throughput>) =>
    onDemand ? {} : { ProvisionedThroughput: { ReadCapacityUnits, WriteCapacityUnits } };
  const globals = (GSIList ?? []).map(({ ProvisionedThroughput, ...index }) => ({
    ...index,
    ...throughput(ProvisionedThroughput),
  }));
  return {
    TableName: table.TableName,
    AttributeDefinitions: Attributes,
    KeySchema: SQLiteIndex[''].map(({ DynamoDBAttribute, KeyType }) => ({
      AttributeName: DynamoDBAttribute.AttributeName,
      KeyType,
    })),
    BillingMode: onDemand ? 'PAY_PER_REQUEST' : 'PROVISIONED',
    ...throughput(table),
    ...(globals.length > 0 && { GlobalSecondaryIndexes: globals }),
    ...(LSIList?.length && { LocalSecondaryIndexes: LSIList }),
    DeletionProtectionEnabled: table.DeletionProtectionEnabled,
  };
}
