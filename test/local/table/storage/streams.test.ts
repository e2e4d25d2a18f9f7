import { describe, expect, test } from 'vitest';
import type { StreamView, TableDefinition } from '#local/table/definition.ts';
import type { StreamRow, TableStore } from '#local/table/table-store.ts';
import type { Item } from '#local/table/values/attribute-value.ts';
import { givenStore } from '#test/local/table/storage/given-store.ts';
import { orders } from '#test/local/table/storage/table-of-orders.ts';

const label = '2026-11-22T12:00:00.000';
const streaming = (view: StreamView): TableDefinition => orders({ stream: { label, view } });
const order = (number: number, more: Item = {}): Item => ({
  customer: { S: 'ada' },
  number: { N: String(number) },
  ...more,
});
const hour = 60 * 60 * 1000;

const recordsOf = (store: TableStore, from = 0, limit = 100): Promise<StreamRow[]> =>
  store.read((view) => view.records('orders', label, from, limit));
const plain = (value: unknown) => JSON.parse(JSON.stringify(value));

describe('a stream', () => {
  test('tells each change with what was and what is, and nothing of a put that changes nothing', async () => {
    const { store, clock } = givenStore();
    const table = streaming('NEW_AND_OLD_IMAGES');
    const [first, second] = [order(1, { tags: { SS: ['a', 'b'] } }), order(1, { tags: { SS: ['b', 'c'] } })];
    await store.write((view) => {
      view.save(table);
      view.put(table, first);
      view.put(table, order(1, { tags: { SS: ['b', 'a'] } }));
      view.put(table, second);
      view.remove(table, order(1));
      view.remove(table, order(1));
    });
    const common = { keys: order(1), at: clock.now, expired: false };
    expect(plain(await recordsOf(store))).toEqual([
      { ...common, sequence: 1, event: 'INSERT', after: first },
      { ...common, sequence: 2, event: 'MODIFY', before: first, after: second },
      { ...common, sequence: 3, event: 'REMOVE', before: second },
    ]);
    expect((await recordsOf(store, 2, 1)).map(({ sequence }) => sequence)).toEqual([2]);
  });

  test('keeps no more of an item than its view shows', async () => {
    const shown = async (kind: StreamView) => {
      const { store } = givenStore();
      await store.write((view) => {
        view.save(streaming(kind));
        view.put(streaming(kind), order(1, { state: { S: 'old' } }));
        view.put(streaming(kind), order(1, { state: { S: 'new' } }));
      });
      const [, change] = await recordsOf(store);
      return { before: change?.before?.state, after: change?.after?.state };
    };
    expect(await shown('KEYS_ONLY')).toEqual({ before: undefined, after: undefined });
    expect(await shown('NEW_IMAGE')).toEqual({ before: undefined, after: { S: 'new' } });
    expect(await shown('OLD_IMAGE')).toEqual({ before: { S: 'old' }, after: undefined });
    expect(await shown('NEW_AND_OLD_IMAGES')).toEqual({ before: { S: 'old' }, after: { S: 'new' } });
  });

  test('holds its records for 24 hours, and its numbers never come again', async () => {
    const { store, clock, reopen } = givenStore();
    const table = streaming('NEW_IMAGE');
    await store.write((view) => {
      view.save(table);
      view.put(table, order(1));
    });
    clock.now += 23 * hour;
    await store.write((view) => view.put(table, order(2)));
    clock.now += hour;
    expect((await recordsOf(store)).map(({ sequence }) => sequence)).toEqual([2]);
    clock.now += 24 * hour;
    await store.expire();
    const again = await reopen();
    await again.write((view) => view.put(table, order(3)));
    expect((await recordsOf(again)).map(({ sequence }) => sequence)).toEqual([3]);
  });

  test('is readable for 24 hours after it was closed, by itself or with its table', async () => {
    const { store, clock } = givenStore();
    const table = streaming('NEW_IMAGE');
    await store.write((view) => {
      view.save(table);
      view.put(table, order(1));
      view.save(orders());
      view.put(table, order(2));
    });
    const states = () => store.read((view) => view.streams());
    expect(await states()).toEqual([
      { tableName: 'orders', label, table, open: false, firstSequence: 1, lastSequence: 1 },
    ]);
    await store.write((view) => view.save(orders({ stream: { label: 'later', view: 'KEYS_ONLY' } })));
    await store.write((view) => view.drop(orders()));
    expect((await states()).map(({ label, open, firstSequence }) => ({ label, open, firstSequence }))).toEqual([
      { label, open: false, firstSequence: 1 },
      { label: 'later', open: false, firstSequence: 2 },
    ]);
    expect(await recordsOf(store)).toHaveLength(1);
    clock.now += 24 * hour;
    await store.expire();
    expect(await states()).toEqual([]);
    expect(await recordsOf(store)).toEqual([]);
  });

  test('calls its listeners after the commits that added to it, and after no others', async () => {
    const { store } = givenStore();
    const table = streaming('KEYS_ONLY');
    let calls = 0;
    store.onRecords(() => {
      calls += 1;
    });
    await store.write((view) => view.save(table));
    expect(calls).toBe(0);
    await Promise.all([1, 2, 3].map((number) => store.write((view) => view.put(table, order(number)))));
    await store.write((view) => view.put(table, order(1)));
    expect(calls).toBe(1);
  });
});
