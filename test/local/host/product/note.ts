import { DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';

/** Adds a line to an order; each line once, however often it is noted. */
export async function note(order: string, line: string, functionName: string): Promise<void> {
  const client = new DynamoDBClient({ userAgentAppId: functionName });
  await client.send(
    new UpdateItemCommand({
      TableName: process.env.TABLE_NAME,
      Key: { pk: { S: order }, sk: { S: 'order' } },
      UpdateExpression: 'ADD #lines :line',
      ExpressionAttributeNames: { '#lines': 'lines' },
      ExpressionAttributeValues: { ':line': { SS: [line] } },
    }),
  );
  client.destroy();
}
