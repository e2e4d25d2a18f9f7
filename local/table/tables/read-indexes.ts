import type { IndexDefinition, KeyPart, KeySchema } from '#local/table/definition.ts';
import { firstRepeated } from '#local/table/first-repeated.ts';
import type { TableContext } from '#local/table/table-context.ts';
import { readOnDemand } from '#local/table/tables/on-demand.ts';
import { readGlobalKey } from '#local/table/tables/read-global-key.ts';
import { readKeySchema } from '#local/table/tables/read-keys.ts';
import { readProjection } from '#local/table/tables/read-projection.ts';
import { refuseOutOfBounds, throughputOf } from '#local/table/tables/units.ts';
import { readNewWarm } from '#local/table/tables/warm.ts';
import { wrong } from '#local/table/tables/wrong.ts';
import type { CreateTableInput } from '#local/table/wire/table-shapes.ts';

const mostLocal = 5;
export const mostGlobal = 20;

export type GivenLocal = NonNullable<CreateTableInput['LocalSecondaryIndexes']>[number];
export type GivenGlobal = NonNullable<CreateTableInput['GlobalSecondaryIndexes']>[number];

/**
 * The keys of the indexes that a table is to be made with, which are looked at before anything else about them.
 * @throws TableError ValidationException
 */
export function readIndexKeys(
  local: readonly GivenLocal[],
  global: readonly GivenGlobal[],
  attributes: readonly KeyPart[],
): KeySchema[] {
  return [
    ...local.map(({ KeySchema }) => readKeySchema(KeySchema, attributes)),
    ...global.map(({ KeySchema }) => readGlobalKey(KeySchema, attributes)),
  ];
}

/** @throws TableError ValidationException for lists that cannot be, before their members are looked at */
export function checkIndexLists(input: CreateTableInput): void {
  const { LocalSecondaryIndexes: local, GlobalSecondaryIndexes: global, KeySchema } = input;
  if (local?.length === 0) throw wrong('List of LocalSecondaryIndexes is empty');
  if (local !== undefined && KeySchema.length < 2) {
    throw wrong('Table KeySchema does not have a range key, which is required when specifying a LocalSecondaryIndex');
  }
  if (global?.length === 0) throw wrong('List of GlobalSecondaryIndexes is empty');
}

/** @throws TableError ValidationException */
export function readLocalIndexes(
  given: readonly GivenLocal[],
  table: KeySchema,
  attributes: readonly KeyPart[],
): IndexDefinition[] {
  const indexes = given.map(({ IndexName: name, KeySchema: schema, Projection }): IndexDefinition => {
    const key = readKeySchema(schema, attributes);
    if (key.range === undefined) throw wrong(`Index KeySchema does not have a range key for index: ${name}`);
    if (key.hash.name !== table.hash.name) {
      throw wrong(
        `Index KeySchema does not have the same leading hash key as table KeySchema for index: ${name}. index hash key: ${key.hash.name}, table hash key: ${table.hash.name}`,
      );
    }
    const projection = readProjection(Projection);
    return { name, kind: 'local', key, projection, status: 'ACTIVE', throughput: { read: 0, write: 0 } };
  });
  refuseRepeated(indexes);
  if (indexes.length > mostLocal) {
    throw wrong(`Number of LocalSecondaryIndexes exceeds per-table limit of ${mostLocal}`);
  }
  return indexes;
}

/**
 * The global indexes of a table that is to be made.
 * @param others the table's local indexes, with which they share their names
 * @throws TableError ValidationException
 */
export function readGlobalIndexes(
  context: Pick<TableContext, 'region'>,
  given: readonly GivenGlobal[],
  attributes: readonly KeyPart[],
  billing: 'PROVISIONED' | 'PAY_PER_REQUEST',
  others: readonly IndexDefinition[],
): IndexDefinition[] {
  const indexes = given.map((index) => {
    const { IndexName: name, ProvisionedThroughput: units } = index;
    const read = readGlobalIndex(context, index, attributes, billing);
    if (billing === 'PAY_PER_REQUEST' && units !== undefined) {
      throw wrong(
        `ProvisionedThroughput should not be specified for index: ${name} when BillingMode is PAY_PER_REQUEST`,
      );
    }
    if (billing === 'PROVISIONED' && units === undefined) {
      throw wrong(`ProvisionedThroughput is not specified for index: ${name}`);
    }
    refuseOutOfBounds(units, name);
    return read;
  });
  refuseRepeated([...others, ...indexes]);
  if (indexes.length > mostGlobal) {
    throw wrong(`GlobalSecondaryIndex count exceeds the per-table limit of ${mostGlobal}`);
  }
  return indexes;
}

/** @throws TableError ValidationException */
export function readGlobalIndex(
  context: Pick<TableContext, 'region'>,
  given: GivenGlobal,
  attributes: readonly KeyPart[],
  billing: 'PROVISIONED' | 'PAY_PER_REQUEST',
): IndexDefinition {
  const { IndexName: name, KeySchema, Projection, WarmThroughput } = given;
  const key = readGlobalKey(KeySchema, attributes);
  const projection = readProjection(Projection);
  const throughput = throughputOf(given.ProvisionedThroughput);
  const rules = { region: context.region, billing, index: name, isUpdate: false };
  const onDemand = readOnDemand(given.OnDemandThroughput, rules);
  const warm = WarmThroughput && readNewWarm(context, WarmThroughput, billing, throughput, name);
  return {
    name,
    kind: 'global',
    key,
    projection,
    status: 'ACTIVE',
    throughput,
    ...(onDemand && { onDemand }),
    ...(warm && { warm }),
  };
}

function refuseRepeated(indexes: readonly IndexDefinition[]): void {
  const names = indexes.map(({ name }) => name);
  const twice = firstRepeated(names);
  if (twice !== undefined) throw wrong(`Duplicate index name: ${twice}`);
}
