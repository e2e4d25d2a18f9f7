import { TableError } from '#local/table/table-error.ts';

/** The message of the error that a piece of work ends in. */
export function refusalOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof TableError) return error.message;
    throw error;
  }
  return 'nothing was refused';
}
