import { readText, text } from './kinds/scalars.ts';
import type { Shape } from './kinds/shape.ts';

const longestArn = 1024;
const name = text({ min: 3, max: 255, pattern: '[a-zA-Z0-9_.-]+' });
const nameOrArn = text({ min: 1, max: longestArn });

/** The name of a table that is to be made. */
export const newTableName = name;

/** The name of a table that is there, or its ARN; read, it is the name. */
export const tableName: Shape<string> = {
  ...name,
  read: (value) => nameIn(readText(value)),
  check: (value) => (value === '' || value.length > longestArn ? nameOrArn : name).check(value),
};

/** The error of the operations on tables when they get no name; those on items say it as of any other member. */
export const noTableName = "The parameter 'TableName' is required but was not present in the request";

function nameIn(text: string): string {
  return text.startsWith('arn:') ? (/^arn:[^:]+:dynamodb:[^:]*:[^:]*:table\/([^/]+)$/.exec(text)?.[1] ?? text) : text;
}
