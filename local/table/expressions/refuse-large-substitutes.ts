import { invalid } from '#local/table/table-error.ts';
import type { AttributeValue } from '#local/table/values/attribute-value.ts';
import { valueSize } from '#local/table/values/size.ts';

/** In bytes, the keys of both maps included. */
const mostInAll = 2 * 1024 * 1024;

/**
 * The names and values of a request are limited in all, however little of them its expressions make of an item.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html#limits-expression-parameters
 * @throws TableError ValidationException
 */
export function refuseLargeSubstitutes(
  names: ReadonlyMap<string, string>,
  values: ReadonlyMap<string, AttributeValue>,
): void {
  const inNames = sizeOf(names, Buffer.byteLength);
  if (inNames > mostInAll) throw invalid('ExpressionAttributeNames exceeds max size');
  const inValues = sizeOf(values, valueSize);
  if (inValues > mostInAll) throw invalid('ExpressionAttributeValues exceeds max size');
  if (inNames + inValues > mostInAll) {
    throw invalid('Combined size of ExpressionAttributeNames and ExpressionAttributeValues exceeds max size');
  }
}

/** Keys are plain ASCII. */
function sizeOf<T>(substitutes: ReadonlyMap<string, T>, size: (substitute: T) => number): number {
  let sum = 0;
  for (const [key, substitute] of substitutes) sum += key.length + size(substitute);
  return sum;
}
