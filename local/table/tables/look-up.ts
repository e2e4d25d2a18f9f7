import type { TableDefinition } from '#local/table/definition.ts';
import { TableError } from '#local/table/table-error.ts';
import type { ReadView } from '#local/table/table-store.ts';

/** @throws TableError ResourceNotFoundException that names the table, as the operations on tables do */
export function lookUp(view: ReadView, name: string): TableDefinition {
  const table = view.table(name);
  if (table) return table;
  throw new TableError('ResourceNotFoundException', `Requested resource not found: Table: ${name} not found`);
}
