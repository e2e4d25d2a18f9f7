import type { Assigned, Path, Update, UpdateAction } from '#local/table/expressions/ast.ts';
import { resolve } from '#local/table/expressions/resolve.ts';
import { invalid, type TableError } from '#local/table/table-error.ts';
import type { AttributeValue, Item } from '#local/table/values/attribute-value.ts';
import { addNumbers, subtractNumbers } from '#local/table/values/number.ts';

/** What becomes of the value at the end of a path; undefined where there is none, before or after. */
export type Changed = (before: AttributeValue | undefined) => AttributeValue | undefined;

export function changeOf(action: UpdateAction, form: Update['form'], item: Item): Changed {
  switch (action.kind) {
    case 'set':
      return () => assignedValue(action.assigned, item);
    case 'remove':
      return () => undefined;
    case 'add':
      return (before) => added(before, action.value, form);
    case 'delete':
      return (before) => without(before, action.value, form);
    default:
      return action satisfies never;
  }
}

function assignedValue(assigned: Assigned, item: Item): AttributeValue {
  switch (assigned.kind) {
    case 'value':
      return assigned.value;
    case 'path':
      return present(assigned.path, item);
    case 'otherwise':
      return resolve(assigned.path, item) ?? assignedValue(assigned.otherwise, item);
    case 'append':
    case 'plus':
    case 'minus':
      return combined(assigned.kind, assignedValue(assigned.left, item), assignedValue(assigned.right, item));
    default:
      return assigned satisfies never;
  }
}

function present(path: Path, item: Item): AttributeValue {
  const value = resolve(path, item);
  if (value === undefined) {
    throw invalid('The provided expression refers to an attribute that does not exist in the item');
  }
  return value;
}

function combined(kind: 'append' | 'plus' | 'minus', left: AttributeValue, right: AttributeValue): AttributeValue {
  if (kind === 'append') {
    if ('L' in left && 'L' in right) return { L: [...left.L, ...right.L] };
  } else if ('N' in left && 'N' in right) {
    return { N: kind === 'plus' ? addNumbers(left.N, right.N) : subtractNumbers(left.N, right.N) };
  }
  throw wrongType('expression');
}

function added(before: AttributeValue | undefined, value: AttributeValue, form: Update['form']): AttributeValue {
  if (before === undefined) return value;
  if ('N' in before && 'N' in value) return { N: addNumbers(before.N, value.N) };
  if ('SS' in before && 'SS' in value) return { SS: union(before.SS, value.SS) };
  if ('NS' in before && 'NS' in value) return { NS: union(before.NS, value.NS) };
  if ('BS' in before && 'BS' in value) return { BS: union(before.BS, value.BS) };
  if (form === 'parameters' && 'L' in before && 'L' in value) return { L: [...before.L, ...value.L] };
  throw wrongType(form);
}

/** A set that has lost its last member is no longer there. */
function without(
  before: AttributeValue | undefined,
  value: AttributeValue,
  form: Update['form'],
): AttributeValue | undefined {
  if (before === undefined) return undefined;
  if ('SS' in before && 'SS' in value) return filled('SS', difference(before.SS, value.SS));
  if ('NS' in before && 'NS' in value) return filled('NS', difference(before.NS, value.NS));
  if ('BS' in before && 'BS' in value) return filled('BS', difference(before.BS, value.BS));
  throw wrongType(form);
}

const union = (one: readonly string[], other: readonly string[]): readonly string[] => [...new Set([...one, ...other])];

function difference(one: readonly string[], other: readonly string[]): readonly string[] {
  const gone = new Set(other);
  return one.filter((member) => !gone.has(member));
}

function filled(type: 'SS' | 'NS' | 'BS', members: readonly string[]): AttributeValue | undefined {
  if (members.length === 0) return undefined;
  if (type === 'SS') return { SS: members };
  return type === 'NS' ? { NS: members } : { BS: members };
}

function wrongType(form: Update['form']): TableError {
  return form === 'expression'
    ? invalid('An operand in the update expression has an incorrect data type')
    : invalid('Type mismatch for attribute to update');
}
