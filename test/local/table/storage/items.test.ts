import { describe, expect, test } from 'vitest';
import type { Item } from '#local/table/values/attribute-value.ts';
import { givenStore } from '#test/local/table/storage/given-store.ts';
import { byDue, byState, orders } from '#test/local/table/storage/table-of-orders.ts';
import { itemsIn } from './items-in.ts';

const order = (customer: string, number: number, more: Item = {}): Item => ({
  customer: { S: customer },
  number: { N: String(number) },
  ...more,
});

const plain = (items: Iterable<Item>) => JSON.parse(JSON.stringify([...items]));

describe('the items of a table', () => {
  test('are read as they were written, also after a restart', async () => {
    const { store, reopen } = givenStore();
    const table = orders();
    const written = order('ada', 1, {
      lines: { L: [{ M: { constructor: { N: '1' } } }, { BOOL: true }] },
      note: { NULL: true },
    });
    await store.write((view) => {
      view.save(table);
      view.put(table, written);
    });
    const again = await reopen();
    const read = await again.read((view) => view.get(table, order('ada', 1))?.item);
    expect(plain(read ? [read] : [])).toEqual([written]);
    expect(await again.read((view) => view.table('orders'))).toEqual(table);
  });

  test('have no attributes but their own, whatever a name means elsewhere', async () => {
    const { store } = givenStore();
    const table = orders();
    const item = await store.write((view) => {
      view.save(table);
      view.put(table, order('ada', 1, { map: { M: {} } }));
      return view.get(table, order('ada', 1))?.item;
    });
    expect(item?.constructor).toBeUndefined();
    expect(item?.map && 'M' in item.map && item.map.M.toString).toBeUndefined();
  });

  test('follow their sort key within a partition, in both directions, from a key on that need not exist', async () => {
    const { store } = givenStore();
    const table = orders();
    const numbers = (forward: boolean, after?: Item) =>
      store.read((view) =>
        itemsIn(view, { table }, { kind: 'partition', range: { hash: { S: 'ada' } }, forward }, after).map(
          ({ number }) => number && 'N' in number && number.N,
        ),
      );
    await store.write((view) => {
      view.save(table);
      for (const number of [10, -3, 2]) view.put(table, order('ada', number));
      view.put(table, order('bob', 5));
    });
    expect(await numbers(true)).toEqual(['-3', '2', '10']);
    expect(await numbers(false)).toEqual(['10', '2', '-3']);
    expect(await numbers(true, order('ada', 1))).toEqual(['2', '10']);
    expect(await numbers(false, order('ada', 3))).toEqual(['2', '-3']);
  });

  test('are found through indexes, which change with them', async () => {
    const { store } = givenStore();
    const table = orders({ indexes: [byState(), byDue] });
    const open = (index: typeof byDue, hash: string) =>
      store.read((view) =>
        plain(itemsIn(view, { table, index }, { kind: 'partition', range: { hash: { S: hash } }, forward: true })),
      );
    const late = order('ada', 1, { state: { S: 'open' }, due: { S: '2026-12-02' } });
    const soon = order('bob', 2, { state: { S: 'open' }, due: { S: '2026-12-01' } });
    await store.write((view) => {
      view.save(table);
      for (const item of [late, soon, order('ada', 3, { state: { S: 'open' } })]) view.put(table, item);
    });
    expect(await open(byState(), 'open')).toEqual([soon, late]);
    expect(await open(byDue, 'ada')).toEqual([late]);
    await store.write((view) => {
      view.remove(table, soon);
      view.put(table, order('ada', 1, { state: { S: 'paid' }, due: { S: '2026-12-02' } }));
    });
    expect(await open(byState(), 'open')).toEqual([]);
    expect(await open(byState(), 'paid')).toHaveLength(1);
  });

  test('are counted, in the table, its indexes and its partitions', async () => {
    const { store, reopen } = givenStore();
    const table = orders({ indexes: [byState(), byDue] });
    await store.write((view) => {
      view.save(table);
      view.put(table, order('ada', 1, { due: { S: 'x' }, state: { S: 'open' }, text: { S: 'ten bytes.' } }));
      view.put(table, order('ada', 2));
    });
    const counted = (await reopen()).read((view) => ({
      own: view.counts({ table }),
      byState: view.counts({ table, index: byState() }),
      byDue: view.counts({ table, index: byDue }),
      ada: view.collectionBytes(table, { S: 'ada' }),
      bob: view.collectionBytes(table, { S: 'bob' }),
    }));
    const key = 'customer'.length + 'ada'.length + 'number'.length + 2;
    const whole = key + 'due'.length + 1 + 'state'.length + 'open'.length + 'text'.length + 10;
    expect(await counted).toEqual({
      own: { items: 2, bytes: whole + key },
      byState: { items: 1, bytes: whole },
      byDue: { items: 1, bytes: key + 'due'.length + 1 },
      ada: whole + key + key + 'due'.length + 1,
      bob: 0,
    });
  });
});
