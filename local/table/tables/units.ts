import type { Throughput } from '#local/table/definition.ts';
import type { TableContext } from '#local/table/table-context.ts';
import { invalid, TableError } from '#local/table/table-error.ts';

/** What an account may have at once in one table, as DescribeLimits tells it. */
export const mostUnits = 40_000;
const mostRepresentable = 1_000_000_000_000;

export type Units = { readonly ReadCapacityUnits: number; readonly WriteCapacityUnits: number };

const kinds = ['ReadCapacityUnits', 'WriteCapacityUnits'] as const;

/** @throws TableError ValidationException for what is no capacity at all */
export function refuseOutOfBounds(units: Units | undefined, index?: string): void {
  if (units === undefined) return;
  for (const kind of kinds) {
    if (units[kind] <= mostRepresentable) continue;
    const place = index === undefined ? '' : ` for index ${index}`;
    throw invalid(`Given value ${units[kind]} for ${kind} is out of bounds${place}`);
  }
}

/** Indexes are told by their existence otherwise; so high a value of one is never looked at so far. */
export const areOutOfBounds = (units: Units): boolean => kinds.some((kind) => units[kind] > mostRepresentable);

/** @throws TableError LimitExceededException for more than an account may have */
export function refuseBeyondLimits({ region }: Pick<TableContext, 'region'>, units: Units, index?: string): void {
  for (const kind of kinds) {
    if (units[kind] <= mostUnits) continue;
    const [place, per] = index === undefined ? ['', 'table'] : [` for index ${index}`, 'index'];
    throw new TableError(
      'LimitExceededException',
      `The requested ${kind}${place}, ${units[kind]}, is above the per ${per} maximum for the account in ${region}. Per table maximum: ${mostUnits}. Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher limits.`,
    );
  }
}

/** What is not paid by the unit has none. */
export function throughputOf(units: Units | undefined): Throughput {
  return { read: units?.ReadCapacityUnits ?? 0, write: units?.WriteCapacityUnits ?? 0 };
}
