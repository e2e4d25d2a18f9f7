import { describe, expect, test } from 'vitest';
import type { Draft } from '#domain/commands/keep-path.ts';
import type { ActionId, CustomerId, LinkId, UserId } from '#domain/ids.ts';
import type { Page, PageRequest } from '#shared/ports.ts';
import { capture, live, useStores } from './support.ts';

const table = useStores();
const agent = 'u1' as UserId;
const colleague = 'u2' as UserId;
const manager = 'm1' as UserId;
const late = '2099-01-01T00:00:00.000Z';

const call = (day: number, ownerId = agent): Draft => ({
  dueAt: `2026-12-${String(day).padStart(2, '0')}T10:00:00.000Z`,
  channel: 'call',
  purpose: 'answer-contact',
  ownerId,
});

const add = (draft: Draft) => ({ type: 'add-action', draft, fallbackOwnerId: agent }) as const;

async function dates(userId: UserId, until = late): Promise<string[]> {
  return (await table.stores.customers.actionsOf(userId, until)).map(({ dueAt }) => dueAt);
}

const reviewsOf = async (userId: UserId) => (await table.stores.customers.listReviews(userId, { limit: 100 })).items;

/** What a list gives when it is asked for two at a time. */
async function inPairs<Item>(list: (page: PageRequest) => Promise<Page<Item>>): Promise<Item[][]> {
  const pages: Item[][] = [];
  let cursor: string | undefined;
  do {
    const page = await list({ limit: 2, ...(cursor && { cursor }) });
    pages.push(page.items);
    cursor = page.cursor;
  } while (cursor);
  return pages;
}

async function withActions(id: string, ...drafts: Draft[]): Promise<ActionId[]> {
  const customer = await live(table.stores, id, capture(id), ...drafts.map(add));
  return customer.actions.map((action) => action.id);
}

describe('The actions of a person', () => {
  test('come from all customers, earliest first, up to and with the instant that was asked for', async () => {
    await withActions('c1', call(9), call(3));
    await withActions('c2', call(5), call(4, colleague));
    expect(await dates(agent)).toEqual([call(3).dueAt, call(5).dueAt, call(9).dueAt]);
    expect(await dates(agent, call(5).dueAt)).toEqual([call(3).dueAt, call(5).dueAt]);
    expect(await dates(agent, '2026-12-05T11:59:59+02:00')).toEqual([call(3).dueAt]);
    expect(await dates(colleague)).toEqual([call(4).dueAt]);
    expect(await dates(manager)).toEqual([]);
  });

  test('come page by page too, up to the same instant', async () => {
    await withActions('c1', call(9), call(3), call(3), call(8));
    await withActions('c2', call(5), call(4, colleague));
    const pages = (until: string) =>
      inPairs((page) => table.stores.customers.listActions(agent, until, page)).then((all) =>
        all.map((items) => items.map(({ dueAt }) => Number(dueAt.slice(8, 10)))),
      );
    expect(await pages(late)).toEqual([[3, 3], [5, 8], [9]]);
    expect(await pages(call(8).dueAt)).toEqual([
      [3, 3],
      [5, 8],
    ]);
    expect(await pages(call(1).dueAt)).toEqual([[]]);
    const list = (cursor: string) => table.stores.customers.listActions(agent, late, { limit: 2, cursor });
    await expect(list('made-up')).rejects.toThrow(/not one of this list/);
  });

  test('say which customer they are for, by the name it has now', async () => {
    const [action] = await withActions('c1', call(3));
    await live(table.stores, 'c1', { type: 'change-details', changes: { name: 'Rossi e figli' } });
    const actions = await table.stores.customers.actionsOf(agent, late);
    expect(actions).toMatchObject([{ id: action, customerId: 'c1', customerName: 'Rossi e figli', channel: 'call' }]);
  });

  test('move with their date', async () => {
    const [actionId] = await withActions('c1', call(3));
    if (!actionId) throw new Error('The action was not planned.');
    await live(table.stores, 'c1', { type: 'move-action', actionId, dueAt: call(8).dueAt, note: '' });
    expect(await dates(agent)).toEqual([call(8).dueAt]);
  });

  test('go over to whoever replaces them', async () => {
    const [actionId] = await withActions('c1', call(3));
    if (!actionId) throw new Error('The action was not planned.');
    const draft = call(6, colleague);
    await live(table.stores, 'c1', { type: 'replace-action', actionId, draft, note: '', fallbackOwnerId: agent });
    expect(await dates(agent)).toEqual([]);
    expect(await dates(colleague)).toEqual([draft.dueAt]);
  });

  test('are gone when they are done, and when the customer is dismissed', async () => {
    const [actionId] = await withActions('c1', call(3), call(4));
    if (!actionId) throw new Error('The action was not planned.');
    await live(table.stores, 'c1', { type: 'complete-action', actionId, outcome: 'done', fallbackOwnerId: agent });
    expect(await dates(agent)).toEqual([call(4).dueAt]);
    await live(table.stores, 'c1', { type: 'dismiss', note: '' });
    expect(await dates(agent)).toEqual([]);
  });
});

