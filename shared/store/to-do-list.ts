import type { UserId } from '#domain/ids.ts';
import type { Instant } from '#domain/time.ts';
import type { OpenAction, OpenReview, Page, PageRequest } from '#shared/ports.ts';
import { placeOf } from './cursor.ts';
import { search, type Table } from './items.ts';
import { actionsOf, inOrder, reviewsOf } from './keys.ts';
import type { ActionItem, ReviewItem } from './open-items.ts';
import { pageOf } from './pages.ts';

/** `$` comes right after the `#` that follows the date: everything due at `until` itself is in. */
export function endOf(until: Instant): string {
  return `${inOrder(until)}$`;
}

/** A user's open actions by the date on which they are due. */
export async function listActions(
  table: Table,
  owner: UserId,
  until: Instant,
  page: PageRequest,
): Promise<Page<OpenAction>> {
  return await byDue(upTo(endOf(until), due<ActionItem>(table, actionsOf(owner), page)), page);
}

/** The reviews that wait for a user by the date on which they are due. */
export async function listReviews(table: Table, reviewer: UserId, page: PageRequest): Promise<Page<OpenReview>> {
  return await byDue(due<ReviewItem>(table, reviewsOf(reviewer), page), page);
}

function due<Item>(table: Table, partition: string, { limit, cursor }: PageRequest) {
  const range = cursor === undefined ? {} : { range: { after: placeOf('by-due', cursor) } };
  return search<Item>(table, { index: 'gsi2', partition, ...range, limit: limit + 1 });
}

async function* upTo<Item extends { readonly gsi2sk: string }>(end: string, items: AsyncIterable<Item>) {
  for await (const item of items) {
    if (item.gsi2sk >= end) return;
    yield item;
  }
}

function byDue<Data>(items: AsyncIterable<{ readonly gsi2sk: string; readonly data: Data }>, page: PageRequest) {
  return pageOf(
    items,
    page,
    'by-due',
    ({ gsi2sk }) => gsi2sk,
    ({ data }) => data,
  );
}
