import { keyRange } from '#local/table/expressions/key-range.ts';
import { readExpressions } from '#local/table/expressions/read-expressions.ts';
import { answerPage } from '#local/table/items/answer-page.ts';
import { refuseKeysInFilter } from '#local/table/items/filter.ts';
import { keyOfSource, readPage } from '#local/table/items/read-page.ts';
import { checkIndex, checkSelect, indexOf } from '#local/table/items/selection.ts';
import { checkStartKey, checkWithin } from '#local/table/items/start-key.ts';
import { tableOf } from '#local/table/items/table-of.ts';
import type { TableContext } from '#local/table/table-context.ts';
import { invalid } from '#local/table/table-error.ts';
import type { Source } from '#local/table/table-store.ts';
import { checkItem } from '#local/table/values/check-value.ts';
import type { QueryInput } from '#local/table/wire/read-shapes.ts';

/** A page of the items of one partition, in the order of their sort keys. */
export async function query({ store }: TableContext, input: QueryInput): Promise<object> {
  const start = input.ExclusiveStartKey && checkItem(input.ExclusiveStartKey);
  checkSelect(input, 'Querying');
  const { keyCondition, filter, projection } = readExpressions('Query', input);
  if (keyCondition === undefined) throw invalid('Conditions must not be null');
  const { source, page } = await store.read((view) => {
    const table = tableOf(view, input.TableName);
    const index = indexOf(table.indexes, input.IndexName);
    const read: Source = index ? { table, index } : { table };
    checkIndex(read, input, input.ConsistentRead ?? false, projection);
    const range = keyRange(keyCondition, keyOfSource(read));
    if (filter) refuseKeysInFilter(filter, keyOfSource(read), input.QueryFilter ? 'QueryFilter' : 'Filter Expression');
    if (start) {
      checkStartKey(read, start);
      checkWithin(read, start, range);
    }
    const where = { kind: 'partition', range, forward: input.ScanIndexForward ?? true } as const;
    return { source: read, page: readPage(view, { source: read, where, after: start, limit: input.Limit, filter }) };
  });
  return answerPage(source, page, input, projection);
}
