import type { KeyPart } from '#local/table/definition.ts';
import type { KeyTerm } from '#local/table/expressions/ast.ts';
import { invalid } from '#local/table/table-error.ts';
import type { KeyRange } from '#local/table/table-store.ts';
import type { AttributeValue, KeyValue } from '#local/table/values/attribute-value.ts';
import { isKeyValue } from '#local/table/values/compare.ts';

/** @throws TableError ValidationException when no index can answer it */
export function boundsOf(
  { operator }: KeyTerm,
  [first, second]: readonly KeyValue[],
): Pick<KeyRange, 'low' | 'high' | 'prefix'> {
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

/** @throws TableError ValidationException for a value that no item can have in this key */
export function checkedValues({ operator, values }: KeyTerm, part: KeyPart): KeyValue[] {
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

export const wrongCount = () => invalid('Conditions can be of length 1 or 2 only');

export const unsupported = () => invalid('Query key condition not supported');

export const missed = ({ name }: KeyPart) => invalid(`Query condition missed key schema element: ${name}`);
