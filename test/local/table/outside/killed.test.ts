import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import type { Item } from '#local/table/values/attribute-value.ts';
import { areEqual } from '#local/table/values/compare.ts';
import { itemSize } from '#local/table/values/size.ts';
import { type Asked, ask } from '#test/local/table/outside/ask.ts';
import { load, nothingTold, type Told } from '#test/local/table/outside/load.ts';
import { orders } from '#test/local/table/outside/requests.ts';
import { tellStream } from '#test/local/table/outside/tell-stream.ts';

const kills = Number(process.env.OUTSIDE_KILLS ?? 3);
const program = fileURLToPath(new URL('./serving-process.ts', import.meta.url));
const trouble: string[] = [];

async function start(file: string) {
  const child = fork(program, [file]);
  onTestFinished(() => void child.kill('SIGKILL'));
  child.on('message', (message: { trouble?: string }) => message.trouble && trouble.push(message.trouble));
  const [message]: { port?: number }[] = await once(child, 'message');
  const kill = async () => {
    child.kill('SIGKILL');
    await once(child, 'close');
  };
  return { address: `http://127.0.0.1:${message?.port}`, kill };
}

type Page = { Items: Item[]; LastEvaluatedKey?: Item };

async function scan(address: string, input: object = {}): Promise<Item[]> {
  const items: Item[] = [];
  let from: Item | undefined;
  do {
    const whole = { TableName: 'orders', ...input, ExclusiveStartKey: from };
    const { body }: Asked<Page> = await ask<Page>(address, 'Scan', whole);
    items.push(...body.Items);
    from = body.LastEvaluatedKey;
  } while (from);
  return items;
}

type Change = { dynamodb: { Keys: Item; OldImage?: Item; NewImage?: Item; SequenceNumber: string } };

async function history(address: string): Promise<Change[]> {
  const records: Change[] = [];
  let { ShardIterator } = await tellStream(address);
  while (ShardIterator !== undefined) {
    type Records = { Records: Change[]; NextShardIterator?: string };
    const { body }: Asked<Records> = await ask<Records>(address, 'GetRecords', { ShardIterator });
    records.push(...body.Records);
    ShardIterator = body.Records.length > 0 ? body.NextShardIterator : undefined;
  }
  return records;
}

const idOf = ({ customer, number }: Item) => JSON.stringify([customer, number]);
const mapOf = (items: readonly Item[]) => new Map(items.map((item) => [idOf(item), item]));
const same = (one: Item | undefined, other: Item | undefined) =>
  one === undefined || other === undefined ? one === other : areEqual({ M: one }, { M: other });

function expectHistory(records: readonly Change[], items: ReadonlyMap<string, Item>): void {
  const state = new Map<string, Item>();
  let last = '';
  for (const { dynamodb } of records) {
    const { Keys, OldImage, NewImage, SequenceNumber } = dynamodb;
    expect(SequenceNumber > last).toBe(true);
    last = SequenceNumber;
    const id = idOf(Keys);
    if (!same(state.get(id), OldImage)) expect(OldImage).toEqual(state.get(id));
    if (NewImage) state.set(id, NewImage);
    else state.delete(id);
  }
  expect([...state].filter(([id, item]) => !same(items.get(id), item))).toEqual([]);
  expect(state.size).toBe(items.size);
}

type Described = {
  Table: { ItemCount: number; TableSizeBytes: number; GlobalSecondaryIndexes: { ItemCount: number }[] };
};

async function expectAccord(address: string, told: Told): Promise<void> {
  // What expires in the meantime is gone first.
  let items = await scan(address);
  while (items.some(({ ends }) => ends)) items = await setTimeout(50, undefined).then(() => scan(address));
  const found = mapOf(items);
  const has = (customer: string, number: number) =>
    found.has(idOf({ customer: { S: customer }, number: { N: String(number) } }));
  expect(
    [...told.put].filter(
      (number) => !told.removed.has(number) && !has(`c${number % 5}`, number) && number + 200 >= told.next,
    ),
  ).toEqual([]);
  expect([...told.removed].filter((number) => has(`c${number % 5}`, number))).toEqual([]);
  expect([...told.pairs].filter((number) => !has('left', number))).toEqual([]);
  const sides = (side: string) =>
    items.flatMap(({ customer, number }) =>
      customer && 'S' in customer && customer.S === side ? [JSON.stringify(number)] : [],
    );
  expect(sides('left').sort()).toEqual(sides('right').sort());
  const times = items.reduce((sum, { times: each }) => sum + (each && 'N' in each ? Number(each.N) : 0), 0);
  expect(times).toBeGreaterThanOrEqual(told.counted);
  expect(times).toBeLessThanOrEqual(told.sent);

  const { Table } = (await ask<Described>(address, 'DescribeTable', { TableName: 'orders' })).body;
  expect(Table.ItemCount).toBe(items.length);
  expect(Table.TableSizeBytes).toBe(items.reduce((sum, item) => sum + itemSize(item), 0));
  const indexed = await scan(address, { IndexName: 'byState' });
  const expected = items.filter(({ state, due }) => state && due);
  expect(Table.GlobalSecondaryIndexes[0]?.ItemCount).toBe(expected.length);
  expect(indexed.map(idOf).sort()).toEqual(expected.map(idOf).sort());
  expectHistory(await history(address), found);
}

test(
  'a server killed in the middle of writes of all kinds has everything that it answered, whole and in accord',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'percorso-killed-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const file = join(folder, 'table.db');
    const told = nothingTold();
    for (let round = 0; round < kills; round += 1) {
      const server = await start(file);
      if (round === 0) {
        await ask(server.address, 'CreateTable', orders);
        await ask(server.address, 'UpdateTimeToLive', {
          TableName: 'orders',
          TimeToLiveSpecification: { Enabled: true, AttributeName: 'ends' },
        });
      }
      const loading = load(server.address, told);
      const enough = told.pairs.size + Math.random() * 100;
      while (told.pairs.size <= enough) await setTimeout(Math.random() * 20);
      await server.kill();
      await loading;
      const again = await start(file);
      await expectAccord(again.address, told);
      await again.kill();
    }
    expect(trouble).toEqual([]);
    expect(told.pairs.size).toBeGreaterThan(kills);
  },
  60_000 + kills * 10_000,
);
