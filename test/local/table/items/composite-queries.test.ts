import { describe, expect, test } from 'vitest';
import { ordersBy } from '#test/local/table/tables/composite-index.ts';
import { givenTable } from '#test/local/table/tables/given-table.ts';

// DynamoDB Local knows these keys only from a later version on, so nothing here is held against it.

const values = { v: { S: 'v' }, w: { S: 'w' }, one: { N: '1' }, two: { N: '2' } } as const;
type Asked = { readonly [member: string]: unknown };
type Found = { readonly b: { readonly S: string } };

/** A query of the index with the values that its condition and its filter name. */
function query(condition: string, more: Asked = {}) {
  const text = `${condition} ${more.FilterExpression ?? ''}`;
  const named = Object.entries(values).filter(([name]) => new RegExp(`:${name}\\b`).test(text));
  return {
    TableName: 'orders',
    IndexName: 'one',
    KeyConditionExpression: condition,
    ExpressionAttributeValues: Object.fromEntries(named.map(([name, value]) => [`:${name}`, value])),
    ...more,
  };
}

/** By the partition keys c and d and the sort keys e, a number, f and g; the items have all of them at `v` unless told. */
async function givenOrders(projection: object = { ProjectionType: 'ALL' }) {
  const table = await givenTable();
  await table.ask('CreateTable', ordersBy('c d', 'e f g', { Projection: projection }, { e: 'N' }));
  const { v, one } = values;
  return {
    ...table,
    put: (b: string, more: object = {}) =>
      table.ask('PutItem', { TableName: 'orders', Item: { ...itemOf(b), ...more }, ReturnConsumedCapacity: 'INDEXES' }),
    idsOf: async (condition: string, more: Asked = {}) => {
      const { Items } = await table.ask('Query', query(condition, more));
      return (Items as Found[]).map(({ b }) => b.S).join('');
    },
  };
  function itemOf(b: string) {
    return { a: v, b: { S: b }, c: v, d: v, e: one, f: v, g: v };
  }
}

