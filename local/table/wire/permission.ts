import { TableError } from '#local/table/table-error.ts';
import type { TransactWriteItemsInput } from './batch-shapes.ts';
import type { Inputs, OperationName } from './shapes.ts';

const change = {
  Put: 'dynamodb:PutItem',
  Update: 'dynamodb:UpdateItem',
  Delete: 'dynamodb:DeleteItem',
  ConditionCheck: 'dynamodb:ConditionCheckItem',
} as const;

/** @throws TableError AccessDeniedException */
export function checkPermission<Name extends OperationName>(
  refusalOf: (action: string) => string | undefined,
  operation: Name,
  input: Inputs[Name],
): void {
  for (const action of actionsOf(operation, input)) {
    const refusal = refusalOf(action);
    if (refusal !== undefined) throw new TableError('AccessDeniedException', refusal);
  }
}

/** A transaction is no action of its own: it needs what its parts need. */
function actionsOf(operation: OperationName, input: object): Iterable<string> {
  if (operation === 'TransactGetItems') return ['dynamodb:GetItem'];
  if (operation !== 'TransactWriteItems') return [`dynamodb:${operation}`];
  const { TransactItems } = input as TransactWriteItemsInput;
  return new Set(TransactItems.flatMap(kindsOf).map((kind) => change[kind]));
}

function kindsOf(part: TransactWriteItemsInput['TransactItems'][number]): (keyof typeof change)[] {
  return (['Put', 'Update', 'Delete', 'ConditionCheck'] as const).filter((kind) => part[kind] !== undefined);
}
