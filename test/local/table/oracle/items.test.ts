import { beforeAll, expect, test } from 'vitest';
import { conditions } from './condition-cases.ts';
import { projections, updates } from './expression-cases.ts';
import { changes, deviations, requests } from './item-cases.ts';
import { makeTables } from './make-tables.ts';
import { expectSame } from './same-answer.ts';
import { describeAgainstOracle, useBothTables } from './support.ts';

describeAgainstOracle('What is asked of one item is answered as DynamoDB Local answers it:', () => {
  const tables = useBothTables();
  const Key = { pk: { S: 'a' }, sk: { N: '1' } };
  const TableName = 'indexed';
  const item = {
    ...Key,
    x: { N: '1' },
    y: { SS: ['x', 'y'] },
    m: { M: { b: { N: '1' }, c: { N: '2' } } },
    l: { L: [{ N: '1' }, { N: '2' }, { N: '3' }] },
  };
  const names = { '#a': 'a', '#b': 'b' };
  const values = { ':a': { S: 'a' }, ':b': { S: 'a' }, ':n': { N: '1' }, ':m': { N: '0' }, ':l': { L: [] } };

  beforeAll(async () => await makeTables(tables));

  async function same(operation: string, input: object): Promise<void> {
    await tables.ask('PutItem', { TableName, Item: item });
    const request = { operation, input };
    expect(expectSame(await tables.ask(operation, { TableName, Key, ...input }), request)).toBeDefined();
    expectSame(await tables.ask('GetItem', { TableName, Key }), { after: request });
  }

  test.each(updates)('the update %j', async (UpdateExpression) => {
    const given = { ExpressionAttributeNames: names, ExpressionAttributeValues: values };
    await same('UpdateItem', { UpdateExpression, ...given });
  });

  test.each(conditions)('the condition %j', async (ConditionExpression) => {
    const given = { ExpressionAttributeNames: names, ExpressionAttributeValues: values };
    await same('DeleteItem', { ConditionExpression, ...given });
  });

  test.each(projections)('the projection %j', async (ProjectionExpression) => {
    await same('GetItem', { ProjectionExpression, ExpressionAttributeNames: names });
  });

  test.each(changes)('a change by %j', async (change) => {
    for (const ReturnValues of ['NONE', 'ALL_OLD', 'ALL_NEW']) await same('UpdateItem', { ...change, ReturnValues });
  });

  test.each(requests)('%s %j', async (operation, input) => await same(operation, input));

  test.each(deviations)('but not %s %j', async (operation, input, message) => {
    await tables.ask('PutItem', { TableName, Item: item });
    const { embedded, oracle } = await tables.ask(operation, { TableName, Key, ...input });
    expect(embedded).toMatchObject({ status: 400, error: 'ValidationException', message });
    expect(embedded).not.toEqual(oracle);
  });
});
