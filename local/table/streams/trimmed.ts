import { TableError } from '#local/table/table-error.ts';

/**
 * Records that are asked for are older than 24 hours. Who has read all that are gone is not told so, although the service
 * would: where the clock is moved by days at once, nothing else is to be heard of any more.
 */
export const trimmed = (): TableError =>
  new TableError('TrimmedDataAccessException', 'The data you are trying to access has been trimmed');
