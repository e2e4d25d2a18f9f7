import { project } from '#local/table/expressions/project.ts';
import { readExpressions } from '#local/table/expressions/read-expressions.ts';
import { readUnits, tellCapacity } from '#local/table/items/capacity.ts';
import { checkKey } from '#local/table/items/check-keys.ts';
import { refusePathsIntoKeys } from '#local/table/items/paths-into-keys.ts';
import { tableOf } from '#local/table/items/table-of.ts';
import type { TableContext } from '#local/table/table-context.ts';
import { checkItem } from '#local/table/values/check-value.ts';
import { itemSize } from '#local/table/values/size.ts';
import type { GetItemInput } from '#local/table/wire/item-shapes.ts';

export async function getItem({ store }: TableContext, input: GetItemInput): Promise<object> {
  const key = checkItem(input.Key);
  const { projection } = readExpressions('GetItem', input);
  const { table, item } = await store.read((view) => {
    const found = tableOf(view, input.TableName);
    checkKey(found, key);
    if (projection) refusePathsIntoKeys(found, projection);
    return { table: found, item: view.get(found, key) };
  });
  const wish = input.ReturnConsumedCapacity;
  const units = () => readUnits(item ? itemSize(item) : 0, input.ConsistentRead ? 'consistent' : 'eventual');
  return {
    ...(item && { Item: projection ? project(projection, item) : item }),
    ...(wish &&
      wish !== 'NONE' && {
        ConsumedCapacity: tellCapacity(wish, { tableName: table.name, table: units(), indexes: new Map() }),
      }),
  };
}
