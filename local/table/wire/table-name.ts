import { text } from './kinds/scalars.ts';
import type { Shape } from './kinds/shape.ts';
import { checkArn, isArn } from './table-arn.ts';

const longestArn = 1024;
const bounds = { min: 3, max: 255, pattern: '[a-zA-Z0-9_.-]+' };
const nameOrArn = text({ min: 1, max: longestArn });

/** A name and nothing else: of a table that is to be made, or behind which a list goes on. */
export const bareTableName = text(bounds);

const lengthFirst = text({ ...bounds, lengthFirst: true });

/**
 * The name of the table whose items are asked for, or its ARN; it stays what it is, for the answer tells of the table in the
 * same way.
 */
export const tableName = alsoArn(lengthFirst, nameOrArn);

/** The same where the table itself is asked for: the service does not look at both in quite the same way. */
export const nameOfTable = alsoArn(lengthFirst, lengthFirst);

/** The error of the operations on tables when they get no name; those on items say it as of any other member. */
export const noTableName = "The parameter 'TableName' is required but was not present in the request";

function alsoArn(name: Shape<string>, ofNothing: Shape<string>): Shape<string> {
  return {
    ...name,
    check(value) {
      if (value.length > longestArn) return nameOrArn.check(value);
      if (isArn(value)) return checkArn(value);
      return (value === '' ? ofNothing : name).check(value);
    },
  };
}
