import type { ReadView } from '#local/table/table-store.ts';
import type { Item } from '#local/table/values/attribute-value.ts';

/** What is read from a table or an index, item by item. */
export const itemsIn = (view: ReadView, ...where: Parameters<ReadView['items']>): Item[] =>
  Array.from(view.items(...where), ({ item }) => item);
