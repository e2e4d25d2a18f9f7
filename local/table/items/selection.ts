import type { TableDefinition } from '#local/table/definition.ts';
import type { Path } from '#local/table/expressions/ast.ts';
import { project } from '#local/table/expressions/project.ts';
import { projected, projectedNames } from '#local/table/projected.ts';
import { invalid } from '#local/table/table-error.ts';
import type { Source } from '#local/table/table-store.ts';
import type { Item } from '#local/table/values/attribute-value.ts';

type Wish = {
  readonly Select?: 'ALL_ATTRIBUTES' | 'ALL_PROJECTED_ATTRIBUTES' | 'SPECIFIC_ATTRIBUTES' | 'COUNT' | undefined;
  readonly ProjectionExpression?: string | undefined;
  readonly AttributesToGet?: readonly string[] | undefined;
  readonly IndexName?: string | undefined;
  readonly ConsistentRead?: boolean | undefined;
};

/**
 * Select and the projection have to go together. The service speaks of querying also when it scans.
 * @throws TableError ValidationException
 */
export function checkSelect({ Select, ProjectionExpression, AttributesToGet, IndexName }: Wish): void {
  if (Select === 'ALL_PROJECTED_ATTRIBUTES' && IndexName === undefined) {
    throw invalid('ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName');
  }
  const named = ProjectionExpression !== undefined ? 'ProjectionExpression' : AttributesToGet && 'AttributesToGet';
  if (Select === 'SPECIFIC_ATTRIBUTES' && named === undefined) {
    throw invalid('Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES');
  }
  if (Select !== undefined && Select !== 'SPECIFIC_ATTRIBUTES' && named !== undefined) {
    const wanted = Select === 'COUNT' ? 'only the Count' : Select;
    throw invalid(`Cannot specify the ${named} when choosing to get ${wanted}`);
  }
}

/**
 * The table or the index to read, which must allow for a consistent read where one is wanted.
 * @throws TableError ValidationException
 */
export function sourceOf(table: TableDefinition, { IndexName, ConsistentRead }: Wish): Source {
  if (IndexName === undefined) return { table };
  const index = table.indexes.find(({ name }) => name === IndexName);
  if (index === undefined) throw invalid(`The table does not have the specified index: ${IndexName}`);
  if (index.kind === 'global' && ConsistentRead) {
    throw invalid('Consistent reads are not supported on global secondary indexes');
  }
  return { table, index };
}

/**
 * What is wanted of a global index has to be in it.
 * @throws TableError ValidationException
 */
export function checkProjected({ table, index }: Source, { Select }: Wish, projection: readonly Path[] = []): void {
  if (index?.kind !== 'global') return;
  if (Select === 'ALL_ATTRIBUTES' && index.projection.type !== 'ALL') {
    throw invalid(
      `One or more parameter values were invalid: Select type ALL_ATTRIBUTES is not supported for global secondary index ${index.name} because its projection type is not ALL`,
    );
  }
  const held = projectedNames(table, index);
  const absent = projection.map(([name]) => String(name)).filter((name) => held && !held.has(name));
  if (absent.length > 0) {
    throw invalid(
      `One or more parameter values were invalid: Global secondary index ${index.name} does not project [${[...new Set(absent)].join(', ')}]`,
    );
  }
}

/** What an answer holds of each item, undefined for all of it: a local index fetches from the table what it lacks. */
export function selector({ table, index }: Source, { Select }: Wish, projection: readonly Path[] | undefined) {
  if (projection) return (item: Item) => project(projection, item);
  if (index === undefined || index.projection.type === 'ALL' || Select === 'ALL_ATTRIBUTES') return undefined;
  return (item: Item) => projected(table, index, item);
}

/** True when items of a local index are looked up in the table because it does not hold all that is asked for. */
export function fetchesFromTable(source: Source, wish: Wish, projection: readonly Path[] | undefined): boolean {
  if (source.index?.kind !== 'local') return false;
  const held = projectedNames(source.table, source.index);
  if (held === undefined) return false;
  return wish.Select === 'ALL_ATTRIBUTES' || (projection?.some(([name]) => !held.has(String(name))) ?? false);
}