describe('The reviews of a manager', () => {
  const underReview = (id: string) =>
    live(
      table.stores,
      id,
      capture(id),
      { type: 'acquire-data', cycle: 1, recipientId: agent, linkId: `d-${id}` as LinkId },
      { type: 'profile-customer', cycle: 1 },
      { type: 'value-relationship', cycle: 1 },
      { type: 'choose-strategy', cycle: 1, reviewerId: manager, linkId: `r-${id}` as LinkId },
    );

  test('are those that wait for a decision, each with its link and date', async () => {
    const { review } = await underReview('c1');
    await underReview('c2');
    const open = await reviewsOf(manager);
    expect(open.map(({ customerId }) => customerId)).toEqual(['c1', 'c2']);
    await underReview('c3');
    const pages = await inPairs((page) => table.stores.customers.listReviews(manager, page));
    expect(pages.map((items) => items.map(({ customerId }) => customerId))).toEqual([['c1', 'c2'], ['c3']]);
    expect(open[0]).toEqual({ id: 'r-c1', customerId: 'c1', customerName: 'c1', dueAt: review?.dueAt });
  });

  test('leave the list when they are decided', async () => {
    const customer = await underReview('c1');
    await live(table.stores, 'c1', {
      type: 'decide-review',
      linkId: 'r-c1' as LinkId,
      decision: customer.review?.default ?? 'approve',
    });
    expect(await reviewsOf(manager)).toEqual([]);
    expect(await table.stores.links.get('r-c1' as LinkId)).toMatchObject({
      userId: manager,
      closed: { how: 'answered', result: 'approve' },
    });
  });

  test('go to the next manager when they are escalated, by another link', async () => {
    await underReview('c1');
    const escalated = { type: 'escalate-review', cycle: 1, to: colleague, linkId: 'r-2' as LinkId } as const;
    await live(table.stores, 'c1', escalated);
    expect(await reviewsOf(manager)).toEqual([]);
    expect(await reviewsOf(colleague)).toMatchObject([{ id: 'r-2', customerId: 'c1' }]);
    expect((await table.stores.links.get('r-c1' as LinkId))?.closed).toMatchObject({ how: 'superseded' });
    expect(await table.stores.links.get('r-2' as LinkId)).toMatchObject({ userId: colleague, customerId: 'c1' });
  });

  test('leave the list when the customer is dismissed meanwhile', async () => {
    await underReview('c1');
    await live(table.stores, 'c1', { type: 'dismiss', note: '' });
    expect(await reviewsOf(manager)).toEqual([]);
    expect((await table.stores.customers.load('c1' as CustomerId))?.status).toBe('dismissed');
  });
});
