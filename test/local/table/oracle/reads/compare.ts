import type { Both } from '../support.ts';
import type { Told } from '../told.ts';
import { knownDifferences } from './known-differences.ts';
import type { Read } from './queries.ts';

type Body = {
  readonly Items?: readonly object[];
  readonly ScannedCount?: number;
  readonly LastEvaluatedKey?: object;
  readonly ConsumedCapacity?: object;
};

export const bodyOf = (told: Told): Body | undefined => ('body' in told ? (told.body as Body) : undefined);

/** What was said, in a word when all went well. */
export const saidBy = (told: Told): string =>
  'error' in told ? `${told.error}: ${inOrder(told.message ?? '')}` : 'answered';

/** Attributes are listed in an order without meaning. */
const inOrder = (message: string): string =>
  message.replace(/\[([\w, ]+)\]$/, (_, list: string) => `[${list.split(', ').sort().join(', ')}]`);

/** Both in a form in which they are equal when they mean the same; undefined where they are known to differ. */
export function comparable(read: Read, { embedded, oracle }: Both): { embedded: unknown; oracle: unknown } | undefined {
  const ours = bodyOf(embedded);
  const theirs = bodyOf(oracle);
  if (ours && theirs) {
    return isBlindScan(read) ? undefined : { embedded: meaning(read, ours), oracle: meaning(read, theirs) };
  }
  if (isKnown(embedded, oracle)) return undefined;
  return { embedded: saidBy(embedded), oracle: saidBy(oracle) };
}

export function isKnown(embedded: Told, oracle: Told): boolean {
  return knownDifferences.some((known) => known.embedded.test(saidBy(embedded)) && known.oracle.test(saidBy(oracle)));
}

/** Scans have an order of their own, and so have index entries with the same key. */
function meaning(read: Read, body: Body): object {
  const isOrdered = read.operation === 'Query' && read.index === undefined;
  const { Items, ConsumedCapacity, ...rest } = body;
  return {
    ...rest,
    ...(Items && { Items: isOrdered ? Items : sortedByText(Items) }),
    ...(countsOtherwise(read, body) ? {} : { ConsumedCapacity }),
  };
}

/**
 * Whether DynamoDB Local counts capacity in its own way: nothing for what finds nothing, whole items in a scan of an index
 * and nothing for what it fetches.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html
 */
function countsOtherwise({ operation, index }: Read, { ScannedCount }: Body): boolean {
  return ScannedCount === 0 || (operation === 'Scan' && index !== undefined && !holdsAll(index));
}

const holdsAll = ({ projection }: NonNullable<Read['index']>): boolean => JSON.stringify(projection).includes('"ALL"');

export function sortedByText(items: readonly object[]): object[] {
  const texts = items.map((item) => JSON.stringify(item, (_, value: unknown) => sortedMembers(value)));
  return texts.sort().map((text) => JSON.parse(text) as object);
}

function sortedMembers(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** DynamoDB Local filters a scan of an index by attributes that the index does not hold; a query it refuses to. */
function isBlindScan({ operation, index, input }: Read): boolean {
  const isFiltered = input.FilterExpression !== undefined || input.ScanFilter !== undefined;
  return operation === 'Scan' && index !== undefined && isFiltered && !holdsAll(index);
}
