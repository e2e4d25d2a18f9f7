import type { TableContext } from '#local/table/table-context.ts';
import { describe } from '#local/table/tables/describe.ts';
import { lookUp } from '#local/table/tables/look-up.ts';
import type { DescribeTableInput, ListTablesInput } from '#local/table/wire/table-shapes.ts';

const mostNames = 100;

export async function describeTable(context: TableContext, input: DescribeTableInput): Promise<object> {
  return await context.store.read((view) => ({ Table: describe(context, view, lookUp(view, input.TableName)) }));
}

/** Names in their order, a page at a time. */
export async function listTables({ store }: TableContext, input: ListTablesInput): Promise<object> {
  const limit = input.Limit ?? mostNames;
  const names = await store.read((view) => view.tableNames(input.ExclusiveStartTableName, limit + 1));
  const page = names.slice(0, limit);
  return { TableNames: page, ...(names.length > limit && { LastEvaluatedTableName: page.at(-1) }) };
}
