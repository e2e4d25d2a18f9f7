import type { Page, PageRequest } from '#shared/ports.ts';
import { cursorOf, type Order } from './cursor.ts';

/**
 * The first `limit` items and, only if there are more, the cursor to go on with. A cursor is the place of the last
 * item that was shown, so nothing is shown twice or left out while the order stays as it is.
 */
export async function pageOf<Item, Shown>(
  items: AsyncIterable<Item>,
  { limit }: PageRequest,
  order: Order,
  place: (item: Item) => string,
  show: (item: Item) => Shown,
): Promise<Page<Shown>> {
  const taken: Item[] = [];
  for await (const item of items) {
    const last = taken.at(-1);
    if (taken.length >= limit && last) return { items: taken.map(show), cursor: cursorOf(order, place(last)) };
    taken.push(item);
  }
  return { items: taken.map(show) };
}

/** Several sources, each in the order of its places, as one in that order. Places are plain ASCII. */
export async function* merged<Item>(
  sources: readonly AsyncGenerator<Item, void, undefined>[],
  place: (item: Item) => string,
): AsyncGenerator<Item, void, undefined> {
  const lanes = await Promise.all(sources.map(async (source) => ({ source, head: await source.next() })));
  for (;;) {
    const first = lanes.reduce<{ lane: (typeof lanes)[number]; item: Item } | undefined>((best, lane) => {
      if (lane.head.done) return best;
      return best && place(best.item) <= place(lane.head.value) ? best : { lane, item: lane.head.value };
    }, undefined);
    if (!first) return;
    yield first.item;
    first.lane.head = await first.lane.source.next();
  }
}
