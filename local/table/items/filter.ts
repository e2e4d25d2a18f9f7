import { type KeySchema, keyNames } from '#local/table/definition.ts';
import type { Condition, Operand, Path } from '#local/table/expressions/ast.ts';
import { projectedNames } from '#local/table/projected.ts';
import { invalid } from '#local/table/table-error.ts';
import type { Source } from '#local/table/table-store.ts';

/**
 * A query selects by the key and filters by the rest.
 * @throws TableError ValidationException
 */
export function refuseKeysInFilter(filter: Condition, key: KeySchema, where: string): void {
  const names = headsOf(pathsIn(filter));
  const own = keyNames(key).find((name) => names.has(name));
  if (own !== undefined) {
    throw invalid(`${where} can only contain non-primary key attributes: Primary key attribute: ${own}`);
  }
}

/**
 * A query of an index filters by what the index holds, whatever else it may fetch from the table.
 * @throws TableError ValidationException
 */
export function refuseUnprojectedInFilter(filter: Condition, { table, index }: Source): void {
  const held = index && projectedNames(table, index);
  if (index === undefined || held === undefined) return;
  const absent = [...headsOf(pathsIn(filter))].filter((name) => !held.has(name));
  if (absent.length === 0) return;
  throw invalid(
    `One or more parameter values were invalid: Secondary index ${index.name} does not project one or more filter attributes: [${absent.join(', ')}]`,
  );
}

const headsOf = (paths: readonly Path[]): ReadonlySet<string> => new Set(paths.map(([name]) => String(name)));

/** Everything in an item that a condition looks at. */
export function pathsIn(condition: Condition): Path[] {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return condition.parts.flatMap(pathsIn);
    case 'not':
      return pathsIn(condition.part);
    case 'compare':
      return [condition.left, condition.right].flatMap(pathsOf);
    case 'between':
      return [condition.operand, condition.low, condition.high].flatMap(pathsOf);
    case 'in':
      return [condition.operand, ...condition.candidates].flatMap(pathsOf);
    case 'exists':
    case 'missing':
      return [condition.path];
    case 'type':
      return pathsOf(condition.operand);
    case 'begins':
      return [condition.operand, condition.prefix].flatMap(pathsOf);
    case 'contains':
      return [condition.operand, condition.sought].flatMap(pathsOf);
    default:
      return condition satisfies never;
  }
}

function pathsOf(operand: Operand): Path[] {
  switch (operand.kind) {
    case 'path':
      return [operand.path];
    case 'size':
      return pathsOf(operand.of);
    case 'value':
      return [];
    default:
      return operand satisfies never;
  }
}
