import type { TableDefinition } from '#local/table/definition.ts';
import { TableError } from '#local/table/table-error.ts';
import type { ReadView } from '#local/table/table-store.ts';

/** @throws TableError ResourceNotFoundException */
export function tableOf(view: ReadView, name: string): TableDefinition {
  const table = view.table(name);
  if (table === undefined) throw new TableError('ResourceNotFoundException', 'Requested resource not found');
  return table;
}
