import { type IndexDefinition, type KeyPart, keyNames, type TableDefinition } from '#local/table/definition.ts';
import type { TableContext } from '#local/table/table-context.ts';
import { invalid, TableError } from '#local/table/table-error.ts';
import { readOnDemand } from '#local/table/tables/on-demand.ts';
import { type GivenGlobal, mostGlobal, readGlobalIndex } from '#local/table/tables/read-indexes.ts';
import { byName, readAttributes, refuseUndefined } from '#local/table/tables/read-keys.ts';
import { refuseManyNames } from '#local/table/tables/read-projection.ts';
import { refuseRedefined } from '#local/table/tables/redefined.ts';
import { areOutOfBounds, refuseBeyondLimits, throughputOf } from '#local/table/tables/units.ts';
import { hasMembers } from '#local/table/tables/update-rules.ts';
import { changeUnits } from '#local/table/tables/update-throughput.ts';
import { readRaisedWarm, warmOf } from '#local/table/tables/warm.ts';
import { wrong } from '#local/table/tables/wrong.ts';
import type { UpdateTableInput } from '#local/table/wire/table-shapes.ts';

type IndexUpdate = NonNullable<UpdateTableInput['GlobalSecondaryIndexUpdates']>[number];
type Change = NonNullable<IndexUpdate['Update']>;

/**
 * The indexes after an update, and the attributes that keys are then made of.
 * @param table with the billing that it will have
 * @param before how it was billed
 * @throws TableError ValidationException, ResourceNotFoundException, LimitExceededException
 */
export function changeIndexes(
  context: TableContext,
  table: TableDefinition,
  input: UpdateTableInput,
  before: TableDefinition['billing'],
): TableDefinition {
  const isSwitched = table.billing !== before;
  const updates = input.GlobalSecondaryIndexUpdates ?? [];
  if (updates.filter(({ Create, Delete }) => Create ?? Delete).length > 1) {
    throw limited('Only 1 online index can be created or deleted simultaneously per table');
  }
  if (updates.some(({ Update }) => Update?.ProvisionedThroughput && areOutOfBounds(Update.ProvisionedThroughput))) {
    throw invalid(
      'This operation cannot be performed with given input values. Please contact DynamoDB service team for more info: Action Blocked: IndexUpdate',
    );
  }
  let changed = isSwitched ? switched(table, updates, before) : table;
  for (const { Create, Delete, Update } of updates) {
    if (Create) changed = withIndex(context, changed, input, Create);
    if (Delete) changed = without(changed, globalIndex(changed, Delete.IndexName, 'delete'));
    if (Update) changed = withChange(context, changed, Update, isSwitched);
  }
  return changed;
}

const limited = (sentence: string) =>
  new TableError('LimitExceededException', `Subscriber limit exceeded: ${sentence}`);

/** Indexes are paid as their table is. */
function switched(
  table: TableDefinition,
  updates: readonly IndexUpdate[],
  before: TableDefinition['billing'],
): TableDefinition {
  const indexes = table.indexes.map((index): IndexDefinition => {
    if (index.kind === 'local') return index;
    const { onDemand: _, ...rest } = index;
    const update = updates.find(({ Update }) => Update?.IndexName === index.name)?.Update;
    if (table.billing === 'PROVISIONED' && update?.ProvisionedThroughput === undefined) {
      throw wrong(`ProvisionedThroughput must be specified for index: ${index.name}`);
    }
    const warm = warmOf(before, index.throughput, index.warm);
    return { ...rest, throughput: { ...index.throughput, read: 0, write: 0 }, warm };
  });
  return { ...table, indexes };
}

