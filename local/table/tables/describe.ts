import type { IndexDefinition, KeySchema, Projection, TableDefinition, Throughput } from '#local/table/definition.ts';
import type { TableContext } from '#local/table/table-context.ts';
import type { ReadView } from '#local/table/table-store.ts';
import { indexArn, streamArn, tableArn } from '#local/table/tables/arns.ts';

type Place = Pick<TableContext, 'region' | 'account'>;

/** A TableDescription with the sizes and counts of this moment. Times are epoch seconds. */
export function describe(place: Place, view: ReadView, table: TableDefinition): object {
  const counts = view.counts({ table });
  const global = table.indexes.filter(({ kind }) => kind === 'global');
  const local = table.indexes.filter(({ kind }) => kind === 'local');
  return {
    AttributeDefinitions: table.attributes.map(({ name, type }) => ({ AttributeName: name, AttributeType: type })),
    TableName: table.name,
    KeySchema: keySchema(table.key),
    TableStatus: table.status,
    CreationDateTime: table.createdAt / 1000,
    ProvisionedThroughput: { NumberOfDecreasesToday: 0, ...units(table.throughput) },
    TableSizeBytes: counts.bytes,
    ItemCount: counts.items,
    TableArn: tableArn(place, table.name),
    TableId: table.id,
    ...(table.billing === 'PAY_PER_REQUEST' && {
      BillingModeSummary: {
        BillingMode: 'PAY_PER_REQUEST',
        LastUpdateToPayPerRequestDateTime: table.createdAt / 1000,
      },
    }),
    ...(local.length > 0 && {
      LocalSecondaryIndexes: local.map((index) => describeIndex(place, view, table, index)),
    }),
    ...(global.length > 0 && {
      GlobalSecondaryIndexes: global.map((index) => ({
        ...describeIndex(place, view, table, index),
        IndexStatus: index.status,
        ProvisionedThroughput: { NumberOfDecreasesToday: 0, ...units(index.throughput) },
      })),
    }),
    ...(table.stream && {
      StreamSpecification: { StreamEnabled: true, StreamViewType: table.stream.view },
      LatestStreamLabel: table.stream.label,
      LatestStreamArn: streamArn(place, table.name, table.stream.label),
    }),
    DeletionProtectionEnabled: table.deletionProtection,
    ...table.settings,
  };
}

function describeIndex(place: Place, view: ReadView, table: TableDefinition, index: IndexDefinition) {
  const { items, bytes } = view.counts({ table, index });
  return {
    IndexName: index.name,
    KeySchema: keySchema(index.key),
    Projection: projection(index.projection),
    IndexSizeBytes: bytes,
    ItemCount: items,
    IndexArn: indexArn(place, table.name, index.name),
  };
}

export function keySchema({ hash, range }: KeySchema) {
  return [
    { AttributeName: hash.name, KeyType: 'HASH' },
    ...(range ? [{ AttributeName: range.name, KeyType: 'RANGE' }] : []),
  ];
}

function projection(given: Projection) {
  return {
    ProjectionType: given.type,
    ...(given.type === 'INCLUDE' && { NonKeyAttributes: given.names }),
  };
}

function units({ read, write }: Throughput) {
  return { ReadCapacityUnits: read, WriteCapacityUnits: write };
}
