import type { Condition, Operand, Path } from '#local/table/expressions/ast.ts';
import { bindOperand } from '#local/table/expressions/bind-operand.ts';
import type { Bindings } from '#local/table/expressions/bindings.ts';
import {
  checkDistinct,
  checkOperandCount,
  checkTypes,
  pathOf,
  typeNamed,
} from '#local/table/expressions/check-operands.ts';
import type { ParsedCall } from '#local/table/expressions/parsed.ts';
import { invalid } from '#local/table/table-error.ts';

/** A function that says something of an item by itself. @throws TableError */
export function bindCall({ name, operands }: ParsedCall, bindings: Bindings): Condition {
  const bound = operands.map((operand) => bindOperand(operand, bindings));
  switch (name) {
    case 'attribute_exists':
      return { kind: 'exists', path: soleProbed(name, bound) };
    case 'attribute_not_exists':
      return { kind: 'missing', path: soleProbed(name, bound) };
    default:
      return bindPair(name, bound);
  }
}

function soleProbed(name: string, operands: readonly Operand[]): Path {
  const [operand] = checkOperandCount(name, operands, 1);
  return pathOf(name, operand);
}

function bindPair(name: string, operands: readonly Operand[]): Condition {
  const [operand, other] = checkOperandCount(name, operands, 2);
  checkDistinct(name, operand, [other]);
  switch (name) {
    case 'attribute_type':
      return { kind: 'type', operand, type: typeNamed(name, other) };
    case 'begins_with':
      checkTypes(name, [operand, other], ['S', 'B']);
      return { kind: 'begins', operand, prefix: other };
    case 'contains':
      return { kind: 'contains', operand, sought: other };
    default:
      throw invalid(`Invalid function name; function: ${name}`);
  }
}
