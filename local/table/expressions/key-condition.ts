import type { Comparator, Condition, KeyCondition, KeyTerm, Operand } from '#local/table/expressions/ast.ts';
import { invalid, type TableError } from '#local/table/table-error.ts';
import type { AttributeValue } from '#local/table/values/attribute-value.ts';

const mirrored = { '=': '=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const;

/**
 * A condition as statements on keys; which keys there are, only the table knows.
 * @throws TableError ValidationException when it says more than a query can answer
 */
export function keyConditionOf(condition: Condition): KeyCondition {
  const terms: KeyTerm[] = [];
  for (const term of termsOf(condition)) {
    if (terms.some(({ name }) => name === term.name)) {
      throw invalid('KeyConditionExpressions must only contain one condition per key');
    }
    terms.push(term);
  }
  return { form: 'expression', terms };
}

/** One by one, so that of several mistakes the first is told. */
function* termsOf(condition: Condition): Generator<KeyTerm, void> {
  switch (condition.kind) {
    case 'and':
      for (const part of condition.parts) yield* termsOf(part);
      return;
    case 'compare':
      yield comparison(condition.comparator, condition.left, condition.right);
      return;
    case 'between':
      yield ranged('between', 'BETWEEN', [condition.operand, condition.low, condition.high]);
      return;
    case 'begins':
      yield ranged('begins', 'begins_with', [condition.operand, condition.prefix]);
      return;
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

/** The operands are looked at one after another. */
function soleName(operands: readonly Operand[]): string {
  let name: string | undefined;
  for (const operand of operands) {
    if (operand.kind === 'size') throw invalid('KeyConditionExpressions cannot contain nested operations');
    if (operand.kind !== 'path') continue;
    if (name !== undefined) throw wrongCondition('Multiple attribute names used in one condition');
    if (operand.path.length > 1) {
      throw invalid('KeyConditionExpressions cannot have conditions on nested attributes');
    }
    name = String(operand.path[0]);
  }
  if (name === undefined) throw wrongCondition('No key attribute specified');
  return name;
}

function valuesOf(operands: readonly Operand[]): AttributeValue[] {
  return operands.flatMap((operand) => (operand.kind === 'value' ? [operand.value] : []));
}

const unusable = (operator: string): TableError =>
  invalid(`Invalid operator used in KeyConditionExpression: ${operator}`);

const wrongCondition = (what: string): TableError => invalid(`Invalid condition in KeyConditionExpression: ${what}`);
