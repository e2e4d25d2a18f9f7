import type { TableContext } from '#local/table/table-context.ts';
import { invalid, TableError } from '#local/table/table-error.ts';
import type { DescribeContinuousBackupsInput, UpdateContinuousBackupsInput } from '#local/table/wire/setting-shapes.ts';

const none = {
  ContinuousBackupsDescription: {
    ContinuousBackupsStatus: 'ENABLED',
    PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: 'DISABLED' },
  },
};

/**
 * The service calls backups of every table enabled. Point-in-time recovery is off: nothing here could bring a table back to a
 * moment in the past.
 */
export async function describeContinuousBackups(
  { store }: TableContext,
  { TableName }: DescribeContinuousBackupsInput,
): Promise<object> {
  await store.read((view) => refuseUnknown(view.table(TableName) !== undefined, TableName));
  return none;
}

/** Switches off what is off; to switch it on is refused, for whoever does so counts on it. */
export async function updateContinuousBackups(
  context: TableContext,
  { TableName, PointInTimeRecoverySpecification: wanted }: UpdateContinuousBackupsInput,
): Promise<object> {
  if (!wanted.PointInTimeRecoveryEnabled && wanted.RecoveryPeriodInDays !== undefined) {
    throw invalid('Invalid Request: Cannot specify RecoveryPeriodInDays when disabling point-in-time recovery.');
  }
  const answer = await describeContinuousBackups(context, { TableName });
  if (!wanted.PointInTimeRecoveryEnabled) return answer;
  throw invalid('Point-in-time recovery cannot be had of a local table: take a backup of the data folder instead.');
}

function refuseUnknown(isThere: boolean, name: string): void {
  if (!isThere) throw new TableError('TableNotFoundException', `Table not found: ${name}`);
}
