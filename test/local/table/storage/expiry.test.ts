import { describe, expect, test } from 'vitest';
import type { Item } from '#local/table/values/attribute-value.ts';
import { givenStore } from '#test/local/table/storage/given-store.ts';
import { byState, noon, orders } from '#test/local/table/storage/table-of-orders.ts';

const label = '2026-11-22T12:00:00.000';
const table = orders({
  timeToLive: { attribute: 'until' },
  indexes: [byState()],
  stream: { label, view: 'OLD_IMAGE' },
});
const second = noon / 1000;
const order = (number: number, until?: Item[string]): Item => ({
  customer: { S: 'ada' },
  number: { N: String(number) },
  state: { S: 'open' },
  due: { S: 'x' },
  ...(until && { until }),
});
const fiveYears = 5 * 365 * 24 * 60 * 60;

/** Two items are there until a minute is over. */
async function passMinute({ store, clock }: Pick<ReturnType<typeof givenStore>, 'store' | 'clock'>): Promise<void> {
  clock.now += 59_999;
  await store.expire();
  expect(await store.read((view) => view.counts({ table }).items)).toBe(2);
  clock.now += 1;
  await store.expire();
}

describe('an item whose time to live is over', () => {
  test('is removed from the table and its indexes, as its stream record says', async () => {
    const { store, clock } = givenStore();
    await store.write((view) => {
      view.save(table);
      view.put(table, order(1, { N: String(second + 60) }));
      view.put(table, order(2, { N: String(second + 61) }));
    });
    expect(store.nextExpiry()).toBe(noon + 60_000);
    await passMinute({ store, clock });
    expect(await store.read((view) => view.counts({ table, index: byState() }).items)).toBe(1);
    const [, , removed] = await store.read((view) => view.records('orders', label, 0, 10));
    expect(removed).toMatchObject({ event: 'REMOVE', expired: true, before: { number: { N: '1' } } });
    expect(store.nextExpiry()).toBe(noon + 61_000);
  });

  test('stays when the attribute is no number, lies more than five years back, or was moved on in time', async () => {
    const { store, clock } = givenStore();
    await store.write((view) => {
      view.save(table);
      view.put(table, order(1, { S: String(second + 1) }));
      view.put(table, order(2, { N: String(second - fiveYears - 1) }));
      view.put(table, order(3, { N: String(second + 1) }));
      view.put(table, order(3, { N: String(second + 1_000) }));
      view.put(table, order(4, { N: String(second + 1) }));
      view.put(table, order(4));
      view.put(table, order(5, { N: '1e60' }));
    });
    clock.now += 1_000;
    await store.expire();
    expect(await store.read((view) => view.counts({ table }).items)).toBe(5);
    expect(store.nextExpiry()).toBe(noon + 1_000_000);
  });

  test('goes a minute after it was written when it was over by then', async () => {
    const { store, clock } = givenStore();
    await store.write((view) => {
      view.save(table);
      view.put(table, order(1, { N: String(second) }));
      view.put(table, order(2, { N: String(second - fiveYears + 61) }));
    });
    expect(store.nextExpiry()).toBe(noon + 60_000);
    await passMinute({ store, clock });
    expect(await store.read((view) => view.counts({ table }).items)).toBe(0);
    expect(store.nextExpiry()).toBeUndefined();
  });

  test('is found also when the time to live was enabled after it was written, and no more once it is disabled', async () => {
    const { store } = givenStore();
    const without = orders();
    const withTtl = orders({ timeToLive: { attribute: 'until' } });
    await store.write((view) => {
      view.save(without);
      view.put(without, order(1, { N: String(second + 1) }));
    });
    expect(store.nextExpiry()).toBeUndefined();
    await store.write((view) => view.save(withTtl));
    expect(store.nextExpiry()).toBe(noon + 1_000);
    await store.write((view) => view.save(without));
    expect(store.nextExpiry()).toBeUndefined();
  });

  test('is removed with a thousand others', async () => {
    const { store, clock } = givenStore();
    await store.write((view) => {
      view.save(table);
      for (let number = 0; number < 1_000; number += 1) view.put(table, order(number, { N: String(second + 1) }));
    });
    clock.now += 1_000;
    await store.expire();
    expect(await store.read((view) => view.counts({ table }))).toEqual({ items: 0, bytes: 0 });
  });
});
