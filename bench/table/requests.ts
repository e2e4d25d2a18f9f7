import { tableDefinition } from '#shared/store/table.ts';
import type { Request } from './load.ts';

const TableName = 'bench';
/** So many items share a partition of the index. */
const partitionSize = 10;
const filling = 'x'.repeat(850);

/** The product's own table: two global indexes with everything in them, and a stream. */
export const createTable: Request = { operation: 'CreateTable', body: JSON.stringify(tableDefinition(TableName)) };

/** About a kilobyte, found by its key and in the partition that its number gives it in the index. */
function item(number: number): object {
  const partition = Math.floor(number / partitionSize);
  return {
    pk: { S: `customer#${number}` },
    sk: { S: 'card' },
    gsi1pk: { S: `owner#${partition}` },
    gsi1sk: { S: `2026-11-22#${number}` },
    name: { S: `Customer ${number}` },
    worth: { N: String(number * 100) },
    filling: { S: filling },
  };
}

export const put = (number: number): Request => request('PutItem', { Item: item(number) });

export const get = (number: number): Request =>
  request('GetItem', { Key: { pk: { S: `customer#${number}` }, sk: { S: 'card' } }, ConsistentRead: true });

/** Ten items of one partition of an index. */
export const query = (number: number): Request =>
  request('Query', {
    IndexName: 'gsi1',
    KeyConditionExpression: '#p = :p',
    ExpressionAttributeNames: { '#p': 'gsi1pk' },
    ExpressionAttributeValues: { ':p': { S: `owner#${Math.floor(number / partitionSize)}` } },
  });

/** Three new items, each on condition that it is new. */
export function transaction(number: number): Request {
  const writes = [0, 1, 2].map((part) => ({
    Put: { TableName, Item: item(number * 3 + part), ConditionExpression: 'attribute_not_exists(pk)' },
  }));
  return { operation: 'TransactWriteItems', body: JSON.stringify({ TransactItems: writes }) };
}

/** Items from one number up to another, 25 at a time. */
export function batches(from: number, to: number): Request[] {
  const sizes = Array.from({ length: Math.ceil((to - from) / 25) }, (_, index) => from + index * 25);
  return sizes.map((first) => {
    const numbers = Array.from({ length: Math.min(25, to - first) }, (_, index) => first + index);
    const writes = numbers.map((number) => ({ PutRequest: { Item: item(number) } }));
    return { operation: 'BatchWriteItem', body: JSON.stringify({ RequestItems: { [TableName]: writes } }) };
  });
}

function request(operation: string, input: object): Request {
  return { operation, body: JSON.stringify({ TableName, ...input }) };
}
