import { expect, test } from 'vitest';
import { countsOf } from '#domain/event-counts.ts';
import type { CustomerId, UserId } from '#domain/ids.ts';
import { fromItem, toItem } from '#shared/store/items.ts';
import { capture, live, useStores } from './support.ts';

const table = useStores();
const id = 'c1' as CustomerId;
const draft = { dueAt: '2026-12-03T10:00:00.000Z', channel: 'call', purpose: 'Ask' } as const;

async function eventsOf() {
  const { items } = await table.stores.customers.timeline(id, { limit: 100 });
  return items.flatMap(({ events }) => events);
}

test('What happened to a customer is counted by kind, in the days that are asked for', async () => {
  await live(table.stores, id, capture(id), { type: 'add-action', draft, fallbackOwnerId: 'u1' as UserId });
  await live(table.stores, id, { type: 'dismiss', note: '' });
  const all = countsOf(await eventsOf());
  expect(all).toMatchObject({ CustomerCaptured: 1, ActionPlanned: 1, CustomerDismissed: 1 });
  const counts = (period: { from?: string; until?: string }) => table.stores.customers.counts(id, period);
  expect(await counts({})).toEqual(all);
  expect(await counts({ from: '2026-11-22', until: '2026-11-22' })).toEqual(all);
  expect(await counts({ from: '2026-11-23' })).toEqual({});
  expect(await counts({ until: '2026-11-21' })).toEqual({});
});

test('What happened before commits carried their counts is counted too', async () => {
  await live(table.stores, id, capture(id), { type: 'dismiss', note: '' });
  const all = countsOf(await eventsOf());
  await table.change((item) => {
    const { counts: _, ...before } = fromItem<Record<string, unknown>>(item);
    return toItem(before);
  });
  expect((await table.items()).some((item) => 'counts' in item)).toBe(false);
  expect(await table.stores.customers.counts(id, {})).toEqual(all);
});
