import { type KeyPart, keyNames, keyParts, type TableDefinition } from '#local/table/definition.ts';
import type { Assigned, Path, Update, UpdateAction } from '#local/table/expressions/ast.ts';
import { checkIndexKeys, isEmpty, isTooLong } from '#local/table/items/check-keys.ts';
import { refusePathsIntoKeys } from '#local/table/items/paths-into-keys.ts';
import { invalid } from '#local/table/table-error.ts';
import { type AttributeType, emptyItem, type Item, typeOf } from '#local/table/values/attribute-value.ts';

/**
 * What an update says of keys, whatever item it meets.
 * @throws TableError ValidationException when it changes a key of the table, or gives one of an index a type that is not its own
 */
export function checkUpdate(table: TableDefinition, { form, actions }: Update): void {
  const own = ownKey(table, form, actions);
  if (own !== undefined) {
    throw invalid(
      `One or more parameter values were invalid: Cannot update attribute ${own}. This attribute is part of the key`,
    );
  }
  if (form === 'parameters') checkIndexKeys(table, valuesSet(actions));
  for (const index of table.indexes) {
    for (const { name, type } of keyParts(index.key)) {
      const action = actions.find(({ path }) => path.length === 1 && path[0] === name);
      const actual = action && knownType(action);
      if (actual === undefined || actual === type) continue;
      throw invalid(
        `One or more parameter values were invalid: Type mismatch for Index Key ${name} Expected: ${type} Actual: ${actual} IndexName: ${index.name}`,
      );
    }
  }
  refusePathsIntoKeys(table, actions.flatMap(pathsIn));
}

/** Parameters are looked at in the order in which they come, an expression in that of the table's keys. */
function ownKey({ key }: TableDefinition, form: Update['form'], actions: readonly UpdateAction[]): string | undefined {
  const names = keyNames(key);
  const changed = actions.map(({ path }) => path[0]);
  if (form === 'expression') return names.find((name) => changed.includes(name));
  return changed.map((name) => names.find((own) => own === name)).find((own) => own !== undefined);
}

/**
 * What an update has made of the keys of indexes, or left in them: an item that was there before an index, with a value that
 * can be none of its keys, takes no update that leaves it there.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.OnlineOps.ViolationDetection.html
 * @throws TableError ValidationException
 */
export function checkUpdated({ indexes }: TableDefinition, after: Item): void {
  for (const { key } of indexes) {
    for (const part of keyParts(key)) {
      checkPart(part, after);
      if (isTooLong(key, part, after)) {
        throw invalid('The update expression attempted to update the secondary index key beyond allowed size limits');
      }
    }
  }
}

function checkPart({ name, type }: KeyPart, item: Item): void {
  const value = item[name];
  if (value === undefined) return;
  if (typeOf(value) !== type) {
    throw invalid('The update expression attempted to update the secondary index key to unsupported type');
  }
  if (isEmpty(value)) {
    throw invalid(
      `One or more parameter values are not valid. The update expression attempted to update a secondary index key to a value that is not supported. The AttributeValue for a key attribute cannot contain an empty ${'S' in value ? 'string' : 'binary'} value.`,
    );
  }
}

function valuesSet(actions: readonly UpdateAction[]): Item {
  const values = emptyItem();
  for (const action of actions) {
    if (action.kind === 'set' && action.assigned.kind === 'value')
      values[String(action.path[0])] = action.assigned.value;
  }
  return values;
}

function knownType(action: UpdateAction): AttributeType | undefined {
  switch (action.kind) {
    case 'set':
      return typeAssigned(action.assigned);
    case 'remove':
      return undefined;
    case 'add':
    case 'delete':
      return typeOf(action.value);
    default:
      return action satisfies never;
  }
}

function typeAssigned(assigned: Assigned): AttributeType | undefined {
  switch (assigned.kind) {
    case 'value':
      return typeOf(assigned.value);
    case 'path':
      return undefined;
    case 'otherwise':
      return typeAssigned(assigned.otherwise);
    case 'append':
      return 'L';
    case 'plus':
    case 'minus':
      return 'N';
    default:
      return assigned satisfies never;
  }
}

function pathsIn(action: UpdateAction): Path[] {
  return action.kind === 'set' ? [action.path, ...pathsAssigned(action.assigned)] : [action.path];
}

function pathsAssigned(assigned: Assigned): Path[] {
  switch (assigned.kind) {
    case 'value':
      return [];
    case 'path':
      return [assigned.path];
    case 'otherwise':
      return [assigned.path, ...pathsAssigned(assigned.otherwise)];
    case 'append':
    case 'plus':
    case 'minus':
      return [assigned.left, assigned.right].flatMap(pathsAssigned);
    default:
      return assigned satisfies never;
  }
}
