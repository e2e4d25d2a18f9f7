import type { TableDefinition } from '#local/table/definition.ts';
import type { TableContext } from '#local/table/table-context.ts';
import { invalid, TableError } from '#local/table/table-error.ts';
import type { ReadView } from '#local/table/table-store.ts';
import { tableNameOf } from '#local/table/tables/arns.ts';
import type {
  ListTagsOfResourceInput,
  TagResourceInput,
  UntagResourceInput,
} from '#local/table/wire/setting-shapes.ts';

const most = 50;

type Tag = { readonly Key: string; readonly Value: string };

/** @throws TableError ValidationException */
export function readTags(given: readonly Tag[]): Record<string, string> {
  const tags: Record<string, string> = Object.create(null);
  for (const { Key, Value } of given) {
    if (Key in tags) throw invalid(`One or more parameter values were invalid: Duplicate tag key: ${Key}`);
    if (Key.startsWith('aws:'))
      throw invalid('One or more parameter values were invalid: aws: prefixed tag key names are not allowed');
    tags[Key] = Value;
  }
  return tags;
}

export async function tagResource({ store }: TableContext, input: TagResourceInput): Promise<object> {
  const tags = readTags(input.Tags);
  await store.write((view) => {
    const table = tableByArn(view, input.ResourceArn);
    const all = { ...table.tags, ...tags };
    if (Object.keys(all).length > most) throw invalid('One or more parameter values were invalid: Too many tags');
    view.save({ ...table, tags: all });
  });
  return {};
}

export async function untagResource({ store }: TableContext, input: UntagResourceInput): Promise<object> {
  await store.write((view) => {
    const table = tableByArn(view, input.ResourceArn);
    const left = Object.entries(table.tags).filter(([key]) => !input.TagKeys.includes(key));
    view.save({ ...table, tags: Object.fromEntries(left) });
  });
  return {};
}

export async function listTagsOfResource({ store }: TableContext, input: ListTagsOfResourceInput): Promise<object> {
  return await store.read((view) => {
    const { tags } = tableByArn(view, input.ResourceArn);
    return { Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) };
  });
}

function tableByArn(view: ReadView, arn: string): TableDefinition {
  const name = tableNameOf(arn);
  if (name === undefined) throw invalid(`Invalid TableArn: Invalid ResourceArn provided as input ${arn}`);
  const table = view.table(name);
  if (table === undefined) {
    throw new TableError('ResourceNotFoundException', `Requested resource not found: ResourcArn: ${arn} not found`);
  }
  return table;
}
