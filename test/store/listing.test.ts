import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Customer } from '#domain/customer.ts';
import type { CustomerId, UserId } from '#domain/ids.ts';
import { nextAction } from '#domain/next-action.ts';
import type { CustomerFilter, Page, PageRequest } from '#shared/ports.ts';
import { capture, decided, live, type Stores, useStores } from './support.ts';

const table = useStores();
const owner = 'u1' as UserId;

type Listed = { readonly name: string; readonly day: number; readonly owned: boolean; readonly dismissed: boolean };

const people = fc.array(
  fc.record<Listed>({
    name: fc.oneof(fc.constantFrom('Rossi', 'rossi', 'Rossi #1', 'Ferrari & Figli'), fc.string({ unit: 'grapheme' })),
    day: fc.integer({ min: 1, max: 5 }),
    owned: fc.boolean(),
    dismissed: fc.boolean(),
  }),
  { minLength: 1, maxLength: 30 },
);

async function fill(stores: Stores, listed: readonly Listed[]): Promise<Customer[]> {
  const filled = listed.map(async ({ name, day, owned, dismissed }, n) => {
    const id = `c${n}`;
    const form = capture(name, `${id}@example.com`, owned ? { ownerId: owner } : {});
    const first = decided(id, undefined, form, { now: `2026-11-0${day}T08:00:00.000Z` });
    await stores.customers.save(first);
    return dismissed ? await live(stores, id, { type: 'dismiss', note: '' }) : first.after;
  });
  return await Promise.all(filled);
}

async function allPages<T>(read: (page: PageRequest) => Promise<Page<T>>, limit: number): Promise<T[]> {
  const shown: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await read({ limit, ...(cursor !== undefined && { cursor }) });
    if (page.cursor !== undefined) expect(page.items).toHaveLength(limit);
    shown.push(...page.items);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return shown;
}

describe('The list of customers', () => {
  test('shows everybody once whatever the length of its pages, each filter its own', async () => {
    const filters: CustomerFilter[] = [
      {},
      { status: 'active' },
      { status: 'dismissed' },
      { ownerId: owner },
      { ownerId: owner, status: 'active' },
      { ownerId: owner, status: 'dismissed' },
    ];
    await fc.assert(
      fc.asyncProperty(people, fc.integer({ min: 1, max: 12 }), async (listed, limit) => {
        const stores = await table.fresh();
        const customers = await fill(stores, listed);
        for (const filter of filters) {
          const shown = await allPages((page) => stores.customers.list(filter, page), limit);
          const wanted = customers.filter(
            ({ status, ownerId }) =>
              (!filter.status || status === filter.status) && (!filter.ownerId || ownerId === filter.ownerId),
          );
          expect(shown.map(({ id }) => id).sort()).toEqual(wanted.map(({ id }) => id).sort());
        }
      }),
      { numRuns: 8 },
    );
  });

  test('is in the order of the next action, those without one last', async () => {
    await fc.assert(
      fc.asyncProperty(people, fc.integer({ min: 1, max: 12 }), async (listed, limit) => {
        const stores = await table.fresh();
        await fill(stores, listed);
        const shown = await allPages((page) => stores.customers.list({}, page), limit);
        const dates = shown.map((customer) => nextAction(customer)?.dueAt ?? 'none');
        expect(dates).toEqual(dates.toSorted());
      }),
      { numRuns: 8 },
    );
  });

  test('of one owner is in the order of the names, without regard to case', async () => {
    const names = ['Verdi', 'bianchi', 'Rossi', 'alfa'];
    for (const [n, name] of names.entries())
      await live(table.stores, `c${n}`, capture(name, undefined, { ownerId: owner }));
    await live(table.stores, 'other', capture('Zeta'));
    const { items } = await table.stores.customers.list({ ownerId: owner }, { limit: 10 });
    expect(items.map(({ name }) => name)).toEqual(['alfa', 'bianchi', 'Rossi', 'Verdi']);
  });

  test('follows a customer to a new owner and to a new name', async () => {
    await live(table.stores, 'c1', capture('Rossi', undefined, { ownerId: owner }), {
      type: 'assign-owner',
      ownerId: 'u2' as UserId,
    });
    expect((await table.stores.customers.list({ ownerId: owner }, { limit: 10 })).items).toEqual([]);
    const name = 'N'.repeat(5000);
    await live(table.stores, 'c1', { type: 'change-details', changes: { name } });
    const { items } = await table.stores.customers.list({ ownerId: 'u2' as UserId }, { limit: 10 });
    expect(items.map((customer) => customer.name)).toEqual([name]);
  });
});

describe('The law of the next action', () => {
  const without = { without: 'next-action' } as const;

  test('is kept by whatever was decided: nobody is without one', async () => {
    await live(table.stores, 'c1', capture());
    await live(table.stores, 'c2', capture('Bianchi'), { type: 'dismiss', note: '' });
    expect(await table.stores.customers.list(without, { limit: 10 })).toEqual({ items: [] });
  });

  test('can be proved: an active customer that breaks it is found, whoever owns it', async () => {
    const broken = ['c1', 'c2', 'c3'].map((id, n) => {
      const saving = decided(id, undefined, capture(`Rossi ${n}`, `${id}@example.com`, { ownerId: owner }));
      return { ...saving, after: { ...saving.after, stage: 'review' as const } };
    });
    for (const saving of broken) await table.stores.customers.save(saving);
    await live(table.stores, 'c4', capture('Bianchi', undefined, { ownerId: owner }));
    const ids = broken.map(({ after }) => after.id);
    const list = (filter: CustomerFilter) => (page: PageRequest) => table.stores.customers.list(filter, page);
    expect((await allPages(list(without), 2)).map(({ id }) => id)).toEqual(ids);
    expect((await allPages(list({ ...without, ownerId: owner }), 2)).map(({ id }) => id)).toEqual(ids);
    await live(table.stores, 'c3', { type: 'dismiss', note: '' });
    expect((await allPages(list(without), 2)).map(({ id }) => id)).toEqual(['c1', 'c2']);
  });
});

describe('The timeline', () => {
  test('shows every commit once, newest first, whatever the length of its pages', async () => {
    const owners = Array.from(
      { length: 12 },
      (_, n) => ({ type: 'assign-owner', ownerId: `u${n}` as UserId }) as const,
    );
    await live(table.stores, 'c1', capture(), ...owners);
    for (const limit of [1, 2, 5, 12, 13, 14]) {
      const commits = await allPages((page) => table.stores.customers.timeline('c1' as CustomerId, page), limit);
      expect(commits.map(({ version }) => version)).toEqual([13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
    }
  });

  test('of a customer that does not exist is empty', async () => {
    expect(await table.stores.customers.timeline('nobody' as CustomerId, { limit: 5 })).toEqual({ items: [] });
  });
});
