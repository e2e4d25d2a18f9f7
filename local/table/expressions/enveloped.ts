import { invalid, TableError } from '#local/table/table-error.ts';

/**
 * PutItem, UpdateItem and DeleteItem tell what is wrong with the request by itself in the form of a constraint; reads, batches
 * and transactions tell it as it is. What is wrong with an item or a table is never told like that.
 */
export function enveloped<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof TableError && error.name === 'ValidationException')) throw error;
    throw invalid(`1 validation error detected: ${error.message}`);
  }
}
