import type { TableSettings } from '#local/table/definition.ts';
import { invalid } from '#local/table/table-error.ts';

type TableClass = NonNullable<TableSettings['tableClass']>;

const classes: readonly TableClass[] = ['STANDARD', 'STANDARD_INFREQUENT_ACCESS'];

/**
 * The service takes any word for a class of tables until it looks at the request as a whole.
 * @throws TableError ValidationException
 */
export function readClass(given: string | undefined): TableClass | undefined {
  const known = classes.find((each) => each === given);
  if (given === undefined || known !== undefined) return known;
  throw invalid(
    `Invalid table-class parameter provided. Please try again with a valid table-class value: [${classes.join(', ')}].`,
  );
}
