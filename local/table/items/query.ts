import { enveloped } from '#local/table/expressions/enveloped.ts';
import { keyRange, refuseMany } from '#local/table/expressions/key-range.ts';
import { readExpressions } from '#local/table/expressions/read-expressions.ts';
import { answerPage } from '#local/table/items/answer-page.ts';
import { pathsIn, refuseKeysInFilter, refuseUnprojectedInFilter } from '#local/table/items/filter.ts';
import { refusePathsIntoKeys } from '#local/table/items/paths-into-keys.ts';
import { keyOfSource, readPage } from '#local/table/items/read-page.ts';
import { checkProjected, checkSelect, sourceOf } from '#local/table/items/selection.ts';
import { checkStartKey, checkWithin, readStartKey } from '#local/table/items/start-key.ts';
import { tableOf } from '#local/table/items/table-of.ts';
import type { TableContext } from '#local/table/table-context.ts';
import { invalid } from '#local/table/table-error.ts';
import type { QueryInput } from '#local/table/wire/read-shapes.ts';

/** A page of the items of one partition, in the order of their sort keys. */
export async function query({ store }: TableContext, input: QueryInput): Promise<object> {
  const read = readExpressions('Query', input, () => ({ start: readStartKey(input.ExclusiveStartKey) }));
  const { keyCondition, filter, projection } = read;
  const { start } = read.own;
  if (keyCondition && input.IndexName === undefined) refuseMany(keyCondition);
  enveloped(() => checkSelect(input));
  if (keyCondition === undefined) throw invalid('Conditions must not be null');
  const { source, page } = await store.read((view) => {
    const table = tableOf(view, input.TableName);
    const from = sourceOf(table, input);
    const key = keyOfSource(from);
    if (start) checkStartKey(from, start, 'Query');
    const range = keyRange(keyCondition, key);
    if (start) checkWithin(from, start, range);
    if (projection) refusePathsIntoKeys(table, projection);
    if (filter) refuseKeysInFilter(filter, key, input.QueryFilter ? 'QueryFilter' : 'Filter Expression');
    checkProjected(from, input, projection);
    if (filter) {
      refusePathsIntoKeys(table, pathsIn(filter));
      refuseUnprojectedInFilter(filter, from);
    }
    const where = { kind: 'partition', range, forward: input.ScanIndexForward ?? true } as const;
    return { source: from, page: readPage(view, { source: from, where, after: start, limit: input.Limit, filter }) };
  });
  return answerPage(source, page, input, projection);
}
