import type { TableContext } from '#local/table/table-context.ts';
import { invalid, TableError } from '#local/table/table-error.ts';
import { wrong } from '#local/table/tables/wrong.ts';

type Place = Pick<TableContext, 'region' | 'account'>;

export function tableArn({ region, account }: Place, name: string): string {
  return `arn:aws:dynamodb:${region}:${account}:table/${name}`;
}

export function indexArn(place: Place, table: string, index: string): string {
  return `${tableArn(place, table)}/index/${index}`;
}

export function streamArn(place: Place, table: string, label: string): string {
  return `${tableArn(place, table)}/stream/${label}`;
}

/** In the order in which an ARN is read: the first that holds is told. */
const faults: readonly (readonly [holds: (parts: readonly string[]) => boolean, sentence: string])[] = [
  [([prefix, ...more]) => prefix !== 'arn' || more.length === 0, "ARNs must start with 'arn:'"],
  [({ length }) => length < 3, 'Second colon partition not found'],
  [([, partition]) => partition === '', 'Partition must be non-empty'],
  [({ length }) => length < 4, 'Third colon vendor not found'],
  [([, , vendor]) => vendor === '', 'Vendor must be non-empty'],
  [({ length }) => length < 5, 'Fourth colon (region/namespace delimiter) not found'],
  [({ length }) => length < 6, 'Fifth colon (namespace/relative-id delimiter) not found'],
  [(parts) => parts.slice(5).join(':') === '', 'The Relative Id must be non-empty'],
];
const ofDynamo = /^arn:[^:]*:dynamodb:/;
const resource = /^arn:[^:]*:dynamodb:([^:]*):([^:]*):table\/([a-zA-Z0-9_.-]{3,255})(?:\/(index|stream)\/.+)?$/;

/**
 * The table whose tags an ARN means; undefined for a stream, which has none.
 * @throws TableError ValidationException, AccessDeniedException
 */
export function taggedTable({ region, account }: Place, arn: string): string | undefined {
  const parts = arn.split(':');
  const fault = faults.find(([holds]) => holds(parts));
  if (fault !== undefined) throw wrong(`${fault[1]}: ${arn}`);
  if (!ofDynamo.test(arn)) throw new TableError('AccessDeniedException', 'Access is denied');
  const [, itsRegion, itsAccount, table, below] = resource.exec(arn) ?? [];
  if (table === undefined) throw wrong(`Provided Arn is not a DynamoDB resource arn: ${arn}`);
  if (below === 'index') {
    throw wrong(`Invalid resource arn provided, only table or stream is accepted. Provided resource arn: ${arn}`);
  }
  if (itsAccount !== account) throw new TableError('AccessDeniedException', 'Access is denied');
  if (itsRegion !== region) throw invalid(`Invalid TableArn: Invalid ResourceArn provided as input ${arn}`);
  return below === undefined ? table : undefined;
}
