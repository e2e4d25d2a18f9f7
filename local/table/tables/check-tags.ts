import { invalid } from '#local/table/table-error.ts';

/** Of one table. */
const most = 50;

export type GivenTag = { readonly Key?: string; readonly Value?: string };

/** Letters, digits and spaces of all scripts, and some signs. */
const allowed = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;
const longestKey = 128;
const longestValue = 256;

/**
 * Tags by their keys.
 * @throws TableError ValidationException for a tag that cannot be, for a key that comes twice and for more than a table may have
 */
export function readTags(given: readonly GivenTag[]): Record<string, string> {
  refuseTooMany(given.length);
  const tags: Record<string, string> = Object.create(null);
  for (const { Key, Value } of given) {
    const key = readTagKey(Key);
    if (Value === undefined || Value.length > longestValue || !allowed.test(Value)) {
      throw invalid(`The Tag Value provided is invalid, Value: ${Value ?? null}`);
    }
    if (key in tags) throw invalid(`Duplicate Tag Keys provided as input: Duplicate Tag Key found ${key}`);
    tags[key] = Value;
  }
  return tags;
}

/** @throws TableError ValidationException */
export function readTagKey(key: string | undefined): string {
  if (key === undefined || key === '' || key.length > longestKey || !allowed.test(key)) {
    throw invalid(`The Tag Key provided is invalid, Key: ${key ?? null}`);
  }
  if (key.toLowerCase().startsWith('aws:')) throw invalid(`Tag Key cannot be prefixed with aws:, Key: ${key}`);
  return key;
}

/** @throws TableError ValidationException */
export function refuseTooMany(count: number): void {
  if (count > most) throw invalid('Number of Tags exceed the current limit for the provided ResourceArn');
}
