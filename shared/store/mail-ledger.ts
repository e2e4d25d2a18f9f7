import { PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { LedgerItem, MailLedger } from '#shared/ports.ts';
import { happens, has, isNew } from './conditions.ts';
import { read, type Table, toItem } from './items.ts';
import { mailKey } from './keys.ts';
import { mailItem, waiting } from './mails.ts';

export function createMailLedger(table: Table): MailLedger {
  const { client, tableName } = table;
  return {
    async queue(message, at) {
      const item = toItem(mailItem(message, at));
      return await happens(client.send(new PutItemCommand({ TableName: tableName, Item: item, ...isNew })));
    },

    async get(id) {
      const item = await read<LedgerItem>(table, mailKey(id));
      if (!item) return undefined;
      const { message, status, at, attempt, sesMessageId } = item;
      return { message, status, at, attempt, ...(sesMessageId !== undefined && { sesMessageId }) };
    },

    async move(id, from, to, at, sesMessageId) {
      const expected = has('status', from);
      const set = {
        status: to,
        at,
        ...(sesMessageId !== undefined && { sesMessageId }),
        ...(to === 'queued' && { [waiting]: true }),
      };
      const names = Object.keys(set);
      const update = new UpdateItemCommand({
        TableName: tableName,
        Key: toItem(mailKey(id)),
        UpdateExpression: [
          `SET ${names.map((name) => `#${name} = :${name}`).join(', ')}`,
          'ADD attempt :attempt',
          ...(to === 'queued' ? [] : [`REMOVE ${waiting}`]),
        ].join(' '),
        ConditionExpression: expected.ConditionExpression,
        ExpressionAttributeNames: {
          ...expected.ExpressionAttributeNames,
          ...Object.fromEntries(names.map((name) => [`#${name}`, name])),
        },
        ExpressionAttributeValues: {
          ...expected.ExpressionAttributeValues,
          ...toItem(Object.fromEntries(names.map((name) => [`:${name}`, set[name as keyof typeof set]]))),
          ...toItem({ ':attempt': to === 'sending' ? 1 : 0 }),
        },
      });
      return await happens(client.send(update));
    },
  };
}
