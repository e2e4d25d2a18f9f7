import type { Path } from '#local/table/expressions/ast.ts';
import { type Consumed, readUnits, tellCapacity } from '#local/table/items/capacity.ts';
import type { Page } from '#local/table/items/read-page.ts';
import { fetchesFromTable, selector } from '#local/table/items/selection.ts';
import { jsonText } from '#local/table/json-text.ts';
import type { Source, StoredItem } from '#local/table/table-store.ts';
import type { QueryInput } from '#local/table/wire/read-shapes.ts';

type Wishes = Pick<QueryInput, 'Select' | 'ReturnConsumedCapacity' | 'ConsistentRead'>;

/** The answer to a query or a scan. */
export function answerPage(
  source: Source,
  page: Page,
  wishes: Wishes,
  projection: readonly Path[] | undefined,
): object {
  const { items, scanned, last } = page;
  const wish = wishes.ReturnConsumedCapacity;
  return jsonText({
    Items: wishes.Select !== 'COUNT' && items.map(textOf(source, wishes, projection)),
    Count: String(items.length),
    ScannedCount: String(scanned),
    LastEvaluatedKey: last && JSON.stringify(last),
    ConsumedCapacity:
      wish !== undefined &&
      wish !== 'NONE' &&
      JSON.stringify(tellCapacity(wish, consumedBy(source, page, wishes, projection))),
  });
}

function textOf(source: Source, wishes: Wishes, projection: readonly Path[] | undefined) {
  const select = selector(source, wishes, projection);
  return (stored: StoredItem): string => (select ? JSON.stringify(select(stored.item)) : stored.text);
}

function consumedBy(
  source: Source,
  { bytes, items }: Page,
  wishes: Wishes,
  projection: readonly Path[] | undefined,
): Consumed {
  const { table, index } = source;
  const mode = wishes.ConsistentRead ? 'consistent' : 'eventual';
  const units = readUnits(bytes, mode);
  if (index === undefined) return { tableName: table.name, table: units, indexes: new Map() };
  const fetched = fetchesFromTable(source, wishes, projection)
    ? items.reduce((sum, { size }) => sum + readUnits(size, mode), 0)
    : 0;
  return { tableName: table.name, table: fetched, indexes: new Map([[index, units]]) };
}
