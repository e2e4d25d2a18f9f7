import { project } from '#local/table/expressions/project.ts';
import { tellCapacity, writeConsumed } from '#local/table/items/capacity.ts';
import { metricsOf } from '#local/table/items/collection-metrics.ts';
import { planDelete, planPut, planUpdate } from '#local/table/items/plan.ts';
import { tableOf } from '#local/table/items/table-of.ts';
import { carryOut, type Outcome, type Write, workOut } from '#local/table/items/write.ts';
import type { TableContext } from '#local/table/table-context.ts';
import type { Item } from '#local/table/values/attribute-value.ts';
import type { DeleteItemInput, PutItemInput, UpdateItemInput } from '#local/table/wire/item-shapes.ts';

type Wishes = Pick<PutItemInput, 'ReturnValues' | 'ReturnConsumedCapacity' | 'ReturnItemCollectionMetrics'>;

export async function putItem(context: TableContext, input: PutItemInput): Promise<object> {
  return await writeOne(context, planPut(input), input);
}

export async function deleteItem(context: TableContext, input: DeleteItemInput): Promise<object> {
  return await writeOne(context, planDelete(input), input);
}

/** Makes the item when there is none. */
export async function updateItem(context: TableContext, input: UpdateItemInput): Promise<object> {
  return await writeOne(context, planUpdate(input), input);
}

async function writeOne({ store }: TableContext, write: Write, wishes: Wishes): Promise<object> {
  const outcome = await store.write((view) => {
    const worked = workOut(view, tableOf(view, write.tableName), write);
    carryOut(view, worked);
    return worked;
  });
  const { table, before, after } = outcome;
  const attributes = attributesOf(outcome, wishes.ReturnValues);
  const wish = wishes.ReturnConsumedCapacity;
  const metrics = wishes.ReturnItemCollectionMetrics === 'SIZE' ? metricsOf(outcome) : undefined;
  return {
    ...(attributes && { Attributes: attributes }),
    ...(wish && wish !== 'NONE' && { ConsumedCapacity: tellCapacity(wish, writeConsumed(table, before, after)) }),
    ...(metrics && { ItemCollectionMetrics: metrics }),
  };
}

function attributesOf({ before, after, touched }: Outcome, wish: Wishes['ReturnValues']): Item | undefined {
  switch (wish) {
    case undefined:
    case 'NONE':
      return undefined;
    case 'ALL_OLD':
      return before;
    case 'ALL_NEW':
      return after;
    case 'UPDATED_OLD':
      return partOf(before, touched);
    case 'UPDATED_NEW':
      return partOf(after, touched);
    default:
      return wish satisfies never;
  }
}

function partOf(item: Item | undefined, touched: Outcome['touched']): Item | undefined {
  const part = item && project(touched, item);
  return part && Object.keys(part).length > 0 ? part : undefined;
}
