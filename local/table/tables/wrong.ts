import { invalid, type TableError } from '#local/table/table-error.ts';

/** A ValidationException about the values of parameters. */
export const wrong = (sentence: string): TableError =>
  invalid(`One or more parameter values were invalid: ${sentence}`);