function withIndex(
  context: TableContext,
  table: TableDefinition,
  input: UpdateTableInput,
  given: GivenGlobal,
): TableDefinition {
  const { IndexName: name, ProvisionedThroughput: units } = given;
  if (table.indexes.some((index) => index.name === name)) {
    throw invalid('Attempting to create an index which already exists');
  }
  if (table.billing === 'PROVISIONED' && units === undefined) {
    throw wrong(`Both ReadCapacityUnits and WriteCapacityUnits must be specified for index: ${name}`);
  }
  if (table.billing === 'PAY_PER_REQUEST' && units !== undefined) {
    throw wrong(
      `Neither ReadCapacityUnits nor WriteCapacityUnits can be specified for index: ${name} when BillingMode is PAY_PER_REQUEST`,
    );
  }
  const declared = readAttributes(input.AttributeDefinitions ?? []);
  refuseUndefined(given.KeySchema, declared);
  const attributes = merged(table, declared, given);
  const index = readGlobalIndex(context, given, attributes, table.billing);
  if (table.indexes.filter(({ kind }) => kind === 'global').length >= mostGlobal) {
    throw limited(`Number of global secondary indexes exceeds per-table limit of ${mostGlobal}`);
  }
  if (units) refuseBeyondLimits(context, units, name);
  const indexes = [...table.indexes, index];
  refuseManyNames(indexes);
  return withAttributes({ ...table, indexes }, attributes);
}

/** What is declared beside the new index's keys is not looked at. */
function merged(table: TableDefinition, declared: readonly KeyPart[], { KeySchema }: GivenGlobal): KeyPart[] {
  const wanted = new Set(KeySchema.map(({ AttributeName }) => AttributeName));
  const added = declared.filter(({ name }) => wanted.has(name));
  refuseRedefined(table, added, KeySchema);
  const known = table.attributes;
  return [...known, ...added.filter(({ name }) => !known.some((attribute) => attribute.name === name))];
}

function without(table: TableDefinition, index: IndexDefinition): TableDefinition {
  return withAttributes({ ...table, indexes: table.indexes.filter((each) => each !== index) }, table.attributes);
}

/** An attribute of which no key is made any more is no longer declared. */
function withAttributes(table: TableDefinition, attributes: readonly KeyPart[]): TableDefinition {
  const used = [table.key, ...table.indexes.map(({ key }) => key)].flatMap(keyNames);
  return { ...table, attributes: byName(attributes.filter(({ name }) => used.includes(name))) };
}

function withChange(context: TableContext, table: TableDefinition, update: Change, isSwitched: boolean) {
  const index = globalIndex(table, update.IndexName, 'update');
  const changed = changeIndex(context, table, index, update, isSwitched);
  return { ...table, indexes: table.indexes.map((each) => (each === index ? changed : each)) };
}

function changeIndex(
  context: TableContext,
  { billing }: TableDefinition,
  index: IndexDefinition,
  update: Change,
  isSwitched: boolean,
): IndexDefinition {
  const { IndexName: name, ProvisionedThroughput: units, OnDemandThroughput, WarmThroughput } = update;
  const isBound = hasMembers(OnDemandThroughput);
  if (billing === 'PAY_PER_REQUEST' && (units !== undefined || !(isBound || WarmThroughput))) {
    throw wrong(
      `The only Updates for index: ${name} when TableThroughputMode is PAY_PER_REQUEST can be to OnDemandThroughput, WarmThroughput`,
    );
  }
  if (billing === 'PROVISIONED' && units === undefined && !isBound && WarmThroughput === undefined) {
    throw wrong(`Both ReadCapacityUnits and WriteCapacityUnits must be specified for index: ${name}`);
  }
  const rules = { region: context.region, billing, index: name, isUpdate: true };
  const onDemand = readOnDemand(OnDemandThroughput, rules, index.onDemand);
  const known = warmOf(billing, index.throughput, index.warm);
  const warm = WarmThroughput ? readRaisedWarm(context, WarmThroughput, known, name) : known;
  const { onDemand: _, ...rest } = index;
  const throughput = changedUnits();
  return { ...rest, throughput, ...(onDemand && { onDemand }), warm };

  function changedUnits() {
    if (units === undefined) return index.throughput;
    if (!isSwitched) return changeUnits(context, index.throughput, units, name);
    refuseBeyondLimits(context, units, name);
    return { ...index.throughput, ...throughputOf(units) };
  }
}

function globalIndex(table: TableDefinition, name: string, action: 'update' | 'delete'): IndexDefinition {
  const found = table.indexes.find((index) => index.name === name);
  if (found === undefined) {
    throw new TableError(
      'ResourceNotFoundException',
      `Requested resource not found: Index ${name} for table ${table.name}`,
    );
  }
  if (found.kind === 'global') return found;
  throw invalid(`Cannot ${action} an index that is not a GlobalSecondaryIndex: ${name}`);
}
