import { randomUUID } from 'node:crypto';
import type { TableDefinition } from '#local/table/definition.ts';
import type { TableContext } from '#local/table/table-context.ts';
import { TableError } from '#local/table/table-error.ts';
import { describe } from '#local/table/tables/describe.ts';
import { readBilling } from '#local/table/tables/read-billing.ts';
import { readGlobalIndexes, readLocalIndexes, refuseRepeated } from '#local/table/tables/read-indexes.ts';
import { readAttributes, readKeySchema, refuseUnused } from '#local/table/tables/read-keys.ts';
import { newStream } from '#local/table/tables/stream-setting.ts';
import { readTags } from '#local/table/tables/tags.ts';
import type { CreateTableInput } from '#local/table/wire/table-shapes.ts';

/** Makes an empty table, which is ready when it is answered for. */
export async function createTable(context: TableContext, input: CreateTableInput): Promise<object> {
  const definition = readDefinition(input, context.now());
  return await context.store.write((view) => {
    if (view.table(definition.name)) {
      throw new TableError('ResourceInUseException', `Table already exists: ${definition.name}`);
    }
    view.save(definition);
    return { TableDescription: describe(context, view, definition) };
  });
}

function readDefinition(input: CreateTableInput, now: number): TableDefinition {
  const { billing, throughput } = readBilling(input);
  const attributes = readAttributes(input.AttributeDefinitions);
  const key = readKeySchema(input.KeySchema, attributes, 'table');
  const indexes = [
    ...readLocalIndexes(input.LocalSecondaryIndexes, key, attributes),
    ...readGlobalIndexes(input.GlobalSecondaryIndexes, attributes),
  ];
  refuseRepeated(indexes);
  refuseUnused(attributes, [key, ...indexes.map((index) => index.key)]);
  const stream = newStream(input.StreamSpecification, now);
  return {
    id: randomUUID(),
    name: input.TableName,
    status: 'ACTIVE',
    createdAt: now,
    key,
    attributes,
    indexes,
    billing,
    throughput,
    ...(stream && { stream }),
    deletionProtection: input.DeletionProtectionEnabled ?? false,
    tags: readTags(input.Tags ?? []),
    settings: {},
  };
}
