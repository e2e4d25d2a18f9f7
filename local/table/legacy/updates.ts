import type { UpdateAction } from '#local/table/expressions/ast.ts';
import type { LegacyUpdate } from '#local/table/expressions/parameters.ts';
import { wrongParameter } from '#local/table/legacy/conditions.ts';
import { typeOf } from '#local/table/values/attribute-value.ts';
import { checkValue } from '#local/table/values/check-value.ts';

/** An entry of AttributeUpdates. @throws TableError ValidationException */
export function updateAction(name: string, { Action = 'PUT', Value }: LegacyUpdate): UpdateAction {
  const path = [name];
  if (Value === undefined) {
    if (Action === 'DELETE') return { kind: 'remove', path };
    throw wrongParameter('Only DELETE action is allowed when no attribute value is specified');
  }
  const value = checkValue(Value);
  const type = typeOf(value);
  switch (Action) {
    case 'PUT':
      return { kind: 'set', path, assigned: { kind: 'value', value } };
    case 'DELETE':
      if (['SS', 'NS', 'BS'].includes(type)) return { kind: 'delete', path, value };
      throw wrongParameter(`DELETE action with value is not supported for the type ${type}`);
    case 'ADD':
      if (['N', 'SS', 'NS', 'BS', 'L'].includes(type)) return { kind: 'add', path, value };
      throw wrongParameter(`ADD action is not supported for the type ${type}`);
    default:
      return Action satisfies never;
  }
}
