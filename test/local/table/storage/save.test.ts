import { describe, expect, test } from 'vitest';
import type { TableDefinition } from '#local/table/definition.ts';
import type { TableStore } from '#local/table/table-store.ts';
import type { Item } from '#local/table/values/attribute-value.ts';
import { givenStore } from '#test/local/table/storage/given-store.ts';
import { byDue, byState, noon, orders } from '#test/local/table/storage/table-of-orders.ts';
import { itemsIn } from './items-in.ts';

const order = (number: number, more: Item = {}): Item => ({
  customer: { S: 'ada' },
  number: { N: String(number) },
  ...more,
});
const indexed = orders({ indexes: [byState()] });

async function givenOrders(store: TableStore, table: TableDefinition, items: Item[]): Promise<void> {
  await store.write((view) => {
    view.save(table);
    for (const item of items) view.put(table, item);
  });
}

const stateOpen = { state: { S: 'open' }, due: { S: '2026-12-01' } };
const inIndex = (store: TableStore) =>
  store.read((view) => ({
    numbers: itemsIn(view, { table: indexed, index: byState() }, { kind: 'segment', segment: 0, of: 1 }).map(
      ({ number }) => number,
    ),
    items: view.counts({ table: indexed, index: byState() }).items,
  }));

describe('a table that is saved again', () => {
  test('has a new index filled with the items that are there, but for those whose attribute can be no key of it', async () => {
    const { store } = givenStore();
    const wrong: Item[] = [
      { state: { N: '1' } },
      { state: { S: '' } },
      { due: { BOOL: true } },
      { state: { S: 'x'.repeat(2049) } },
    ];
    await givenOrders(store, orders(), [
      order(1, stateOpen),
      ...wrong.map((attributes, place) => order(place + 2, { ...stateOpen, ...attributes })),
    ]);
    await store.write((view) => view.save(indexed));
    expect(await inIndex(store)).toEqual({ numbers: [{ N: '1' }], items: 1 });
  });

  test('loses the index that it no longer has, and fills it anew when it comes again', async () => {
    const { store } = givenStore();
    await givenOrders(store, indexed, [order(1, stateOpen)]);
    await store.write((view) => view.save(orders()));
    await expect(inIndex(store)).rejects.toThrow('The index by-state of the table orders is no more.');
    await store.write((view) => view.put(orders(), order(2, stateOpen)));
    await store.write((view) => view.save(indexed));
    expect((await inIndex(store)).items).toBe(2);
  });

  test('keeps an index as it is while only its state changes', async () => {
    const { store } = givenStore();
    await givenOrders(store, orders({ indexes: [byState({ status: 'CREATING' })] }), [order(1, stateOpen)]);
    await store.write((view) => view.save(indexed));
    expect((await inIndex(store)).items).toBe(1);
  });

  test('is refused when it is another one of the same name', async () => {
    const { store } = givenStore();
    await givenOrders(store, indexed, [order(1)]);
    const other = store.write((view) => view.save(orders({ id: 'another' })));
    await expect(other).rejects.toThrow('There is another table of the name orders.');
    expect(await store.read((view) => view.table('orders')?.id)).toBe('id-of-orders');
  });
});

describe('a table that is dropped', () => {
  test('is gone with its items, and one of its name begins empty', async () => {
    const { store } = givenStore();
    const table = orders({ indexes: [byState(), byDue], timeToLive: { attribute: 'until' } });
    await givenOrders(store, table, [order(1, { ...stateOpen, until: { N: String(noon / 1000 + 60) } })]);
    await store.write((view) => view.drop(table));
    expect(await store.read((view) => view.table('orders'))).toBeUndefined();
    expect(store.nextExpiry()).toBeUndefined();
    await expect(store.read((view) => view.get(table, order(1)))).rejects.toThrow('is no more');
    const anew = { ...table, id: 'anew' };
    await store.write((view) => view.save(anew));
    expect(await store.read((view) => view.get(anew, order(1)))).toBeUndefined();
    expect(await store.read((view) => view.counts({ table: anew }))).toEqual({ items: 0, bytes: 0 });
  });
});

test('tables are listed by their names, a part at a time', async () => {
  const { store } = givenStore();
  await store.write((view) => {
    for (const name of ['b', 'a', 'C', 'd']) view.save(orders({ name, id: name }));
  });
  expect(await store.read((view) => view.tableNames(undefined, 2))).toEqual(['C', 'a']);
  expect(await store.read((view) => view.tableNames('a', 5))).toEqual(['b', 'd']);
});

test('the answer to a transaction is remembered for ten minutes', async () => {
  const { store, clock } = givenStore();
  const row = { fingerprint: 'f', answer: { Responses: [] } };
  await store.write((view) => view.remember('token', row));
  clock.now += 599_999;
  expect(await store.read((view) => view.token('token'))).toEqual(row);
  clock.now += 1;
  expect(await store.read((view) => view.token('token'))).toBeUndefined();
});
