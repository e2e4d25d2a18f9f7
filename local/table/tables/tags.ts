import type { TableDefinition } from '#local/table/definition.ts';
import { JsonText } from '#local/table/json-text.ts';
import type { TableContext } from '#local/table/table-context.ts';
import { invalid, TableError } from '#local/table/table-error.ts';
import type { ReadView } from '#local/table/table-store.ts';
import { taggedTable } from '#local/table/tables/arns.ts';
import { readTagKey, readTags, refuseTooMany } from '#local/table/tables/check-tags.ts';
import type {
  ListTagsOfResourceInput,
  TagResourceInput,
  UntagResourceInput,
} from '#local/table/wire/setting-shapes.ts';

/** The service answers a change of tags without a body. */
const nothing = new JsonText([]);

export async function tagResource(context: TableContext, input: TagResourceInput): Promise<object> {
  const name = taggedTable(context, input.ResourceArn);
  if (input.Tags.length === 0) throw invalid('Atleast one Tag needs to be provided as Input.');
  const tags = readTags(input.Tags);
  await context.store.write((view) => {
    const table = tableOf(view, name, input.ResourceArn);
    const all = { ...table.tags, ...tags };
    refuseTooMany(Object.keys(all).length);
    view.save({ ...table, tags: all });
  });
  return nothing;
}

/** Keys that the table does not have are none of its tags already. */
export async function untagResource(context: TableContext, input: UntagResourceInput): Promise<object> {
  const name = taggedTable(context, input.ResourceArn);
  if (input.TagKeys.length === 0) throw invalid('Atleast one Tag Key needs to be provided as Input.');
  refuseTooMany(input.TagKeys.length);
  const keys = new Set(input.TagKeys.map(readTagKey));
  await context.store.write((view) => {
    const table = tableOf(view, name, input.ResourceArn);
    const left = Object.entries(table.tags).filter(([key]) => !keys.has(key));
    view.save({ ...table, tags: Object.fromEntries(left) });
  });
  return nothing;
}

/** All at once: a table has no more tags than fit into one answer. */
export async function listTagsOfResource(context: TableContext, input: ListTagsOfResourceInput): Promise<object> {
  const name = taggedTable(context, input.ResourceArn);
  return await context.store.read((view) => {
    const { tags } = tableOf(view, name, input.ResourceArn);
    return { Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) };
  });
}

function tableOf(view: ReadView, name: string | undefined, arn: string): TableDefinition {
  const table = name === undefined ? undefined : view.table(name);
  if (table !== undefined) return table;
  throw new TableError('ResourceNotFoundException', `Requested resource not found: ResourceArn: ${arn} not found`);
}
