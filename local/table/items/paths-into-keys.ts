import { keyNames, type TableDefinition } from '#local/table/definition.ts';
import type { Path } from '#local/table/expressions/ast.ts';
import { invalid } from '#local/table/table-error.ts';

/**
 * Keys are scalars: there is nothing in them that a path could lead to.
 * @throws TableError ValidationException
 */
export function refusePathsIntoKeys({ key, indexes }: TableDefinition, paths: readonly Path[]): void {
  const entered = paths.flatMap(([name, ...rest]) => (rest.length > 0 ? [String(name)] : []));
  if (entered.length === 0) return;
  const own = keyNames(key).find((name) => entered.includes(name));
  if (own !== undefined) throw isScalar(`Key: ${own}`);
  const indexed = indexes.flatMap((index) => keyNames(index.key)).find((name) => entered.includes(name));
  if (indexed !== undefined) throw isScalar(`IndexKey: ${indexed}`);
}

const isScalar = (key: string) =>
  invalid(`Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: ${key}`);
