import type { TableContext } from '#local/table/table-context.ts';
import { invalid, TableError } from '#local/table/table-error.ts';
import { isArn, readTableArn } from '#local/table/wire/table-arn.ts';

type Place = Pick<TableContext, 'region' | 'account'>;

export type Names = {
  /**
   * The name of the table that was asked for by name or by ARN.
   * @throws TableError ValidationException, AccessDeniedException
   */
  readonly nameOf: (asked: string) => string;
  /** What a member of the answer holds, with the ARNs in the places of the names where they were asked for. */
  readonly toldIn: (member: string, value: unknown, keyed: boolean) => unknown;
};

/** Remembers by which ARNs one request asks for its tables, for its answer tells of the tables as they were asked for. */
export function askedNames(place: Place): Names {
  const arns = new Map<string, string>();
  const asked = (name: string) => arns.get(name) ?? name;
  const inCapacity = (consumed: unknown) =>
    isObject(consumed) && 'TableName' in consumed
      ? { ...consumed, TableName: asked(String(consumed.TableName)) }
      : consumed;
  return {
    nameOf(given) {
      if (!isArn(given)) return given;
      const name = nameIn(place, given);
      arns.set(name, given);
      return name;
    },
    toldIn(member, value, keyed) {
      if (member === 'ConsumedCapacity') return Array.isArray(value) ? value.map(inCapacity) : inCapacity(value);
      if (!keyed || !keyedByTable.has(member) || !isObject(value) || Array.isArray(value)) return value;
      return Object.fromEntries(Object.entries(value).map(([name, each]) => [asked(name), each]));
    },
  };
}

/** Those of the answers to batches and transactions; a transaction's `Responses` is a list. */
const keyedByTable = new Set(['Responses', 'UnprocessedKeys', 'UnprocessedItems', 'ItemCollectionMetrics']);

function nameIn({ region, account }: Place, arn: string): string {
  const read = readTableArn(arn);
  if (read?.type !== 'table') throw notHere(`Invalid resource type in '${arn}'`);
  if (read.partition !== 'aws') throw notHere(`Invalid AWS partition in '${arn}'`);
  if (read.region !== region) throw notHere(`Invalid AWS region in '${arn}'`);
  if (read.account !== account) throw new TableError('AccessDeniedException', 'Access is denied');
  return read.name;
}

const notHere = (message: string): TableError => invalid(`1 validation error detected: ${message}`);

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
