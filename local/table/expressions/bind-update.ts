import type { Assigned, Update, UpdateAction } from '#local/table/expressions/ast.ts';
import type { Bindings } from '#local/table/expressions/bindings.ts';
import { checkDistinct, checkOperandCount, pathOf, wrongType } from '#local/table/expressions/check-operands.ts';
import { refuseOverlaps } from '#local/table/expressions/overlaps.ts';
import type { ParsedAction, ParsedCall, ParsedOperand, ParsedPath } from '#local/table/expressions/parsed.ts';
import { invalid } from '#local/table/table-error.ts';
import { type AttributeType, type AttributeValue, typeOf } from '#local/table/values/attribute-value.ts';

/**
 * Fills names and values into an update: first all names, then all values, then what is done with them, the last first.
 * @throws TableError for what is not defined, for paths in each other's way and for operands that are wrong for every item
 */
export function bindUpdate(parsed: readonly ParsedAction[], bindings: Bindings): Update {
  for (const path of parsed.flatMap(pathsIn)) bindings.path(path);
  for (const reference of parsed.flatMap(referencesIn)) bindings.value(reference);
  refuseOverlaps(parsed.map(({ path }) => bindings.path(path)));
  const actions = parsed.toReversed().map((action) => bindAction(action, bindings));
  return { form: 'expression', actions: actions.reverse() };
}

function bindAction(action: ParsedAction, bindings: Bindings): UpdateAction {
  const path = bindings.path(action.path);
  switch (action.kind) {
    case 'set':
      return { kind: 'set', path, assigned: bindAssigned(action.assigned, bindings) };
    case 'remove':
      return { kind: 'remove', path };
    case 'add':
    case 'delete': {
      const value = bindings.value(action.reference);
      checkMember(action.kind, value);
      return { kind: action.kind, path, value };
    }
    default:
      return action satisfies never;
  }
}

function bindAssigned(parsed: ParsedOperand, bindings: Bindings): Assigned {
  switch (parsed.kind) {
    case 'path':
      return { kind: 'path', path: bindings.path(parsed.path) };
    case 'reference':
      return { kind: 'value', value: bindings.value(parsed.name) };
    case 'call':
      return bindCall(parsed, bindings);
    default:
      return parsed satisfies never;
  }
}

function bindCall({ name, operands }: ParsedCall, bindings: Bindings): Assigned {
  const bound = operands.map((operand) => bindAssigned(operand, bindings));
  const [left, right] = checkOperandCount(name, bound, 2);
  if (name === 'if_not_exists') {
    const path = pathOf(name, left);
    checkDistinct(name, left, [right]);
    return { kind: 'otherwise', path, otherwise: right };
  }
  const kind = name === '+' ? 'plus' : name === '-' ? 'minus' : 'append';
  checkType(name, left, kind === 'append' ? 'L' : 'N');
  checkType(name, right, kind === 'append' ? 'L' : 'N');
  return { kind, left, right };
}

function checkType(name: string, assigned: Assigned, wanted: AttributeType): void {
  if (assigned.kind === 'value' && typeOf(assigned.value) !== wanted) throw wrongType(name, typeOf(assigned.value));
}

const longNames: Partial<Record<AttributeType, string>> = {
  S: 'STRING',
  N: 'NUMBER',
  B: 'BINARY',
  NULL: 'NULL',
  BOOL: 'BOOLEAN',
  L: 'LIST',
  M: 'MAP',
};

/** Numbers and sets can be added to, sets can be deleted from. */
function checkMember(kind: 'add' | 'delete', value: AttributeValue): void {
  const name = longNames[typeOf(value)];
  if (name === undefined || (kind === 'add' && 'N' in value)) return;
  const section = kind.toUpperCase();
  throw invalid(
    `Incorrect operand type for operator or function; operator: ${section}, operand type: ${name}, typeSet: ALLOWED_FOR_${section}_OPERAND`,
  );
}

function pathsIn(action: ParsedAction): ParsedPath[] {
  return action.kind === 'set' ? [action.path, ...operandsIn(action.assigned).paths] : [action.path];
}

function referencesIn(action: ParsedAction): string[] {
  if (action.kind === 'set') return operandsIn(action.assigned).references;
  return action.kind === 'remove' ? [] : [action.reference];
}

function operandsIn(operand: ParsedOperand): { paths: ParsedPath[]; references: string[] } {
  if (operand.kind === 'path') return { paths: [operand.path], references: [] };
  if (operand.kind === 'reference') return { paths: [], references: [operand.name] };
  const inner = operand.operands.map(operandsIn);
  return { paths: inner.flatMap(({ paths }) => paths), references: inner.flatMap(({ references }) => references) };
}
