import { type KeySchema, keyNames } from '#local/table/definition.ts';
import type { Condition, Operand } from '#local/table/expressions/ast.ts';
import { invalid } from '#local/table/table-error.ts';

/**
 * A query selects by the key and filters by the rest.
 * @throws TableError ValidationException
 */
export function refuseKeysInFilter(filter: Condition, key: KeySchema, where: string): void {
  const names = keyNames(key);
  for (const name of namesIn(filter)) {
    if (names.includes(name)) {
      throw invalid(`${where} can only contain non-primary key attributes: Primary key attribute: ${name}`);
    }
  }
}

function namesIn(condition: Condition): string[] {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return condition.parts.flatMap(namesIn);
    case 'not':
      return namesIn(condition.part);
    case 'compare':
      return [condition.left, condition.right].flatMap(namesOf);
    case 'between':
      return [condition.operand, condition.low, condition.high].flatMap(namesOf);
    case 'in':
      return [condition.operand, ...condition.candidates].flatMap(namesOf);
    case 'exists':
    case 'missing':
      return [String(condition.path[0])];
    case 'type':
      return namesOf(condition.operand);
    case 'begins':
      return [condition.operand, condition.prefix].flatMap(namesOf);
    case 'contains':
      return [condition.operand, condition.sought].flatMap(namesOf);
    default:
      return condition satisfies never;
  }
}

function namesOf(operand: Operand): string[] {
  switch (operand.kind) {
    case 'path':
      return [String(operand.path[0])];
    case 'size':
      return namesOf(operand.of);
    case 'value':
      return [];
    default:
      return operand satisfies never;
  }
}
