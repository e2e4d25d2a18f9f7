import type { Path } from '#local/table/expressions/ast.ts';
import type { AttributeValue, Item } from '#local/table/values/attribute-value.ts';

/** The value at a path, undefined where there is none. */
export function resolve(path: Path, item: Item): AttributeValue | undefined {
  let value: AttributeValue | undefined = { M: item } as AttributeValue;
  for (const step of path) {
    if (value === undefined) return undefined;
    if (typeof step === 'number') value = 'L' in value ? value.L[step] : undefined;
    else value = 'M' in value && Object.hasOwn(value.M, step) ? value.M[step] : undefined;
  }
  return value;
}
