import { PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { Source, SourceStore } from '#shared/ports.ts';
import { happens, isStill } from './conditions.ts';
import { read, search, type Table, toItem } from './items.ts';
import { counterKey, counters, sourceKey, sourcePartition, sources } from './keys.ts';
import { listByName, type NamedItem, namedItem } from './named-items.ts';
import { deletedAfter } from './time-to-live.ts';

/** Counters of a day go after so long, so that the sum of all days stays one short query. */
const counted = 'P400D';

export function createSourceStore(table: Table): SourceStore {
  const { client, tableName } = table;
  return {
    get: async (id) => (await read<NamedItem<Source>>(table, sourceKey(id)))?.data,
    list: (page) => listByName<Source>(table, sources, page),

    async save(source, expected) {
      const item = toItem(namedItem(sourceKey(source.id), sources, source, expected + 1));
      const put = new PutItemCommand({ TableName: tableName, Item: item, ...isStill(expected) });
      return (await happens(client.send(put))) ? 'saved' : 'conflict';
    },

    async count(id, what, day) {
      const { expiresAt } = deletedAfter(`${day}T00:00:00Z`, counted);
      await client.send(
        new UpdateItemCommand({
          TableName: tableName,
          Key: toItem(counterKey(id, day, what)),
          UpdateExpression: 'SET what = :what, expiresAt = :expiresAt ADD times :one',
          ExpressionAttributeValues: toItem({ ':what': what, ':expiresAt': expiresAt, ':one': 1 }),
        }),
      );
    },

    async counts(id) {
      const sums: Record<string, number> = {};
      const range = { beginsWith: counters };
      for await (const { what, times } of search<Counter>(table, { partition: sourcePartition(id), range })) {
        sums[what] = (sums[what] ?? 0) + times;
      }
      return sums;
    },
  };
}

type Counter = { readonly what: string; readonly times: number };
