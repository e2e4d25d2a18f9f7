import type { Comparator, Condition, KeyCondition, KeyTerm, Operand } from '#local/table/expressions/ast.ts';
import { invalid, type TableError } from '#local/table/table-error.ts';
import type { AttributeValue } from '#local/table/values/attribute-value.ts';

const mirrored = { '=': '=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const;

/**
 * A condition as statements on keys; which keys there are, only the table knows.
 * @throws TableError ValidationException when it says more than a query can answer
 */
export function keyConditionOf(condition: Condition): KeyCondition {
  const terms = termsOf(condition);
  terms.forEach(({ name }, index) => {
    if (terms.slice(0, index).some((earlier) => earlier.name === name)) {
      throw invalid('KeyConditionExpressions must only contain one condition per key');
    }
  });
  if (terms.length > 2) throw invalid('Conditions can be of length 1 or 2 only');
  return { form: 'expression', terms };
}

function termsOf(condition: Condition): KeyTerm[] {
  switch (condition.kind) {
    case 'and':
      return condition.parts.flatMap(termsOf);
    case 'compare':
      return [comparison(condition.comparator, condition.left, condition.right)];
    case 'between':
      return [ranged('between', 'BETWEEN', [condition.operand, condition.low, condition.high])];
    case 'begins':
      return [ranged('begins', 'begins_with', [condition.operand, condition.prefix])];
    case 'or':
    case 'not':
    case 'in':
      throw unusable(condition.kind.toUpperCase());
    case 'exists':
      throw unusable('attribute_exists');
    case 'missing':
      throw unusable('attribute_not_exists');
    case 'type':
      throw unusable('attribute_type');
    case 'contains':
      throw unusable('contains');
    default:
      return condition satisfies never;
  }
}

function comparison(comparator: Comparator, left: Operand, right: Operand): KeyTerm {
  if (comparator === '<>') throw unusable('<>');
  const name = soleName([left, right]);
  const isFirst = left.kind === 'path';
  return { name, operator: isFirst ? comparator : mirrored[comparator], values: valuesOf([left, right]) };
}

function ranged(operator: 'between' | 'begins', told: string, operands: readonly [Operand, ...Operand[]]): KeyTerm {
  if (operands[0].kind !== 'path') {
    throw wrongCondition(`${told} operator must have the key attribute as its first operand`);
  }
  return { name: soleName(operands), operator, values: valuesOf(operands) };
}

function soleName(operands: readonly Operand[]): string {
  if (operands.some(({ kind }) => kind === 'size')) {
    throw invalid('KeyConditionExpressions cannot contain nested operations');
  }
  const paths = operands.flatMap((operand) => (operand.kind === 'path' ? [operand.path] : []));
  if (paths.length > 1) throw wrongCondition('Multiple attribute names used in one condition');
  const [path] = paths;
  if (path === undefined) throw wrongCondition('No key attribute specified');
  if (path.length > 1) throw invalid('KeyConditionExpressions cannot have conditions on nested attributes');
  return String(path[0]);
}

function valuesOf(operands: readonly Operand[]): AttributeValue[] {
  return operands.flatMap((operand) => (operand.kind === 'value' ? [operand.value] : []));
}

const unusable = (operator: string): TableError =>
  invalid(`Invalid operator used in KeyConditionExpression: ${operator}`);

const wrongCondition = (what: string): TableError => invalid(`Invalid condition in KeyConditionExpression: ${what}`);
