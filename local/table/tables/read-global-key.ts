import type { KeyPart, KeySchema } from '#local/table/definition.ts';
import { firstRepeated } from '#local/table/first-repeated.ts';
import { invalid } from '#local/table/table-error.ts';
import { declaredParts, type KeyElement, notHashFirst, sameName } from '#local/table/tables/read-keys.ts';
import { wrong } from '#local/table/tables/wrong.ts';

/** Of each role. */
const mostParts = 4;

/**
 * The key of a global index: partition keys and perhaps sort keys, up to four of each, in this order.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.DesignPattern.MultiAttributeKeys.html
 * @throws TableError ValidationException
 */
export function readGlobalKey(given: readonly KeyElement[], attributes: readonly KeyPart[]): KeySchema {
  const parts = declaredParts(given, attributes);
  refuseRepeated(given);
  if (given[0]?.KeyType !== 'HASH') throw notHashFirst();
  const hashes = given.filter(({ KeyType }) => KeyType === 'HASH').length;
  if (given.slice(hashes).some(({ KeyType }) => KeyType === 'HASH')) {
    throw wrong('All HASH key attributes must precede RANGE key attributes in the KeySchema');
  }
  if (hashes > mostParts) throw tooMany('HASH');
  if (given.length - hashes > mostParts) throw tooMany('RANGE');
  const [hash] = parts;
  const moreHash = parts.slice(1, hashes);
  const [range, ...moreRange] = parts.slice(hashes);
  return {
    hash,
    ...(range && { range }),
    ...(moreHash.length > 0 && { moreHash }),
    ...(moreRange.length > 0 && { moreRange }),
  };
}

function refuseRepeated(given: readonly KeyElement[]): void {
  if (firstRepeated(given.map(({ AttributeName }) => AttributeName)) === undefined) return;
  const [, second, third] = given;
  throw second?.KeyType === 'RANGE' && third === undefined
    ? sameName()
    : invalid('The KeySchema contains multiple key attributes with the same name');
}

const tooMany = (role: 'HASH' | 'RANGE') =>
  wrong(`The KeySchema exceeds the maximum allowed number of ${role} key attributes`);
