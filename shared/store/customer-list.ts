import type { Customer } from '#domain/customer.ts';
import { nextAction } from '#domain/next-action.ts';
import type { CustomerFilter, Page, PageRequest } from '#shared/ports.ts';
import { placeOf } from './cursor.ts';
import type { StateItem } from './customer-items.ts';
import { search, type Table } from './items.ts';
import { customersOf, customersShards, withoutNextAction } from './keys.ts';
import { merged, pageOf } from './pages.ts';

/** An owner's customers by name; everybody's by the date of their next action, those without one last. */
export async function listCustomers(table: Table, filter: CustomerFilter, page: PageRequest): Promise<Page<Customer>> {
  // A dismissed customer has no next action and needs none: the law asks about active ones.
  const status = filter.status ?? (filter.without ? 'active' : undefined);
  return filter.ownerId === undefined
    ? await byNextAction(table, status, filter.without !== undefined, page)
    : await byName(table, filter.ownerId, (customer) => isWanted(customer, status, filter), page);
}

function isWanted(customer: Customer, status: Customer['status'] | undefined, { without }: CustomerFilter): boolean {
  return (status === undefined || customer.status === status) && !(without && nextAction(customer));
}

async function byNextAction(
  table: Table,
  status: Customer['status'] | undefined,
  without: boolean,
  page: PageRequest,
): Promise<Page<Customer>> {
  const start = without ? [withoutNextAction] : [];
  const shown = page.cursor === undefined ? [] : [placeOf('by-next-action', page.cursor)];
  const after = [...start, ...shown].sort().at(-1);
  const shards = customersShards(status);
  const sources = shards.map((partition) =>
    search<StateItem>(table, {
      index: 'gsi1',
      partition,
      ...(after !== undefined && { range: { after } }),
      limit: Math.ceil((page.limit + 1) / shards.length) + 1,
    }),
  );
  const place = ({ gsi1sk }: StateItem) => gsi1sk;
  return await pageOf(merged(sources, place), page, 'by-next-action', place, ({ data }) => data);
}

async function byName(
  table: Table,
  ownerId: string,
  wanted: (customer: Customer) => boolean,
  page: PageRequest,
): Promise<Page<Customer>> {
  const items = search<StateItem>(table, {
    index: 'gsi2',
    partition: customersOf(ownerId),
    ...(page.cursor !== undefined && { range: { after: placeOf('by-name', page.cursor) } }),
    limit: page.limit + 1,
  });
  return await pageOf(
    only(items, wanted),
    page,
    'by-name',
    ({ gsi2sk }) => gsi2sk,
    ({ data }) => data,
  );
}

async function* only(items: AsyncIterable<StateItem>, wanted: (customer: Customer) => boolean) {
  for await (const item of items) if (wanted(item.data)) yield item;
}
