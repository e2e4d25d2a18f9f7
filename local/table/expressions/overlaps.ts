import type { Path } from '#local/table/expressions/ast.ts';
import type { ParsedPath } from '#local/table/expressions/parsed.ts';
import { pathText } from '#local/table/expressions/path-text.ts';
import { invalid } from '#local/table/table-error.ts';

/**
 * What paths mean, the last first. Two of them may not be each other's beginning, nor may one take for a list what the other
 * takes for a map.
 * @throws TableError for the first path that is not defined or stands in the way of a later one
 */
export function separatePaths(written: readonly ParsedPath[], meaning: (written: ParsedPath) => Path): readonly Path[] {
  const paths: Path[] = [];
  const names = new Set<string | number | undefined>();
  for (const each of written.toReversed()) {
    const path = meaning(each);
    // Most paths have a name of their own and need no closer look.
    if (names.has(path[0])) for (const later of paths) compare(path, later);
    names.add(path[0]);
    paths.unshift(path);
  }
  return paths;
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
