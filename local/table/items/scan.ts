import { readExpressions } from '#local/table/expressions/read-expressions.ts';
import { answerPage } from '#local/table/items/answer-page.ts';
import { pathsIn } from '#local/table/items/filter.ts';
import { refusePathsIntoKeys } from '#local/table/items/paths-into-keys.ts';
import { readPage } from '#local/table/items/read-page.ts';
import { checkProjected, checkSelect, sourceOf } from '#local/table/items/selection.ts';
import { checkSegment, checkStartKey, readStartKey } from '#local/table/items/start-key.ts';
import { tableOf } from '#local/table/items/table-of.ts';
import type { TableContext } from '#local/table/table-context.ts';
import { invalid } from '#local/table/table-error.ts';
import type { ScanInput } from '#local/table/wire/read-shapes.ts';

/** A page of all items of a table or an index, or of one of its segments. */
export async function scan({ store }: TableContext, input: ScanInput): Promise<object> {
  const { own, filter, projection } = readExpressions('Scan', input, () => ({
    start: readStartKey(input.ExclusiveStartKey),
    where: { kind: 'segment', ...segmentOf(input) } as const,
  }));
  const { start, where } = own;
  checkSelect(input);
  const { source, page } = await store.read((view) => {
    const table = tableOf(view, input.TableName);
    const from = sourceOf(table, input);
    if (start) checkStartKey(from, start, 'Scan');
    checkProjected(from, input, projection);
    if (start) checkSegment(from, start, where);
    refusePathsIntoKeys(table, [...(projection ?? []), ...(filter ? pathsIn(filter) : [])]);
    return { source: from, page: readPage(view, { source: from, where, after: start, limit: input.Limit, filter }) };
  });
  return answerPage(source, page, input, projection);
}

function segmentOf({ Segment, TotalSegments }: ScanInput): { segment: number; of: number } {
  if (Segment === undefined && TotalSegments === undefined) return { segment: 0, of: 1 };
  if (Segment === undefined) {
    throw invalid(
      'The Segment parameter is required but was not present in the request when parameter TotalSegments is present',
    );
  }
  if (TotalSegments === undefined) {
    throw invalid(
      'The TotalSegments parameter is required but was not present in the request when Segment parameter is present',
    );
  }
  if (Segment >= TotalSegments) {
    throw invalid(
      `The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: ${Segment} is not less than TotalSegments: ${TotalSegments}`,
    );
  }
  return { segment: Segment, of: TotalSegments };
}
