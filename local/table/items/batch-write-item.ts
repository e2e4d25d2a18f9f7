import { type Consumed, tellCapacity, total, writeConsumed } from '#local/table/items/capacity.ts';
import { checkKeyTypes } from '#local/table/items/check-keys.ts';
import { collectionMetrics } from '#local/table/items/collection-metrics.ts';
import { tableOf } from '#local/table/items/table-of.ts';
import { carryOut, keyFor, type Outcome, type Write, workOut } from '#local/table/items/write.ts';
import type { TableContext } from '#local/table/table-context.ts';
import { invalid } from '#local/table/table-error.ts';
import type { WriteView } from '#local/table/table-store.ts';
import { checkItem } from '#local/table/values/check-value.ts';
import { keyText } from '#local/table/values/key-text.ts';
import { refuseLarge } from '#local/table/values/size.ts';
import type { BatchWriteItemInput } from '#local/table/wire/item-shapes.ts';

const mostRequests = 25;

/** Up to 25 puts and deletes without conditions, each by itself; one machine leaves none unprocessed. */
export async function batchWriteItem({ store }: TableContext, input: BatchWriteItemInput): Promise<object> {
  const writes = planAll(input);
  const outcomes = await store.write((view) => {
    const prepared = prepare(view, writes);
    return prepared.map(({ table, write, key }) => {
      const outcome = workOut(view, table, write, key);
      carryOut(view, outcome);
      return outcome;
    });
  });
  return { UnprocessedItems: {}, ...tell(input, outcomes) };
}

function planAll({ RequestItems }: BatchWriteItemInput): Write[] {
  const requests = Object.entries(RequestItems).flatMap(([tableName, list]) =>
    list.map((each) => ({ tableName, each })),
  );
  if (requests.length > mostRequests) throw invalid('Too many items requested for the BatchWriteItem call');
  return requests.map(({ tableName, each }) => planOf(tableName, each));
}

type Request = BatchWriteItemInput['RequestItems'][string][number];

function planOf(tableName: string, { PutRequest, DeleteRequest }: Request): Write {
  if (PutRequest && DeleteRequest) throw notOne();
  if (PutRequest) {
    const item = checkItem(PutRequest.Item);
    refuseLarge(item);
    return { tableName, change: { kind: 'put', item } };
  }
  if (DeleteRequest) return { tableName, change: { kind: 'delete', key: checkItem(DeleteRequest.Key) } };
  throw notOne();
}

/** So is told, too, that there is neither of the two. */
const notOne = () =>
  invalid(
    'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes',
  );

function prepare(view: WriteView, writes: readonly Write[]) {
  const seen = new Set<string>();
  return writes.map((write) => {
    const table = tableOf(view, write.tableName);
    if (write.change.kind === 'put') checkKeyTypes(table, write.change.item);
    const key = keyFor(table, write);
    const id = `${write.tableName} ${keyText(key)}`;
    if (seen.has(id)) throw invalid('Provided list of item keys contains duplicates');
    seen.add(id);
    return { table, write, key };
  });
}

function tell(input: BatchWriteItemInput, outcomes: readonly Outcome[]): object {
  const wish = input.ReturnConsumedCapacity;
  const names = [...new Set(outcomes.map(({ table }) => table.name))];
  const consumedOf = (name: string): Consumed =>
    total(
      outcomes
        .filter(({ table }) => table.name === name)
        .map(({ table, before, after }) => writeConsumed(table, before, after)),
    );
  return {
    ...(wish && wish !== 'NONE' && { ConsumedCapacity: names.map((name) => tellCapacity(wish, consumedOf(name))) }),
    ...(input.ReturnItemCollectionMetrics === 'SIZE' && { ItemCollectionMetrics: collectionMetrics(outcomes) }),
  };
}
