import { invalid } from '#local/table/table-error.ts';
import { checkEncryption } from '#local/table/tables/encryption.ts';
import { readProjection } from '#local/table/tables/read-projection.ts';
import { checkStreamUpdate } from '#local/table/tables/stream-setting.ts';
import { readClass } from '#local/table/tables/table-class.ts';
import { refuseOutOfBounds } from '#local/table/tables/units.ts';
import { wrong } from '#local/table/tables/wrong.ts';
import type { UpdateTableInput } from '#local/table/wire/table-shapes.ts';

/**
 * What can be seen of an update without its table: that there is something to do, and not two things that the service does
 * not do at once.
 * @throws TableError ValidationException
 */
export function checkUpdate(input: UpdateTableInput): void {
  if (input.ReplicaUpdates !== undefined) throw invalid('Replicas cannot be had of a local table: it has one region.');
  refuseNothing(input);
  if (input.GlobalSecondaryIndexUpdates?.length === 0) throw wrong('List of GlobalSecondaryIndexUpdates is empty');
  refuseMixtures(input);
  checkBilling(input);
  checkIndexUpdates(input);
  checkStreamUpdate(input.StreamSpecification);
  checkEncryption(input.SSESpecification);
  readClass(input.TableClass);
}

/** What an update may be about; an empty bound is no bound. */
function concernsOf(input: UpdateTableInput) {
  const { GlobalSecondaryIndexUpdates: updates = [] } = input;
  return {
    units: input.ProvisionedThroughput !== undefined,
    billing: input.BillingMode !== undefined,
    stream: input.StreamSpecification !== undefined,
    indexes: updates.length > 0,
    encryption: input.SSESpecification !== undefined,
    protection: input.DeletionProtectionEnabled !== undefined,
    onDemand: hasMembers(input.OnDemandThroughput),
    warm: hasMembers(input.WarmThroughput),
    tableClass: input.TableClass !== undefined,
  };
}

export function hasMembers(given: object | undefined): boolean {
  return given !== undefined && Object.keys(given).length > 0;
}

function refuseNothing(input: UpdateTableInput): void {
  if (Object.values(concernsOf(input)).includes(true)) return;
  throw invalid(
    'At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, GlobalSecondaryIndexUpdates, SSESpecification, ReplicaUpdates, MultiAccountReplicaReady, ReplicaTransitRoleArn, MultiRegionConsistency, DeletionProtectionEnabled, OnDemandThroughput, WarmThroughput or TableClass is required',
  );
}

function refuseMixtures(input: UpdateTableInput): void {
  const has = concernsOf(input);
  const isAlone = Object.values(has).filter(Boolean).length === 1;
  const updates = input.GlobalSecondaryIndexUpdates ?? [];
  const makes = updates.some(({ Create }) => Create !== undefined);
  const makesOrDrops = updates.some(({ Create, Delete }) => Create !== undefined || Delete !== undefined);
  const only = 'modification must be the only operation in the request';
  const unwanted: [boolean, string][] = [
    [has.encryption && !isAlone, `Server-Side Encryption ${only}`],
    [has.tableClass && !isAlone, `TableClass ${only}`],
    [has.protection && !isAlone, `DeletionProtection ${only}`],
    [has.warm && makes, 'Create global secondary index cannot be specified when updating WarmThroughput'],
    [
      has.onDemand && (has.stream || has.warm || has.units),
      'OnDemandThroughput can only be combined with BillingMode in an UpdateTable request',
    ],
    [has.warm && !isAlone, 'WarmThroughput must be the only operation in the request'],
    [
      has.stream && (has.units || input.BillingMode === 'PROVISIONED'),
      'You cannot modify stream status while updating table IOPS',
    ],
    [makesOrDrops && has.units, 'You cannot create or delete index while updating table IOPS'],
    [makesOrDrops && has.stream, 'You cannot create or delete index while changing stream status'],
  ];
  for (const [is, sentence] of unwanted) if (is) throw wrong(sentence);
}

function checkBilling({ BillingMode: billing, ProvisionedThroughput: units }: UpdateTableInput): void {
  if (billing === 'PAY_PER_REQUEST' && units !== undefined) {
    throw wrong('ProvisionedThroughput cannot be specified when BillingMode is PAY_PER_REQUEST');
  }
  if (billing === 'PROVISIONED' && units === undefined) {
    throw wrong('ProvisionedThroughput must be specified when BillingMode is PROVISIONED');
  }
  refuseOutOfBounds(units);
}

function checkIndexUpdates({ GlobalSecondaryIndexUpdates, AttributeDefinitions }: UpdateTableInput): void {
  const seen = new Set<string>();
  for (const { Create, Update, Delete } of GlobalSecondaryIndexUpdates ?? []) {
    const [action, second] = [Update, Create, Delete].filter((each) => each !== undefined);
    if (action === undefined) {
      throw wrong(
        'One of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create, GlobalSecondaryIndexUpdate.Delete must not be null',
      );
    }
    if (second !== undefined) {
      throw wrong('Only one global secondary index action is allowed per GlobalSecondaryIndexUpdate object');
    }
    const name = action.IndexName;
    if (seen.has(name)) {
      throw wrong(`Only one global secondary index update per index is allowed simultaneously. Index: ${name}`);
    }
    seen.add(name);
    if (Update?.WarmThroughput && !hasMembers(Update.WarmThroughput)) {
      throw wrong(
        `WarmThroughput must have at least one of ReadUnitsPerSecond or WriteUnitsPerSecond specified for index: ${name}`,
      );
    }
    if (Create === undefined) continue;
    if (AttributeDefinitions === undefined) throw wrong(`AttributeDefinitions is not specified for index: ${name}`);
    readProjection(Create.Projection);
  }
}
