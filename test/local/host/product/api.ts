import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { HttpEvent } from '#local/gateway/http-event.ts';

const client = () => new DynamoDBClient({ userAgentAppId: 'api' });
const TableName = () => process.env.TABLE_NAME;

/** Takes an order once; answers with what has been noted on it. */
export const handler = async ({ routeKey, pathParameters, requestContext }: HttpEvent) => {
  if (routeKey === 'GET /private') return { claims: requestContext.authorizer?.jwt.claims };
  const pk = { S: pathParameters?.id ?? '' };
  if (routeKey === 'POST /orders/{id}') {
    const Item = { pk, sk: { S: 'command' }, outbox: { S: 'start' } };
    await client().send(new PutItemCommand({ TableName: TableName(), Item }));
    return { statusCode: 202 };
  }
  const { Item } = await client().send(new GetItemCommand({ TableName: TableName(), Key: { pk, sk: { S: 'order' } } }));
  return { lines: (Item?.lines?.SS ?? []).toSorted() };
};
