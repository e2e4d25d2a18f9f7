import type { TableDefinition } from '#local/table/definition.ts';
import type { TableContext } from '#local/table/table-context.ts';
import type { ReadView } from '#local/table/table-store.ts';
import { streamArn, tableArn } from '#local/table/tables/arns.ts';
import { describeIndexes } from '#local/table/tables/describe-indexes.ts';
import { describeThroughput } from '#local/table/tables/describe-throughput.ts';
import { describeEncryption } from '#local/table/tables/encryption.ts';
import { keySchema } from '#local/table/tables/key-schema.ts';
import { describeOnDemand } from '#local/table/tables/on-demand.ts';
import { describeWarm, warmOf } from '#local/table/tables/warm.ts';

type Place = Pick<TableContext, 'region' | 'account' | 'now'>;

/** A TableDescription with the sizes and counts of this moment. Times are epoch seconds. */
export function describe(place: Place, view: ReadView, table: TableDefinition) {
  const counts = view.counts({ table });
  const { settings, stream } = table;
  const label = stream?.label ?? settings.latestStream;
  const encryption = describeEncryption(settings.encryptionKey, 'ENABLED');
  const onDemand = describeOnDemand(settings.onDemand);
  return {
    AttributeDefinitions: table.attributes.map(({ name, type }) => ({ AttributeName: name, AttributeType: type })),
    TableName: table.name,
    KeySchema: keySchema(table.key),
    TableStatus: table.status,
    CreationDateTime: table.createdAt / 1000,
    ProvisionedThroughput: describeThroughput(place, table.throughput),
    TableSizeBytes: counts.bytes,
    ItemCount: counts.items,
    TableArn: tableArn(place, table.name),
    TableId: table.id,
    ...describeBilling(table),
    ...describeIndexes(place, view, table),
    ...(stream && { StreamSpecification: { StreamEnabled: true, StreamViewType: stream.view } }),
    ...(label && { LatestStreamLabel: label, LatestStreamArn: streamArn(place, table.name, label) }),
    ...(encryption && { SSEDescription: encryption }),
    ...describeClass(table),
    DeletionProtectionEnabled: table.deletionProtection,
    ...(onDemand && { OnDemandThroughput: onDemand }),
    WarmThroughput: describeWarm(warmOf(table.billing, table.throughput, settings.warm), 'ACTIVE'),
  };
}

/** Told of a table that is, or once was, paid by the request. */
function describeBilling({ billing, settings }: TableDefinition) {
  const { payPerRequestAt: at } = settings;
  if (billing === 'PROVISIONED' && at === undefined) return {};
  return summarizeBilling(billing, at);
}

/** The service tells it twice, the second time in a member of which no model of it speaks. */
export function summarizeBilling(billing: TableDefinition['billing'], payPerRequestAt?: number) {
  const last = payPerRequestAt !== undefined && { LastUpdateToPayPerRequestDateTime: payPerRequestAt / 1000 };
  return {
    BillingModeSummary: { BillingMode: billing, ...last },
    TableThroughputModeSummary: { TableThroughputMode: billing, ...last },
  };
}

/** Told of a table that was given a class. */
function describeClass({ settings: { tableClass, tableClassAt: at } }: TableDefinition) {
  if (tableClass === undefined) return {};
  return {
    TableClassSummary: { TableClass: tableClass, ...(at !== undefined && { LastUpdateDateTime: at / 1000 }) },
  };
}
