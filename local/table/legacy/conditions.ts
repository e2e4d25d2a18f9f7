import type { Condition, Operand } from '#local/table/expressions/ast.ts';
import type { Comparison, LegacyCondition } from '#local/table/expressions/parameters.ts';
import { invalid, type TableError } from '#local/table/table-error.ts';
import { type AttributeType, type AttributeValue, typeOf } from '#local/table/values/attribute-value.ts';
import { checkValue } from '#local/table/values/check-value.ts';
import { compareValues } from '#local/table/values/compare.ts';

/** A condition of the older form whose values are as many and of such types as its operator takes. */
export type CheckedCondition = { readonly operator: Comparison; readonly values: readonly AttributeValue[] };

const scalars: readonly AttributeType[] = ['S', 'N', 'B'];
const searchable: readonly AttributeType[] = ['S', 'N', 'B', 'BOOL', 'NULL'];

const typesOf: Partial<Record<Comparison, readonly AttributeType[]>> = {
  LE: scalars,
  LT: scalars,
  GE: scalars,
  GT: scalars,
  IN: scalars,
  BETWEEN: scalars,
  CONTAINS: searchable,
  NOT_CONTAINS: searchable,
  BEGINS_WITH: ['S', 'B'],
};

/** @throws TableError ValidationException */
export function checkedCondition({ ComparisonOperator, AttributeValueList = [] }: LegacyCondition): CheckedCondition {
  const operator = ComparisonOperator;
  const values = AttributeValueList.map(checkValue);
  if (!isCount(operator, values.length)) {
    throw wrongParameter(`Invalid number of argument(s) for the ${operator} ComparisonOperator`);
  }
  const types = values.map(typeOf);
  if (new Set(types).size > 1) {
    throw wrongParameter('AttributeValues inside AttributeValueList must be of same type');
  }
  const wrong = types.find((type) => typesOf[operator]?.includes(type) === false);
  if (wrong !== undefined) {
    throw wrongParameter(`ComparisonOperator ${operator} is not valid for ${wrong} AttributeValue type`);
  }
  const [low, high] = values;
  if (operator === 'BETWEEN' && low && high && (compareValues(low, high) ?? 0) > 0) {
    throw invalid('The BETWEEN condition was provided a range where the lower bound is greater than the upper bound');
  }
  return { operator, values };
}

/** What a condition on an attribute means. */
export function conditionOn(name: string, { operator, values }: CheckedCondition): Condition {
  const path = [name];
  const operand: Operand = { kind: 'path', path };
  const [first, second] = values.map((value): Operand => ({ kind: 'value', value }));
  if (operator === 'NULL') return { kind: 'missing', path };
  if (first === undefined) return { kind: 'exists', path };
  switch (operator) {
    case 'EQ':
      return { kind: 'compare', comparator: '=', left: operand, right: first };
    case 'NE':
      return { kind: 'compare', comparator: '<>', left: operand, right: first };
    case 'LT':
      return { kind: 'compare', comparator: '<', left: operand, right: first };
    case 'LE':
      return { kind: 'compare', comparator: '<=', left: operand, right: first };
    case 'GT':
      return { kind: 'compare', comparator: '>', left: operand, right: first };
    case 'GE':
      return { kind: 'compare', comparator: '>=', left: operand, right: first };
    case 'BETWEEN':
      return { kind: 'between', operand, low: first, high: second ?? first };
    case 'IN':
      return { kind: 'in', operand, candidates: values.map((value) => ({ kind: 'value', value })) };
    case 'BEGINS_WITH':
      return { kind: 'begins', operand, prefix: first };
    case 'CONTAINS':
      return { kind: 'contains', operand, sought: first };
    case 'NOT_CONTAINS':
      return {
        kind: 'and',
        parts: [
          { kind: 'exists', path },
          { kind: 'not', part: { kind: 'contains', operand, sought: first } },
        ],
      };
    case 'NOT_NULL':
      return { kind: 'exists', path };
    default:
      return operator satisfies never;
  }
}

function isCount(operator: Comparison, count: number): boolean {
  if (operator === 'NULL' || operator === 'NOT_NULL') return count === 0;
  if (operator === 'BETWEEN') return count === 2;
  return operator === 'IN' ? count > 0 : count === 1;
}

export const wrongParameter = (what: string): TableError =>
  invalid(`One or more parameter values were invalid: ${what}`);
