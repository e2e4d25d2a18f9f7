import type { KeyPart, KeySchema } from '#local/table/definition.ts';
import type { KeyCondition, KeyTerm } from '#local/table/expressions/ast.ts';
import { invalid } from '#local/table/table-error.ts';
import type { KeyRange } from '#local/table/table-store.ts';
import type { AttributeValue, KeyValue } from '#local/table/values/attribute-value.ts';
import { isKeyValue } from '#local/table/values/compare.ts';

/**
 * What a key condition means for the key of a table or an index.
 * @throws TableError ValidationException when it does not fit the key
 */
export function keyRange({ terms }: KeyCondition, { hash, range }: KeySchema): KeyRange {
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

function boundsOf({ operator }: KeyTerm, [first, second]: readonly KeyValue[]): Omit<KeyRange, 'hash'> {
  if (first === undefined) throw unsupported();
  switch (operator) {
    case '=':
      return { low: { value: first, inclusive: true }, high: { value: first, inclusive: true } };
    case '<':
    case '<=':
      return { high: { value: first, inclusive: operator === '<=' } };
    case '>':
    case '>=':
      return { low: { value: first, inclusive: operator === '>=' } };
    case 'between':
      if (second === undefined) throw unsupported();
      return { low: { value: first, inclusive: true }, high: { value: second, inclusive: true } };
    case 'begins':
      if ('N' in first) throw unsupported();
      return { prefix: first };
    case 'other':
      throw unsupported();
    default:
      return operator satisfies never;
  }
}

function checkedValues({ operator, values }: KeyTerm, part: KeyPart): KeyValue[] {
  if (operator === 'other') {
    throw invalid('Attempted conditional constraint is not an indexable operation');
  }
  return values.map((value) => checkedValue(value, part));
}

function checkedValue(value: AttributeValue, { name, type }: KeyPart): KeyValue {
  if (!(isKeyValue(value) && type in value)) {
    throw invalid('One or more parameter values were invalid: Condition parameter type does not match schema type');
  }
  if (('S' in value && value.S === '') || ('B' in value && value.B === '')) {
    const what = 'S' in value ? 'string' : 'binary';
    throw invalid(
      `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty ${what} value. Key: ${name}`,
    );
  }
  return value;
}

const unsupported = () => invalid('Query key condition not supported');

const missed = ({ name }: KeyPart) => invalid(`Query condition missed key schema element: ${name}`);
