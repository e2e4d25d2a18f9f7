import { invalid, TableError } from '#local/table/table-error.ts';

/**
 * PutItem, UpdateItem and DeleteItem tell what is wrong with the request by itself in the form of a constraint; reads, batches
 * and transactions tell it as it is. What is wrong with a table or with an item that is there is never told like that, nor that
 * an item is too large.
 */
export function enveloped<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof TableError && error.name === 'ValidationException')) throw error;
    if (error.without === 'constraint') throw error;
    throw invalid(`1 validation error detected: ${error.message}`);
  }
}
