import type { ParsedCondition, ParsedOperand, ParsedPath } from '#local/table/expressions/parsed.ts';

/** A condition as text, with the parentheses that it needs and no others. */
export function printed(condition: ParsedCondition): string {
  switch (condition.kind) {
    case 'and':
      return condition.parts
        .map((part) => (part.kind === 'or' || part.kind === 'and' ? inner(part) : printed(part)))
        .join(' AND ');
    case 'or':
      return condition.parts.map((part) => (part.kind === 'or' ? inner(part) : printed(part))).join(' OR ');
    case 'not':
      return condition.part.kind === 'and' || condition.part.kind === 'or'
        ? `NOT ${inner(condition.part)}`
        : `NOT ${printed(condition.part)}`;
    case 'compare':
      return condition.operands.map(operandText).join(` ${condition.comparator} `);
    case 'between': {
      const [operand, low, high] = condition.operands.map(operandText);
      return `${operand} BETWEEN ${low} AND ${high}`;
    }
    case 'in': {
      const [operand, ...candidates] = condition.operands.map(operandText);
      return `${operand} IN (${candidates.join(', ')})`;
    }
    case 'call':
      return operandText(condition);
    default:
      return condition satisfies never;
  }
}

const inner = (condition: ParsedCondition): string => `(${printed(condition)})`;

function operandText(operand: ParsedOperand): string {
  if (operand.kind === 'reference') return operand.name;
  if (operand.kind === 'path') return pathText(operand.path);
  return `${operand.name}(${operand.operands.map(operandText).join(', ')})`;
}

function pathText(path: ParsedPath): string {
  return path
    .map((step, index) => (typeof step === 'number' ? `[${step}]` : `${index > 0 ? '.' : ''}${step}`))
    .join('');
}
