import type { IndexDefinition, Projection, TableDefinition } from '#local/table/definition.ts';
import type { TableContext } from '#local/table/table-context.ts';
import type { ReadView } from '#local/table/table-store.ts';
import { indexArn } from '#local/table/tables/arns.ts';
import { describeThroughput } from '#local/table/tables/describe-throughput.ts';
import { keySchema } from '#local/table/tables/key-schema.ts';
import { describeOnDemand } from '#local/table/tables/on-demand.ts';
import { describeWarm, warmOf } from '#local/table/tables/warm.ts';

type Place = Pick<TableContext, 'region' | 'account' | 'now'>;

/** The two lists of indexes in a TableDescription, in the order in which they were made; an empty one is not told. */
export function describeIndexes(place: Place, view: ReadView, table: TableDefinition) {
  const local = table.indexes.filter(({ kind }) => kind === 'local');
  const global = table.indexes.filter(({ kind }) => kind === 'global');
  return {
    ...(local.length > 0 && {
      LocalSecondaryIndexes: local.map((index) => describeIndex(place, view, table, index)),
    }),
    ...(global.length > 0 && {
      GlobalSecondaryIndexes: global.map((index) => describeGlobal(place, view, table, index)),
    }),
  };
}

export type GlobalDescription = ReturnType<typeof describeGlobal>;

function describeGlobal(place: Place, view: ReadView, table: TableDefinition, index: IndexDefinition) {
  const onDemand = describeOnDemand(index.onDemand);
  return {
    ...describeIndex(place, view, table, index),
    IndexStatus: index.status,
    ProvisionedThroughput: describeThroughput(place, index.throughput),
    ...(onDemand && { OnDemandThroughput: onDemand }),
    WarmThroughput: describeWarm(warmOf(table.billing, index.throughput, index.warm), 'ACTIVE'),
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

function projection(given: Projection) {
  return {
    ProjectionType: given.type,
    ...(given.type === 'INCLUDE' && { NonKeyAttributes: given.names }),
  };
}
