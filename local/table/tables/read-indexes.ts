import type { IndexDefinition, KeyPart, KeySchema, Projection, Throughput } from '#local/table/definition.ts';
import { invalid } from '#local/table/table-error.ts';
import { readKeySchema } from '#local/table/tables/read-keys.ts';
import type { CreateTableInput } from '#local/table/wire/table-shapes.ts';

const mostLocal = 5;
const mostGlobal = 20;

type GivenLocal = NonNullable<CreateTableInput['LocalSecondaryIndexes']>[number];
export type GivenGlobal = NonNullable<CreateTableInput['GlobalSecondaryIndexes']>[number];

/** @throws TableError ValidationException */
export function readLocalIndexes(
  given: readonly GivenLocal[] | undefined,
  table: KeySchema,
  attributes: readonly KeyPart[],
): IndexDefinition[] {
  if (given === undefined) return [];
  if (given.length === 0) throw wrong('List of LocalSecondaryIndexes is empty');
  if (table.range === undefined) {
    throw wrong('Table KeySchema does not have a range key, which is required when specifying a LocalSecondaryIndex');
  }
  const indexes = given.map(({ IndexName: name, KeySchema: schema, Projection: projection }): IndexDefinition => {
    const key = readKeySchema(schema, attributes, 'index');
    if (key.range === undefined) throw wrong(`Index KeySchema does not have a range key for index: ${name}`);
    if (key.hash.name !== table.hash.name) {
      throw wrong(
        `Index KeySchema does not have the same leading hash key as table KeySchema for index: ${name}. index hash key: ${key.hash.name}, table hash key: ${table.hash.name}`,
      );
    }
    const common = { status: 'ACTIVE', throughput: { read: 0, write: 0 } } as const;
    return { name, kind: 'local', key, projection: readProjection(projection), ...common };
  });
  refuseRepeated(indexes);
  if (indexes.length > mostLocal) {
    throw wrong(`Number of LocalSecondaryIndexes exceeds per-table limit of ${mostLocal}`);
  }
  return indexes;
}

/** @throws TableError ValidationException */
export function readGlobalIndexes(
  given: readonly GivenGlobal[] | undefined,
  attributes: readonly KeyPart[],
): IndexDefinition[] {
  if (given === undefined) return [];
  if (given.length === 0) throw wrong('List of GlobalSecondaryIndexes is empty');
  const indexes = given.map((index) => readGlobalIndex(index, attributes));
  refuseRepeated(indexes);
  if (indexes.length > mostGlobal) {
    throw wrong(`GlobalSecondaryIndex count exceeds the per-table limit of ${mostGlobal}`);
  }
  return indexes;
}

export function readGlobalIndex(given: GivenGlobal, attributes: readonly KeyPart[]): IndexDefinition {
  return {
    name: given.IndexName,
    kind: 'global',
    key: readKeySchema(given.KeySchema, attributes, 'index'),
    projection: readProjection(given.Projection),
    status: 'ACTIVE',
    throughput: readThroughput(given.ProvisionedThroughput),
  };
}

export function readThroughput(given: CreateTableInput['ProvisionedThroughput']): Throughput {
  return { read: given?.ReadCapacityUnits ?? 0, write: given?.WriteCapacityUnits ?? 0 };
}

/** @throws TableError ValidationException for a name that two indexes have */
export function refuseRepeated(indexes: readonly IndexDefinition[]): void {
  const seen = new Set<string>();
  for (const { name } of indexes) {
    if (seen.has(name)) throw wrong(`Duplicate index name: ${name}`);
    seen.add(name);
  }
}

function readProjection({ ProjectionType: type, NonKeyAttributes: names }: GivenLocal['Projection']): Projection {
  switch (type) {
    case undefined:
      throw wrong('Unknown ProjectionType: null');
    case 'ALL':
    case 'KEYS_ONLY':
      if (names !== undefined) throw wrong(`ProjectionType is ${type}, but NonKeyAttributes is specified`);
      return { type };
    case 'INCLUDE':
      if (names === undefined) throw wrong('ProjectionType is INCLUDE, but NonKeyAttributes is not specified');
      return { type, names };
    default:
      return type satisfies never;
  }
}

function wrong(sentence: string): Error {
  return invalid(`One or more parameter values were invalid: ${sentence}`);
}