describe('A query of an index whose key has several attributes in a role', () => {
  test('reads one partition in the order of all sort keys', async () => {
    const { put, idsOf } = await givenOrders();
    await put('1', { e: { N: '10' } });
    await put('2', { e: { N: '9' }, f: { S: 'w' } });
    await put('3', { e: { N: '9' }, g: { S: 'w' } });
    await put('4', { e: { N: '9' } });
    await put('5', { d: { S: 'w' } });
    await put('6', { e: { N: '-1' } });
    expect(await idsOf('c = :v AND d = :v')).toBe('64321');
    expect(await idsOf('d = :v AND c = :v', { ScanIndexForward: false })).toBe('12346');
    expect(await idsOf('c = :v AND d = :w')).toBe('5');
  });

  test.each([
    ['e = :one', '123'],
    ['e > :one', '45'],
    ['f = :v AND e = :one', '12'],
    ['e = :one AND f BETWEEN :v AND :w', '12'],
    ['e = :one AND begins_with(f, :w)', '3'],
    ['g >= :w AND e = :one AND f = :v', '2'],
    ['e = :two AND f < :w', '4'],
    ['e = :two AND f = :w AND g = :w', '5'],
    ['e = :two AND f = :w AND g = :v', ''],
  ])('asks for sort keys from the first on, the last of them perhaps by a range: %s', async (condition, ids) => {
    const { put, idsOf } = await givenOrders();
    await put('1');
    await put('2', { g: { S: 'w' } });
    await put('3', { f: { S: 'wv' } });
    await put('4', { e: { N: '2' } });
    await put('5', { e: { N: '2' }, f: { S: 'w' }, g: { S: 'w' } });
    expect(await idsOf(`c = :v AND d = :v AND ${condition}`)).toBe(ids);
  });

  test('does not take two keys for one another whose attributes only together are the same text', async () => {
    const { put, idsOf } = await givenOrders();
    await put('1', { c: { S: 'vv' }, d: { S: 'w' } });
    await put('2', { c: { S: 'v' }, d: { S: 'vw' } });
    await put('3', { c: { S: 'v' }, d: { S: 'w' } });
    expect(await idsOf('c = :v AND d = :w')).toBe('3');
  });

  test('finds an item as long as it has all of the attributes', async () => {
    const { put, ask, idsOf } = await givenOrders();
    const change = (UpdateExpression: string, more: object = {}) =>
      ask('UpdateItem', { TableName: 'orders', Key: { a: values.v, b: { S: '1' } }, UpdateExpression, ...more });
    await put('1');
    for (const name of ['c', 'd', 'e', 'f', 'g']) {
      await change(`REMOVE ${name}`);
      expect(await idsOf('c = :v AND d = :v')).toBe('');
      await change(`SET ${name} = :x`, { ExpressionAttributeValues: { ':x': name === 'e' ? values.two : values.v } });
      expect(await idsOf('c = :v AND d = :v')).toBe('1');
    }
    await change('SET d = :x', { ExpressionAttributeValues: { ':x': values.w } });
    expect(await idsOf('c = :v AND d = :v')).toBe('');
    expect(await idsOf('c = :v AND d = :w')).toBe('1');
    await ask('DeleteItem', { TableName: 'orders', Key: { a: values.v, b: { S: '1' } } });
    expect(await idsOf('c = :v AND d = :w')).toBe('');
  });

  test('tells all keys of an index that holds only them, and of where a page ends', async () => {
    const { put, ask } = await givenOrders({ ProjectionType: 'KEYS_ONLY' });
    await put('1', { z: values.v });
    await put('2', { z: values.v });
    const page = await ask('Query', query('c = :v AND d = :v', { Limit: 1 }));
    const keys = { a: values.v, b: { S: '1' }, c: values.v, d: values.v, e: values.one, f: values.v, g: values.v };
    expect(page).toMatchObject({ Items: [keys], LastEvaluatedKey: keys });
    const next = await ask('Query', query('c = :v AND d = :v', { ExclusiveStartKey: page.LastEvaluatedKey }));
    expect(next).toEqual({ Items: [{ ...keys, b: { S: '2' } }], Count: 1, ScannedCount: 1 });
  });

  test('filters by the rest, also by the keys of the table', async () => {
    const { put, refusal, idsOf } = await givenOrders();
    await put('v');
    await put('w', { z: values.w });
    expect(await idsOf('c = :v AND d = :v', { FilterExpression: 'b = :w AND z = :w' })).toBe('w');
    for (const name of ['c', 'd', 'e', 'f', 'g']) {
      expect(await refusal('Query', query('c = :v AND d = :v', { FilterExpression: `${name} = :v` }))).toBe(
        `ValidationException: Filter Expression can only contain non-primary key attributes: Primary key attribute: ${name}`,
      );
    }
  });

  test('may say it in the older parameters', async () => {
    const { put, ask } = await givenOrders();
    await put('1');
    await put('2', { e: { N: '2' } });
    const is = (value: object, ComparisonOperator = 'EQ') => ({ AttributeValueList: [value], ComparisonOperator });
    const KeyConditions = { e: is(values.one, 'GT'), c: is(values.v), d: is(values.v) };
    expect(await ask('Query', { TableName: 'orders', IndexName: 'one', KeyConditions })).toMatchObject({
      Items: [{ b: { S: '2' } }],
    });
  });

  test('costs a write in the index when any of its keys changes: the old entry goes and another comes', async () => {
    const { put } = await givenOrders();
    await put('1');
    const units = { GlobalSecondaryIndexes: { one: { CapacityUnits: 2 } } };
    expect((await put('1', { g: values.w })).ConsumedCapacity).toMatchObject(units);
    expect((await put('1', { g: values.w, d: values.w })).ConsumedCapacity).toMatchObject(units);
    expect((await put('1', { g: values.w, d: values.w })).ConsumedCapacity).not.toHaveProperty(
      'GlobalSecondaryIndexes',
    );
  });
});
