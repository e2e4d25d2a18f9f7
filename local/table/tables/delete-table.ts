import type { TableContext } from '#local/table/table-context.ts';
import { invalid } from '#local/table/table-error.ts';
import { describe } from '#local/table/tables/describe.ts';
import { lookUp } from '#local/table/tables/look-up.ts';
import type { DeleteTableInput } from '#local/table/wire/table-shapes.ts';

/**
 * Drops the table with all items before it is answered for, although the answer says that it is being dropped; records of
 * its stream can still be read for 24 hours.
 */
export async function deleteTable(context: TableContext, input: DeleteTableInput): Promise<object> {
  return await context.store.write((view) => {
    const table = lookUp(view, input.TableName);
    if (table.deletionProtection) {
      throw invalid(
        'Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.',
      );
    }
    const description = describe(context, view, { ...table, status: 'DELETING' });
    view.drop(table);
    return { TableDescription: beingDropped(description) };
  });
}

/** How the table was made. */
const untold: ReadonlySet<string> = new Set([
  'AttributeDefinitions',
  'KeySchema',
  'LocalSecondaryIndexes',
  'GlobalSecondaryIndexes',
  'CreationDateTime',
  'WarmThroughput',
]);

/** The service tells less of a table that is being dropped: what it was, and no longer how it was made. */
function beingDropped(description: object): object {
  return Object.fromEntries(Object.entries(description).filter(([name]) => !untold.has(name)));
}
