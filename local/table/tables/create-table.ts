import { randomUUID } from 'node:crypto';
import type { TableDefinition } from '#local/table/definition.ts';
import type { TableContext } from '#local/table/table-context.ts';
import { TableError } from '#local/table/table-error.ts';
import { readTags } from '#local/table/tables/check-tags.ts';
import { describe, summarizeBilling } from '#local/table/tables/describe.ts';
import { checkEncryption, encryptionKey } from '#local/table/tables/encryption.ts';
import { readOnDemand } from '#local/table/tables/on-demand.ts';
import {
  checkIndexLists,
  readGlobalIndexes,
  readIndexKeys,
  readLocalIndexes,
} from '#local/table/tables/read-indexes.ts';
import { byName, readAttributes, readTableKey, refuseUnused } from '#local/table/tables/read-keys.ts';
import { refuseManyNames } from '#local/table/tables/read-projection.ts';
import { checkNewStream, openedStream } from '#local/table/tables/stream-setting.ts';
import { readClass } from '#local/table/tables/table-class.ts';
import { refuseBeyondLimits, refuseOutOfBounds, throughputOf } from '#local/table/tables/units.ts';
import { describeWarm, readNewWarm } from '#local/table/tables/warm.ts';
import { wrong } from '#local/table/tables/wrong.ts';
import type { CreateTableInput } from '#local/table/wire/table-shapes.ts';

/**
 * Makes an empty table, which is ready when it is answered for, although the answer says that it is being made. A resource
 * policy is taken and forgotten: who may do what is decided elsewhere.
 */
export async function createTable(context: TableContext, input: CreateTableInput): Promise<object> {
  const now = context.now();
  const planned = readDefinition(context, input, now);
  return await context.store.write((view) => {
    if (view.table(planned.name)) {
      throw new TableError('ResourceInUseException', `Table already exists: ${planned.name}`);
    }
    const stream = openedStream(input.StreamSpecification, now, planned.name, view.streams());
    const definition = stream ? { ...planned, stream } : planned;
    view.save(definition);
    return { TableDescription: beingMade(describe(context, view, definition), definition) };
  });
}

/** In the order in which the service looks. */
function readDefinition(context: TableContext, input: CreateTableInput, now: number): TableDefinition {
  const billing = readBilling(input);
  const declared = readAttributes(input.AttributeDefinitions);
  const key = readTableKey(input.KeySchema, declared);
  checkIndexLists(input);
  const { LocalSecondaryIndexes: givenLocal = [], GlobalSecondaryIndexes: givenGlobal = [] } = input;
  refuseUnused(declared, key, readIndexKeys(givenLocal, givenGlobal, declared));
  const attributes = byName(declared);
  const local = readLocalIndexes(givenLocal, key, attributes);
  const indexes = [...local, ...readGlobalIndexes(context, givenGlobal, attributes, billing, local)];
  refuseManyNames(indexes);
  const settings = readSettings(context, input, billing, now);
  const tags = readTags(input.Tags ?? []);
  refuseHighUnits(context, input);
  return {
    id: randomUUID(),
    name: input.TableName,
    status: 'ACTIVE',
    createdAt: now,
    key,
    attributes,
    indexes,
    billing,
    throughput: throughputOf(input.ProvisionedThroughput),
    deletionProtection: input.DeletionProtectionEnabled ?? false,
    tags,
    settings,
  };
}

function readBilling({ BillingMode: billing = 'PROVISIONED', ProvisionedThroughput: units }: CreateTableInput) {
  if (billing === 'PAY_PER_REQUEST' && units !== undefined) {
    throw wrong(
      'Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST',
    );
  }
  if (billing === 'PROVISIONED' && units === undefined) {
    throw wrong('ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED');
  }
  refuseOutOfBounds(units);
  return billing;
}

function readSettings(
  context: TableContext,
  input: CreateTableInput,
  billing: 'PROVISIONED' | 'PAY_PER_REQUEST',
  now: number,
): TableDefinition['settings'] {
  checkNewStream(input.StreamSpecification);
  checkEncryption(input.SSESpecification);
  const key = encryptionKey(context, input.SSESpecification);
  const onDemand = readOnDemand(input.OnDemandThroughput, { region: context.region, billing, isUpdate: false });
  const warm =
    input.WarmThroughput &&
    readNewWarm(context, input.WarmThroughput, billing, throughputOf(input.ProvisionedThroughput));
  const tableClass = readClass(input.TableClass);
  return {
    ...(tableClass && { tableClass }),
    ...(key !== undefined && { encryptionKey: key }),
    ...(onDemand && { onDemand }),
    ...(warm && { warm }),
    ...(billing === 'PAY_PER_REQUEST' && { payPerRequestAt: now }),
  };
}

function refuseHighUnits(context: TableContext, input: CreateTableInput): void {
  if (input.ProvisionedThroughput) refuseBeyondLimits(context, input.ProvisionedThroughput);
  for (const { IndexName, ProvisionedThroughput } of input.GlobalSecondaryIndexes ?? []) {
    if (ProvisionedThroughput) refuseBeyondLimits(context, ProvisionedThroughput, IndexName);
  }
}

/** What the service answers before it has made the table: without what only a table that is there has. */
function beingMade(description: ReturnType<typeof describe>, { billing, settings }: TableDefinition): object {
  const { WarmThroughput: _, GlobalSecondaryIndexes: global, ...told } = description;
  return {
    ...told,
    TableStatus: 'CREATING',
    ...(billing === 'PAY_PER_REQUEST' && summarizeBilling(billing)),
    ...(global && {
      GlobalSecondaryIndexes: global.map(({ WarmThroughput: __, ...index }) => ({ ...index, IndexStatus: 'CREATING' })),
    }),
    ...(settings.warm && { WarmThroughput: describeWarm(settings.warm, 'UPDATING') }),
  };
}
