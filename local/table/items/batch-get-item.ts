import type { Path } from '#local/table/expressions/ast.ts';
import { project } from '#local/table/expressions/project.ts';
import { readExpressions } from '#local/table/expressions/read-expressions.ts';
import { readUnits, tellCapacity } from '#local/table/items/capacity.ts';
import { checkKey } from '#local/table/items/check-keys.ts';
import { refusePathsIntoKeys } from '#local/table/items/paths-into-keys.ts';
import { tableOf } from '#local/table/items/table-of.ts';
import type { TableContext } from '#local/table/table-context.ts';
import { invalid } from '#local/table/table-error.ts';
import type { ReadView } from '#local/table/table-store.ts';
import type { Item } from '#local/table/values/attribute-value.ts';
import { checkItem } from '#local/table/values/check-value.ts';
import { keyText } from '#local/table/values/key-text.ts';
import type { BatchGetItemInput } from '#local/table/wire/item-shapes.ts';

const mostKeys = 100;
const largestAnswer = 16 * 1024 * 1024;

type Request = BatchGetItemInput['RequestItems'][string];
type Wanted = {
  readonly tableName: string;
  readonly request: Request;
  readonly keys: readonly Item[];
  readonly projection: readonly Path[] | undefined;
};

/** Up to a hundred items of any tables; keys for which the answer would pass 16 MB are left for another call. */
export async function batchGetItem({ store }: TableContext, input: BatchGetItemInput): Promise<object> {
  const wanted = readAll(input);
  const found = await store.read((view) => readTables(view, wanted));
  const wish = input.ReturnConsumedCapacity;
  return {
    Responses: Object.fromEntries(found.map(({ tableName, items }) => [tableName, items])),
    UnprocessedKeys: Object.fromEntries(
      found.flatMap(({ tableName, request, left }) =>
        left.length > 0 ? [[tableName, { ...request, Keys: left }]] : [],
      ),
    ),
    ...(wish &&
      wish !== 'NONE' && {
        ConsumedCapacity: found.map(({ tableName, units }) =>
          tellCapacity(wish, { tableName, table: units, indexes: new Map() }),
        ),
      }),
  };
}

function readAll({ RequestItems }: BatchGetItemInput): Wanted[] {
  const wanted = Object.entries(RequestItems).map(([tableName, request]) => {
    const { own: keys, projection } = readExpressions('GetItem', request, () => request.Keys.map(checkItem));
    return { tableName, request, keys, projection };
  });
  if (wanted.reduce((sum, { keys }) => sum + keys.length, 0) > mostKeys) {
    throw invalid('Too many items requested for the BatchGetItem call');
  }
  for (const { keys } of wanted) {
    if (new Set(keys.map(keyText)).size < keys.length) {
      throw invalid('Provided list of item keys contains duplicates');
    }
  }
  return wanted;
}

function readTables(view: ReadView, wanted: readonly Wanted[]) {
  const tables = wanted.map((each) => {
    const table = tableOf(view, each.tableName);
    for (const key of each.keys) checkKey(table, key);
    if (each.projection) refusePathsIntoKeys(table, each.projection);
    return { ...each, table };
  });
  let bytes = 0;
  return tables.map(({ table, tableName, request, keys, projection }) => {
    const items: Item[] = [];
    const left: Item[] = [];
    let units = 0;
    for (const key of keys) {
      const found = bytes > largestAnswer ? undefined : view.get(table, key);
      const size = found?.size ?? 0;
      bytes += size;
      if (bytes > largestAnswer) left.push(key);
      else {
        units += readUnits(size, request.ConsistentRead ? 'consistent' : 'eventual');
        if (found) items.push(projection ? project(projection, found.item) : found.item);
      }
    }
    return { tableName, request, items, left, units };
  });
}
