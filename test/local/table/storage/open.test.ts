import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { openTableStore } from '#local/table/storage/open-table-store.ts';
import { givenStore } from '#test/local/table/storage/given-store.ts';
import { noon, orders } from '#test/local/table/storage/table-of-orders.ts';
import { itemsIn } from './items-in.ts';

const open = (file: string) => openTableStore({ file, now: () => noon });
const order = (number: number) => ({ customer: { S: 'ada' }, number: { N: String(number) } });

describe('a file', () => {
  test('of a newer version is refused and left alone', async () => {
    const { store, file } = givenStore();
    await store.close();
    const db = new DatabaseSync(file);
    db.exec('PRAGMA user_version = 99');
    db.close();
    expect(() => open(file)).toThrow(/was written by a newer version of this program \(its format is 99/);
    const again = new DatabaseSync(file);
    expect(again.prepare('PRAGMA user_version').get()?.user_version).toBe(99);
    again.close();
  });

  test('of another kind is refused', () => {
    const folder = mkdtempSync(join(tmpdir(), 'table-store-'));
    const file = join(folder, 'notes.txt');
    writeFileSync(file, 'This is no database. '.repeat(100));
    expect(() => open(file)).toThrow(`${file} cannot be opened as a table store: file is not a database.`);
    rmSync(folder, { recursive: true });
  });

  test('is open once at a time', () => {
    const { file } = givenStore();
    expect(() => open(file)).toThrow(`${file} is in use by another process. Stop that one first.`);
  });

  test('answers nothing once it is closed, and what was under way is on disk', async () => {
    const { store, reopen } = givenStore();
    await store.write((view) => view.save(orders()));
    const write = store.write((view) => view.put(orders(), order(1)));
    await store.close();
    await write;
    await expect(store.read((view) => view.tableNames(undefined, 1))).rejects.toThrow('The table store is closed.');
    expect(await (await reopen()).read((view) => view.counts({ table: orders() }).items)).toBe(1);
  });
});

describe('a backup', () => {
  test('is a consistent copy, taken while writes go on', async () => {
    const { store, file } = givenStore();
    const table = orders({ stream: { label: 'l', view: 'KEYS_ONLY' } });
    await store.write((view) => view.save(table));
    for (let number = 0; number < 2_000; number += 1) void store.write((view) => view.put(table, order(number)));
    const copy = `${file}.copy`;
    let isDone = false;
    const backup = store.backup(copy).finally(() => {
      isDone = true;
    });
    for (let number = 2_000; !isDone; number += 1) await store.write((view) => view.put(table, order(number)));
    await backup;
    const copied = open(copy);
    const { items, counted, records } = await copied.read((view) => ({
      items: itemsIn(view, { table }, { kind: 'segment', segment: 0, of: 1 }).length,
      counted: view.counts({ table }).items,
      records: view.lastSequence(),
    }));
    await copied.close();
    expect(items).toBeGreaterThanOrEqual(2_000);
    expect([counted, records]).toEqual([items, items]);
    expect(existsSync(`${copy}.unfinished`)).toBe(false);
  });

  test('overwrites nothing', async () => {
    const { store, file } = givenStore();
    await expect(store.backup(file)).rejects.toThrow(`${file} exists already. Name a file that does not.`);
  });
});
