import type { Assigned, Update, UpdateAction } from '#local/table/expressions/ast.ts';
import type { Bindings } from '#local/table/expressions/bindings.ts';
import { checkDistinct, checkOperandCount, pathOf, wrongType } from '#local/table/expressions/check-operands.ts';
import { separatePaths } from '#local/table/expressions/overlaps.ts';
import type { ParsedAction, ParsedCall, ParsedOperand } from '#local/table/expressions/parsed.ts';
import { invalid } from '#local/table/table-error.ts';
import { type AttributeType, type AttributeValue, typeOf } from '#local/table/values/attribute-value.ts';

/**
 * Fills names and values into an update: first the paths that it changes, then what becomes of them, in both the last first.
 * @throws TableError for what is not defined, for paths in each other's way and for operands that are wrong for every item
 */
export function bindUpdate(parsed: readonly ParsedAction[], bindings: Bindings): Update {
  separatePaths(
    parsed.map(({ path }) => path),
    bindings.path,
  );
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
