import {
  type AttributeValue,
  type DynamoDBClient,
  GetItemCommand,
  QueryCommand,
  type QueryCommandInput,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Key } from './keys.ts';
import { tableSchema } from './table.ts';

export type Table = { readonly client: DynamoDBClient; readonly tableName: string };
export type Item = Record<string, AttributeValue>;

/**
 * Leaves out what is undefined; refuses numbers that would not come back as they went. A record with the key `constructor`,
 * which any form may have as a field, looks to the library like an instance of some class: it is a record all the same.
 */
export function toItem(value: object): Item {
  return marshall(value, { removeUndefinedValues: true, convertClassInstanceToMap: true });
}

/** What the store wrote is trusted: the shape is checked where it comes in, not on every read. */
export function fromItem<T>(item: Item): T {
  return unmarshall(item) as T;
}

/** The newest state of the item. */
export async function read<T>({ client, tableName }: Table, key: Key): Promise<T | undefined> {
  const { Item } = await client.send(
    new GetItemCommand({ TableName: tableName, Key: toItem(key), ConsistentRead: true }),
  );
  return Item && fromItem<T>(Item);
}

type Range =
  | { readonly beginsWith: string }
  | { readonly after: string }
  | { readonly before: string }
  | { readonly between: readonly [string, string] };

export type Search = {
  /** Without one the table itself, read consistently; an index is a moment behind. */
  readonly index?: 'gsi1' | 'gsi2';
  readonly partition: string;
  readonly range?: Range;
  readonly newestFirst?: true;
  /** Attributes to fetch; without it all of them. What is read is paid for whole, but far less of it travels. */
  readonly only?: readonly string[];
  /** Items to fetch at a time. */
  readonly limit?: number;
};

/** All items of a search in their order, fetched page by page as they are asked for. */
export async function* search<T>({ client, tableName }: Table, wanted: Search): AsyncGenerator<T, void, undefined> {
  const input = queryInput(tableName, wanted);
  let from: Item | undefined;
  do {
    const page = await client.send(new QueryCommand({ ...input, ...(from && { ExclusiveStartKey: from }) }));
    for (const item of page.Items ?? []) yield fromItem<T>(item);
    from = page.LastEvaluatedKey;
  } while (from);
}

export async function collect<Item, Shown>(items: AsyncIterable<Item>, show: (item: Item) => Shown): Promise<Shown[]> {
  const shown: Shown[] = [];
  for await (const item of items) shown.push(show(item));
  return shown;
}

function queryInput(
  tableName: string,
  { index, partition, range, newestFirst, only = [], limit }: Search,
): QueryCommandInput {
  const condition = rangeCondition(range);
  const keys = tableSchema.indexes.find(({ name }) => name === index) ?? tableSchema;
  return {
    TableName: tableName,
    KeyConditionExpression: `#pk = :pk${condition.expression}`,
    ExpressionAttributeNames: {
      '#pk': keys.partitionKey,
      ...(range && { '#sk': keys.sortKey }),
      ...Object.fromEntries(only.map((name) => [`#${name}`, name])),
    },
    ExpressionAttributeValues: toItem({ ':pk': partition, ...condition.values }),
    ScanIndexForward: !newestFirst,
    ...(index ? { IndexName: index } : { ConsistentRead: true }),
    ...(only.length > 0 && { ProjectionExpression: only.map((name) => `#${name}`).join(', ') }),
    ...(limit && { Limit: limit }),
  };
}

function rangeCondition(range: Range | undefined): { expression: string; values: Record<string, string> } {
  if (!range) return { expression: '', values: {} };
  if ('beginsWith' in range) return { expression: ' AND begins_with(#sk, :a)', values: { ':a': range.beginsWith } };
  if ('after' in range) return { expression: ' AND #sk > :a', values: { ':a': range.after } };
  if ('before' in range) return { expression: ' AND #sk < :a', values: { ':a': range.before } };
  return { expression: ' AND #sk BETWEEN :a AND :b', values: { ':a': range.between[0], ':b': range.between[1] } };
}
