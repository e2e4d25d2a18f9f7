import { isComposite, type KeySchema } from '#local/table/definition.ts';
import type { KeyCondition } from '#local/table/expressions/ast.ts';
import { compositeRange } from '#local/table/expressions/composite-range.ts';
import { boundsOf, checkedValues, missed, unsupported, wrongCount } from '#local/table/expressions/key-bounds.ts';
import type { KeyRange } from '#local/table/table-store.ts';

/**
 * What a key condition means for the key of a table or an index.
 * @throws TableError ValidationException when it does not fit the key
 */
export function keyRange(condition: KeyCondition, key: KeySchema): KeyRange {
  if (isComposite(key)) return compositeRange(condition, key);
  refuseMany(condition);
  const { terms } = condition;
  const { hash, range } = key;
  if (range === undefined && terms.length > 1) throw unsupported();
  const hashTerm = terms.find(({ name }) => name === hash.name);
  if (hashTerm === undefined) throw missed(hash);
  const [value] = checkedValues(hashTerm, hash);
  if (hashTerm.operator !== '=' || value === undefined) throw unsupported();
  if (range === undefined || terms.length === 1) return { hash: value };
  const rangeTerm = terms.find(({ name }) => name === range.name);
  if (rangeTerm === undefined) throw missed(range);
  return { hash: value, ...boundsOf(rangeTerm, checkedValues(rangeTerm, range)) };
}

/**
 * Of a table, and of an index whose key has one attribute in each role.
 * @throws TableError ValidationException for more conditions than there can be keys
 */
export function refuseMany({ terms }: KeyCondition): void {
  if (terms.length > 2) throw wrongCount();
}
