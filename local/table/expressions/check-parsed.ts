import type { ParsedCall, ParsedCondition, ParsedOperand, ParsedPath } from '#local/table/expressions/parsed.ts';
import { reservedWords } from '#local/table/expressions/reserved-words.ts';
import { invalid, type TableError } from '#local/table/table-error.ts';

const conditionFunctions = ['attribute_exists', 'attribute_not_exists', 'attribute_type', 'begins_with', 'contains'];
const updateFunctions = ['if_not_exists', 'list_append', '+', '-'];
const functions = new Set([...conditionFunctions, 'size', ...updateFunctions]);

const mostOperators = 300;
const mostLevels = 32;
const mostCandidates = 100;

/**
 * What can be wrong with a condition whatever its names and values mean, from the left to the right, the outer before the inner.
 * @throws TableError
 */
export function checkCondition(condition: ParsedCondition): void {
  checkStatement(condition);
  checkCount(operatorsOf(condition));
}

function checkStatement(condition: ParsedCondition): void {
  switch (condition.kind) {
    case 'and':
    case 'or':
      condition.parts.forEach(checkStatement);
      break;
    case 'not':
      checkStatement(condition.part);
      break;
    case 'call':
      checkName(condition);
      refuseUpdateFunction(condition);
      if (condition.name === 'size') throw misused(condition);
      condition.operands.forEach(checkOperand);
      break;
    case 'in':
      if (condition.operands.length > mostCandidates + 1) {
        throw invalid(
          `The IN operator is provided with too many operands; number of operands: ${condition.operands.length - 1}`,
        );
      }
      condition.operands.forEach(checkOperand);
      break;
    case 'compare':
    case 'between':
      condition.operands.forEach(checkOperand);
      break;
    default:
      condition satisfies never;
  }
}

/** Inside of a statement only a size may be computed. */
function checkOperand(operand: ParsedOperand): void {
  if (operand.kind === 'path') checkPath(operand.path);
  if (operand.kind !== 'call') return;
  checkName(operand);
  refuseUpdateFunction(operand);
  if (operand.name !== 'size') throw misused(operand);
  operand.operands.forEach(checkOperand);
}

function refuseUpdateFunction({ name }: ParsedCall): void {
  if (!updateFunctions.includes(name)) return;
  throw invalid(`The function is not allowed in a condition expression; function: ${name}`);
}

/** What a SET assigns: a sum or a list of operands, each of which may be another one's substitute. */
export function checkAssigned(assigned: ParsedOperand, isOutermost = true): void {
  if (assigned.kind === 'path') checkPath(assigned.path);
  if (assigned.kind !== 'call') return;
  checkName(assigned);
  if (!updateFunctions.includes(assigned.name)) {
    throw invalid(`The function is not allowed in an update expression; function: ${assigned.name}`);
  }
  if (!isOutermost && assigned.name !== 'if_not_exists') throw misused(assigned);
  for (const operand of assigned.operands) checkAssigned(operand, false);
}

/** @throws TableError for reserved words and too many levels */
export function checkPath(path: ParsedPath): void {
  for (const step of path) {
    if (typeof step === 'string' && reservedWords.has(step.toUpperCase())) {
      throw invalid(`Attribute name is a reserved keyword; reserved keyword: ${step}`);
    }
  }
  if (path.length > mostLevels) {
    throw invalid(`The document path has too many nesting levels; nesting levels: ${path.length}`);
  }
}

/** @throws TableError when an expression has more operators than it may have */
export function checkCount(operators: number): void {
  if (operators > mostOperators) throw tooManyOperators();
}

export const tooManyOperators = (): TableError =>
  invalid(`The expression contains too many operators; operator count: ${mostOperators + 1}`);

export function operatorsIn(operand: ParsedOperand): number {
  return operand.kind === 'call' ? 1 + sum(operand.operands.map(operatorsIn)) : 0;
}

function operatorsOf(condition: ParsedCondition): number {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return condition.parts.length - 1 + sum(condition.parts.map(operatorsOf));
    case 'not':
      return 1 + operatorsOf(condition.part);
    default:
      return 1 + sum(condition.operands.map(operatorsIn));
  }
}

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

function checkName({ name }: ParsedCall): void {
  if (!functions.has(name)) throw invalid(`Invalid function name; function: ${name}`);
}

const misused = ({ name }: ParsedCall): TableError =>
  invalid(`The function is not allowed to be used this way in an expression; function: ${name}`);
