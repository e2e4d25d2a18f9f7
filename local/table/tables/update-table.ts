import type { IndexDefinition, KeyPart, TableDefinition } from '#local/table/definition.ts';
import type { TableContext } from '#local/table/table-context.ts';
import { invalid, TableError } from '#local/table/table-error.ts';
import { describe } from '#local/table/tables/describe.ts';
import { lookUp } from '#local/table/tables/look-up.ts';
import { checkUnits } from '#local/table/tables/read-billing.ts';
import { readGlobalIndex, readThroughput } from '#local/table/tables/read-indexes.ts';
import { readAttributes } from '#local/table/tables/read-keys.ts';
import { newStream } from '#local/table/tables/stream-setting.ts';
import type { UpdateTableInput } from '#local/table/wire/table-shapes.ts';

/** Changes what a table is paid by, its indexes (filled at once), its stream or its protection. */
export async function updateTable(context: TableContext, input: UpdateTableInput): Promise<object> {
  return await context.store.write((view) => {
    const table = lookUp(view, input.TableName);
    const updated = changeStream(changeIndexes(changeSettings(table, input), input), input, context.now());
    view.save(updated);
    return { TableDescription: describe(context, view, { ...updated, status: 'UPDATING' }) };
  });
}

function changeSettings(table: TableDefinition, input: UpdateTableInput): TableDefinition {
  const billing = input.BillingMode ?? table.billing;
  if (input.ProvisionedThroughput || input.BillingMode === 'PROVISIONED') {
    checkUnits(billing, input.ProvisionedThroughput);
  }
  return {
    ...table,
    billing,
    ...(input.ProvisionedThroughput && { throughput: readThroughput(input.ProvisionedThroughput) }),
    ...(billing === 'PAY_PER_REQUEST' && { throughput: { read: 0, write: 0 } }),
    deletionProtection: input.DeletionProtectionEnabled ?? table.deletionProtection,
  };
}

function changeIndexes(table: TableDefinition, input: UpdateTableInput): TableDefinition {
  const updates = input.GlobalSecondaryIndexUpdates ?? [];
  const attributes = mergeAttributes(table, input);
  let indexes = table.indexes;
  for (const { Create, Delete, Update } of updates) {
    if (Create) {
      if (indexes.some(({ name }) => name === Create.IndexName)) {
        throw invalid(`Attempting to create an index which already exists: ${Create.IndexName}`);
      }
      checkUnits(table.billing, Create.ProvisionedThroughput, Create.IndexName);
      indexes = [...indexes, readGlobalIndex(Create, attributes)];
    }
    if (Delete) indexes = indexes.filter((index) => index !== globalIndex(indexes, Delete.IndexName));
    if (Update) {
      const found = globalIndex(indexes, Update.IndexName);
      const throughput = readThroughput(Update.ProvisionedThroughput);
      indexes = indexes.map((index) => (index === found ? { ...index, throughput } : index));
    }
  }
  return { ...table, indexes, attributes };
}

function globalIndex(indexes: readonly IndexDefinition[], name: string): IndexDefinition {
  const found = indexes.find((index) => index.kind === 'global' && index.name === name);
  if (found) return found;
  throw new TableError('ResourceNotFoundException', `Requested resource not found: Index: ${name} not found`);
}

function mergeAttributes({ attributes }: TableDefinition, { AttributeDefinitions }: UpdateTableInput): KeyPart[] {
  const given = readAttributes(AttributeDefinitions ?? []);
  const added = given.filter(({ name }) => !attributes.some((attribute) => attribute.name === name));
  return [...attributes, ...added];
}

function changeStream(table: TableDefinition, input: UpdateTableInput, now: number): TableDefinition {
  const wanted = input.StreamSpecification;
  if (wanted === undefined) return table;
  const { stream, ...rest } = table;
  if (wanted.StreamEnabled && stream) {
    throw invalid(`Table already has an enabled stream: TableName: ${table.name}`);
  }
  if (!wanted.StreamEnabled && !stream) {
    throw invalid(`Table has no stream to disable: TableName: ${table.name}`);
  }
  const opened = newStream(wanted, now);
  return opened ? { ...rest, stream: opened } : rest;
}
