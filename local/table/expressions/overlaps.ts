import type { Path } from '#local/table/expressions/ast.ts';
import { pathText } from '#local/table/expressions/path-text.ts';
import { invalid } from '#local/table/table-error.ts';

/**
 * Two paths may not be each other's beginning, nor may one take for a list what the other takes for a map. Of several such
 * pairs the one is told that begins last.
 * @throws TableError
 */
export function refuseOverlaps(paths: readonly Path[]): void {
  if (areDistinctNames(paths)) return;
  for (let index = paths.length - 1; index >= 0; index -= 1) {
    for (const later of paths.slice(index + 1)) compare(paths[index] ?? [], later);
  }
}

function compare(one: Path, other: Path): void {
  const relation = relationOf(one, other);
  if (relation === undefined) return;
  throw invalid(
    `Two document paths ${relation} with each other; must remove or rewrite one of these paths; path one: ${pathText(one)}, path two: ${pathText(other)}`,
  );
}

function relationOf(one: Path, other: Path): 'overlap' | 'conflict' | undefined {
  for (let index = 0; index < one.length && index < other.length; index += 1) {
    if (typeof one[index] !== typeof other[index]) return 'conflict';
    if (one[index] !== other[index]) return undefined;
  }
  return 'overlap';
}

function areDistinctNames(paths: readonly Path[]): boolean {
  return new Set(paths.map(([name]) => name)).size === paths.length;
}
