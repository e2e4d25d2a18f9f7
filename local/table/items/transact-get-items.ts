import type { Path } from '#local/table/expressions/ast.ts';
import { project } from '#local/table/expressions/project.ts';
import { readExpressions } from '#local/table/expressions/read-expressions.ts';
import { readUnits, tellCapacity } from '#local/table/items/capacity.ts';
import { checkKey, refuseEmptyKeys } from '#local/table/items/check-keys.ts';
import { refusePathsIntoKeys } from '#local/table/items/paths-into-keys.ts';
import { tableOf } from '#local/table/items/table-of.ts';
import { refuseFirst } from '#local/table/items/transact-write-items.ts';
import type { TableContext } from '#local/table/table-context.ts';
import { invalid, TableError } from '#local/table/table-error.ts';
import type { Item } from '#local/table/values/attribute-value.ts';
import { checkItem } from '#local/table/values/check-value.ts';
import { keyText } from '#local/table/values/key-text.ts';
import type { TransactGetItemsInput } from '#local/table/wire/item-shapes.ts';

const largestAnswer = 4 * 1024 * 1024;

/** Up to a hundred items as they are at one moment. */
export async function transactGetItems({ store }: TableContext, input: TransactGetItemsInput): Promise<object> {
  const wanted = input.TransactItems.map(({ Get }) => ({
    tableName: Get.TableName,
    key: checkItem(Get.Key),
    projection: readExpressions('GetItem', Get).projection,
  }));
  refuseRepeated(wanted.map(({ tableName, key }) => `${tableName} ${keyText(key)}`));
  const found = await store.read((view) => {
    const tables = wanted.map(({ tableName, key, projection }) => {
      const table = tableOf(view, tableName);
      refuseEmptyKeys(table, key);
      if (projection) refusePathsIntoKeys(table, projection);
      return table;
    });
    const refusals = wanted.map(({ key }, index) => refusalOf(() => tables[index] && checkKey(tables[index], key)));
    refuseFirst(refusals);
    return wanted.map(({ key }, index) => tables[index] && view.get(tables[index], key));
  });
  const sizes = found.map((stored) => stored?.size ?? 0);
  if (sizes.reduce((sum, size) => sum + size, 0) > largestAnswer) {
    throw invalid('Collection size of items in the transaction exceeds limit: 4194304 bytes');
  }
  const responses = found.map((stored, index) => (stored ? told(stored.item, wanted[index]?.projection) : {}));
  const wish = input.ReturnConsumedCapacity;
  const names = [...new Set(wanted.map(({ tableName }) => tableName))];
  const unitsOf = (name: string) =>
    wanted.reduce((sum, each, at) => sum + (each.tableName === name ? readUnits(sizes[at] ?? 0, 'transaction') : 0), 0);
  return {
    Responses: responses,
    ...(wish &&
      wish !== 'NONE' && {
        ConsumedCapacity: names.map((tableName) =>
          tellCapacity(wish, { tableName, table: unitsOf(tableName), indexes: new Map() }, 'read'),
        ),
      }),
  };
}

/** Unlike other reads a transaction tells of no item where nothing of it is wanted. */
function told(item: Item, projection: readonly Path[] | undefined): object {
  const wanted = projection ? project(projection, item) : item;
  return Object.keys(wanted).length > 0 ? { Item: wanted } : {};
}

function refuseRepeated(ids: readonly string[]): void {
  if (new Set(ids).size < ids.length) {
    throw invalid('Transaction request cannot include multiple operations on one item');
  }
}

function refusalOf(check: () => void): TableError | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    if (error instanceof TableError) return error;
    throw error;
  }
}
