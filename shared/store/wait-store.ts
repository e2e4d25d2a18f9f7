import { DeleteItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { Wait, WaitStore } from '#shared/ports.ts';
import { happens, has } from './conditions.ts';
import { read, type Table, toItem } from './items.ts';
import { waitKey } from './keys.ts';

export function createWaitStore(table: Table): WaitStore {
  const { client, tableName } = table;
  return {
    async put(id, wait) {
      await client.send(new PutItemCommand({ TableName: tableName, Item: toItem({ ...waitKey(id), ...wait }) }));
    },

    async get(id) {
      const item = await read<Wait>(table, waitKey(id));
      return item && { token: item.token, what: item.what, cycle: item.cycle, since: item.since };
    },

    async take(id, token) {
      const remove = new DeleteItemCommand({ TableName: tableName, Key: toItem(waitKey(id)), ...has('token', token) });
      return await happens(client.send(remove));
    },
  };
}
