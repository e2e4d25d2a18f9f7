import { type KeySchema, keyNames, keyOf } from '#local/table/definition.ts';
import type { Condition } from '#local/table/expressions/ast.ts';
import { holds } from '#local/table/expressions/evaluate.ts';
import { projected } from '#local/table/projected.ts';
import type { ReadView, Source, StoredItem, Where } from '#local/table/table-store.ts';
import type { Item } from '#local/table/values/attribute-value.ts';
import { itemSize } from '#local/table/values/size.ts';

/** What one query or scan looks at, before its filter. */
const largestPage = 1024 * 1024;

export type PageRequest = {
  readonly source: Source;
  readonly where: Where;
  readonly after: Item | undefined;
  readonly limit: number | undefined;
  readonly filter: Condition | undefined;
};

export type Page = {
  /** Whole items that passed the filter, also from an index. */
  readonly items: readonly StoredItem[];
  readonly scanned: number;
  /** What was looked at: bytes of the items, or of their parts that the index holds. */
  readonly bytes: number;
  /** Where the next page begins; undefined behind the last. */
  readonly last: Item | undefined;
};

/** Reads on until the limit or the size of a page is reached, or nothing is left. */
export function readPage(view: ReadView, { source, where, after, limit, filter }: PageRequest): Page {
  const { table, index } = source;
  const items: StoredItem[] = [];
  let scanned = 0;
  let bytes = 0;
  const isWhole = index === undefined || index.projection.type === 'ALL';
  for (const stored of view.items(source, where, after, limit)) {
    const held = isWhole ? undefined : projected(table, index, stored.item);
    scanned += 1;
    bytes += held ? itemSize(held) : stored.size;
    if (!filter || holds(filter, held ?? stored.item)) items.push(stored);
    if (scanned === limit || bytes > largestPage) return { items, scanned, bytes, last: startKey(source, stored.item) };
  }
  return { items, scanned, bytes, last: undefined };
}

/** Where an item stands in a table, or in an index and its table. */
function startKey({ table, index }: Source, item: Item): Item {
  return index ? { ...keyOf(table.key, item), ...keyOf(index.key, item) } : keyOf(table.key, item);
}

/** The names of the attributes that a start key has. */
export function startKeyNames({ table, index }: Source): ReadonlySet<string> {
  return new Set([...keyNames(table.key), ...(index ? keyNames(index.key) : [])]);
}

export const keyOfSource = ({ table, index }: Source): KeySchema => index?.key ?? table.key;
