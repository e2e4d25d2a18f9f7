import { type KeyPart, type KeySchema, partsIn } from '#local/table/definition.ts';
import type { KeyCondition, KeyTerm } from '#local/table/expressions/ast.ts';
import { boundsOf, checkedValues, unsupported } from '#local/table/expressions/key-bounds.ts';
import { invalid } from '#local/table/table-error.ts';
import type { KeyRange } from '#local/table/table-store.ts';
import type { KeyValue } from '#local/table/values/attribute-value.ts';

/**
 * What a key condition means for an index whose key has several attributes in a role: each of the partition's has to be equal
 * to something, and so has each of the sort key's before the last one that is asked for.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.DesignPattern.MultiAttributeKeys.html
 * @throws TableError ValidationException when it does not fit the key
 */
export function compositeRange({ terms }: KeyCondition, key: KeySchema): KeyRange {
  const named = new Map(terms.map((term) => [term.name, term]));
  const hashes = partsIn(key, 'hash');
  const ranges = partsIn(key, 'range');
  if (terms.some(({ name }) => ![...hashes, ...ranges].some((part) => part.name === name))) throw unsupported();
  const unequal = hashes.filter((part) => !isEqual(named.get(part.name)));
  if (unequal.length > 0) {
    throw invalid(`HASH key attributes ${listed(unequal)} must have equality conditions specified in the query`);
  }
  refuseGaps(ranges, named);
  const [hash, ...moreHash] = hashes.map((part) => valueIn(part, named.get(part.name)));
  if (hash === undefined) throw unsupported();
  const asked = ranges.slice(0, terms.length - hashes.length);
  const last = asked.at(-1);
  const term = last && named.get(last.name);
  return {
    hash,
    moreHash,
    leading: asked.slice(0, -1).map((part) => valueIn(part, named.get(part.name))),
    ...(last && term && boundsOf(term, checkedValues(term, last))),
  };
}

/** Nothing is skipped, and nothing but the last is a range. */
function refuseGaps(ranges: readonly KeyPart[], named: ReadonlyMap<string, KeyTerm>): void {
  for (const [at, { name }] of ranges.entries()) {
    if (!named.has(name)) continue;
    const unequal = ranges.slice(0, at).filter((part) => !isEqual(named.get(part.name)));
    if (unequal.length === 0) continue;
    throw invalid(
      `RANGE key attributes ${listed(unequal)} must have equality conditions specified in the query because a condition is present on key attribute ${name}`,
    );
  }
}

const isEqual = (term: KeyTerm | undefined): boolean => term?.operator === '=';

const listed = (parts: readonly KeyPart[]): string => parts.map(({ name }) => name).join(', ');

function valueIn(part: KeyPart, term: KeyTerm | undefined): KeyValue {
  const [value] = term ? checkedValues(term, part) : [];
  if (value === undefined) throw unsupported();
  return value;
}
