import type { Condition, Operand } from '#local/table/expressions/ast.ts';
import { bindCall } from '#local/table/expressions/bind-call.ts';
import { bindOperand } from '#local/table/expressions/bind-operand.ts';
import type { Bindings } from '#local/table/expressions/bindings.ts';
import { checkBounds, checkDistinct, checkOrdered } from '#local/table/expressions/check-operands.ts';
import type { ParsedCondition, ParsedOperand } from '#local/table/expressions/parsed.ts';

/**
 * Fills names and values into a condition, statement by statement from the left.
 * @throws TableError for what is not defined and for operands that are wrong for every item
 */
export function bindCondition(parsed: ParsedCondition, bindings: Bindings): Condition {
  switch (parsed.kind) {
    case 'and':
    case 'or':
      return { kind: parsed.kind, parts: parsed.parts.map((part) => bindCondition(part, bindings)) };
    case 'not':
      return { kind: 'not', part: bindCondition(parsed.part, bindings) };
    case 'compare':
      return bindComparison(parsed, bindings);
    case 'between':
      return bindBetween(parsed.operands, bindings);
    case 'in': {
      const [first, ...others] = parsed.operands;
      const operand = bindOperand(first, bindings);
      const candidates = others.map((other) => bindOperand(other, bindings));
      checkDistinct('IN', operand, candidates);
      return { kind: 'in', operand, candidates };
    }
    case 'call':
      return bindCall(parsed, bindings);
    default:
      return parsed satisfies never;
  }
}

function bindComparison(
  { comparator, operands }: Extract<ParsedCondition, { kind: 'compare' }>,
  bindings: Bindings,
): Condition {
  const left = bindOperand(operands[0], bindings);
  const right = bindOperand(operands[1], bindings);
  checkDistinct(comparator, left, [right]);
  if (comparator !== '=' && comparator !== '<>') checkOrdered(comparator, [left, right]);
  return { kind: 'compare', comparator, left, right };
}

function bindBetween(operands: readonly [ParsedOperand, ParsedOperand, ParsedOperand], bindings: Bindings): Condition {
  const operand: Operand = bindOperand(operands[0], bindings);
  const low = bindOperand(operands[1], bindings);
  const high = bindOperand(operands[2], bindings);
  checkOrdered('BETWEEN', [operand, low, high]);
  checkDistinct('BETWEEN', operand, [low, high]);
  checkBounds(low, high);
  return { kind: 'between', operand, low, high };
}
