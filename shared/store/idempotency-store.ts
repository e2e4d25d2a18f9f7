import { ConditionalCheckFailedException, DeleteItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { addDuration } from '#domain/time.ts';
import type { IdempotencyStore, Remembered } from '#shared/ports.ts';
import { fromItem, type Table, toItem } from './items.ts';
import { idempotencyKey, inOrder } from './keys.ts';
import { deletedAfter } from './time-to-live.ts';

const kept = 'P1D';

/** No request runs so long: one that began before has died without a word, and may be begun again. */
const longestRun = 'PT1M';

export function createIdempotencyStore({ client, tableName }: Table): IdempotencyStore {
  return {
    async begin(key, hash, now) {
      const item = { ...idempotencyKey(key), hash, status: 'running', since: inOrder(now), ...deletedAfter(now, kept) };
      try {
        await client.send(
          new PutItemCommand({
            TableName: tableName,
            Item: toItem(item),
            ConditionExpression:
              'attribute_not_exists(pk) OR expiresAt <= :now OR (#status = :running AND since < :longestAgo)',
            ExpressionAttributeNames: { '#status': 'status' },
            ExpressionAttributeValues: toItem({
              ':now': Math.floor(Date.parse(now) / 1000),
              ':running': 'running',
              ':longestAgo': addDuration(now, longestRun, -1),
            }),
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          }),
        );
        return undefined;
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException) || !error.Item) throw error;
        return remembered(fromItem<Remembered>(error.Item));
      }
    },

    async finish(key, hash, response, now) {
      const item = { ...idempotencyKey(key), hash, status: 'done', response, ...deletedAfter(now, kept) };
      await client.send(new PutItemCommand({ TableName: tableName, Item: toItem(item) }));
    },

    async forget(key) {
      await client.send(new DeleteItemCommand({ TableName: tableName, Key: toItem(idempotencyKey(key)) }));
    },
  };
}

function remembered({ hash, status, response }: Remembered): Remembered {
  return { hash, status, ...(response && { response }) };
}
