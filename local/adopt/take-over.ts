import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type FormerTable, readFormerFile } from '#local/adopt/former-file.ts';
import { account } from '#local/arns.ts';
import { formerTableFile, tableFile } from '#local/host/database.ts';
import { openRelayStore } from '#local/streams/relay-store.ts';
import { operations } from '#local/table/operations.ts';
import { openTableStore } from '#local/table/storage/open-table-store.ts';
import type { TableContext } from '#local/table/table-context.ts';
import { readInput } from '#local/table/wire/read-input.ts';
import { shapes } from '#local/table/wire/shapes.ts';

/** Written at once and synchronised once. */
const together = 500;

export type TakeOverOptions = {
  /** A data folder that no host uses meanwhile. */
  readonly dataDir: string;
  readonly region: string;
  /** Epoch milliseconds of the product's clock. */
  readonly now: () => number;
  readonly onTable: (name: string, items: number) => void;
  readonly onItems: (count: number) => void;
};

/**
 * Takes the tables of DynamoDB Local over into a table of this program: definitions, items, times to live. The file of
 * DynamoDB Local is only read. The new one gets its name when it is complete, so that whatever interrupts it, it can be done again.
 * @returns how many tables and items; undefined when the folder has its table already
 */
export async function takeOver(options: TakeOverOptions): Promise<{ tables: number; items: number } | undefined> {
  const { dataDir, region, now } = options;
  const file = tableFile(dataDir);
  if (existsSync(file)) return undefined;
  const unfinished = `${file}-adopting`;
  discard(unfinished);
  const former = readFormerFile(formerTableFile(dataDir));
  const store = openTableStore({ file: unfinished, now });
  let items = 0;
  try {
    for (const table of former.tables) items += await copy(table, { store, now, region, account }, options);
  } finally {
    await store.close();
    former.close();
  }
  seeToUndelivered(dataDir);
  renameSync(unfinished, file);
  return { tables: former.tables.length, items };
}

/** The stream is enabled last: what is taken over has not been written anew. */
async function copy(table: FormerTable, context: TableContext, { onTable, onItems }: TakeOverOptions): Promise<number> {
  const { name: TableName, timeToLive, streamView } = table;
  onTable(TableName, table.count);
  await operations.CreateTable?.(context, readInput(shapes.CreateTable, table.definition));
  let count = 0;
  let batch: Promise<object | undefined>[] = [];
  const settle = async () => {
    await Promise.all(batch);
    count += batch.length;
    onItems(batch.length);
    batch = [];
  };
  for (const Item of table.items()) {
    batch.push(Promise.resolve(operations.PutItem?.(context, readInput(shapes.PutItem, { TableName, Item }))));
    if (batch.length === together) await settle();
  }
  await settle();
  if (timeToLive !== undefined) {
    const TimeToLiveSpecification = { AttributeName: timeToLive, Enabled: true };
    const input = { TableName, TimeToLiveSpecification };
    await operations.UpdateTimeToLive?.(context, readInput(shapes.UpdateTimeToLive, input));
  }
  if (streamView !== undefined) {
    const input = { TableName, StreamSpecification: { StreamEnabled: true, StreamViewType: streamView } };
    await operations.UpdateTable?.(context, readInput(shapes.UpdateTable, input));
  }
  return count;
}

/** Records that the old stream had and nobody had read yet: after anything but an orderly stop, every item is looked at once more. */
function seeToUndelivered(dataDir: string): void {
  const relay = openRelayStore(join(dataDir, 'stream.db'));
  if (!relay.hasFlag('stopped-clean')) relay.setFlag('redeliver', true);
  relay.close();
}

function discard(file: string): void {
  for (const part of ['', '-wal', '-shm', '-journal']) rmSync(`${file}${part}`, { force: true });
}
