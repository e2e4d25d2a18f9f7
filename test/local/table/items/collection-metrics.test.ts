import { expect, test } from 'vitest';
import { givenTable } from '#test/local/table/tables/given-table.ts';
import { attributes, index, key, orders } from '#test/local/table/tables/requests.ts';

const TableName = 'orders';
const keyOf = (a: string, b = '1') => ({ a: { S: a }, b: { S: b } });
const metrics = (a: string) => ({ ItemCollectionKey: { a: { S: a } }, SizeEstimateRangeGB: [0, 1] });
const check = (a: string) => ({
  ConditionCheck: { TableName, Key: keyOf(a), ConditionExpression: 'attribute_not_exists(a)' },
});
const write = (...TransactItems: object[]) => ({ TransactItems, ReturnItemCollectionMetrics: 'SIZE' });

test('A transaction tells of the collections that it writes to, each once, and not of those that it only looks at', async () => {
  const { ask } = await givenTable();
  const LocalSecondaryIndexes = [index('by-c', key('a', 'c'))];
  await ask('CreateTable', orders({ AttributeDefinitions: attributes('a', 'b', 'c'), LocalSecondaryIndexes }));
  const put = { Put: { TableName, Item: keyOf('x') } };
  const remove = { Delete: { TableName, Key: keyOf('x', '2') } };
  const answer = await ask('TransactWriteItems', write(put, check('y'), remove));
  expect(answer).toEqual({ ItemCollectionMetrics: { orders: [metrics('x')] } });
  expect(await ask('TransactWriteItems', write(check('y')))).toEqual({});
});
