import { project } from '#local/table/expressions/project.ts';
import { readExpressions } from '#local/table/expressions/read-expressions.ts';
import { readUnits, tellCapacity } from '#local/table/items/capacity.ts';
import { checkKey } from '#local/table/items/check-keys.ts';
import { refusePathsIntoKeys } from '#local/table/items/paths-into-keys.ts';
import { tableOf } from '#local/table/items/table-of.ts';
import { jsonText } from '#local/table/json-text.ts';
import type { TableContext } from '#local/table/table-context.ts';
import { checkItem } from '#local/table/values/check-value.ts';
import type { GetItemInput } from '#local/table/wire/item-shapes.ts';

export async function getItem({ store }: TableContext, input: GetItemInput): Promise<object> {
  const { own: key, projection } = readExpressions('GetItem', input, () => checkItem(input.Key));
  const { table, found } = await store.read((view) => {
    const of = tableOf(view, input.TableName);
    checkKey(of, key);
    if (projection) refusePathsIntoKeys(of, projection);
    return { table: of, found: view.get(of, key) };
  });
  const units = () => readUnits(found?.size ?? 0, input.ConsistentRead ? 'consistent' : 'eventual');
  const wish = input.ReturnConsumedCapacity;
  return jsonText({
    Item: found && (projection ? JSON.stringify(project(projection, found.item)) : found.text),
    ConsumedCapacity:
      wish !== undefined &&
      wish !== 'NONE' &&
      JSON.stringify(tellCapacity(wish, { tableName: table.name, table: units(), indexes: new Map() })),
  });
}
