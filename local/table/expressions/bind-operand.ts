import type { Operand } from '#local/table/expressions/ast.ts';
import type { Bindings } from '#local/table/expressions/bindings.ts';
import { checkMeasurable, checkOperandCount } from '#local/table/expressions/check-operands.ts';
import type { ParsedOperand } from '#local/table/expressions/parsed.ts';

/** @throws TableError */
export function bindOperand(parsed: ParsedOperand, bindings: Bindings): Operand {
  switch (parsed.kind) {
    case 'path':
      return { kind: 'path', path: bindings.path(parsed.path) };
    case 'reference':
      return { kind: 'value', value: bindings.value(parsed.name) };
    case 'call': {
      // The only function that may stand here is size.
      const operands = parsed.operands.map((operand) => bindOperand(operand, bindings));
      const [of] = checkOperandCount(parsed.name, operands, 1);
      checkMeasurable(parsed.name, of);
      return { kind: 'size', of };
    }
    default:
      return parsed satisfies never;
  }
}
