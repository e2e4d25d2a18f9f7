import { describe, expect, test } from 'vitest';
import { keys, ordersBy } from '#test/local/table/tables/composite-index.ts';
import { givenTable } from '#test/local/table/tables/given-table.ts';
import { attributes, index } from '#test/local/table/tables/requests.ts';

// DynamoDB Local knows these keys only from a later version on, so nothing here is held against it. How the service lists
// several missing attributes, that it counts their sizes together, and what it says of an attribute that is no key, is not
// documented: the first follows its plural, the others what it does with keys of one attribute.

const S = { S: 'v' };
const N = { N: '1' };
type Item = Readonly<Record<string, object>>;

/** By the partition keys c and d and the sort keys e, a number, f and g. */
async function givenOrders() {
  const table = await givenTable();
  await table.ask('CreateTable', ordersBy('c d', 'e f g', {}, { e: 'N' }));
  const query = (condition: string, more: object = {}) => ({
    TableName: 'orders',
    IndexName: 'one',
    KeyConditionExpression: condition,
    ExpressionAttributeValues: {
      ...(/:v/.test(condition) && { ':v': S }),
      ...(/:n/.test(condition) && { ':n': N }),
    },
    ...more,
  });
  return { ...table, query };
}

describe('A query of an index whose key has several attributes in a role is refused', () => {
  const hash = (names: string) => `HASH key attributes ${names} must have equality conditions specified in the query`;
  const range = (names: string, because: string) =>
    `RANGE key attributes ${names} must have equality conditions specified in the query because a condition is present on key attribute ${because}`;
  const type = 'One or more parameter values were invalid: Condition parameter type does not match schema type';

  test.each([
    ['c = :v', hash('d')],
    ['e = :n', hash('c, d')],
    ['c = :v AND e = :n', hash('d')],
    ['c = :v AND d > :v', hash('d')],
    ['begins_with(c, :v) AND d = :v', hash('c')],
    ['c = :v AND d = :v AND f = :v', range('e', 'f')],
    ['c = :v AND d = :v AND g = :v', range('e, f', 'g')],
    ['c = :v AND d = :v AND e = :n AND g = :v', range('f', 'g')],
    ['c = :v AND d = :v AND e > :n AND f = :v', range('e', 'f')],
    ['c = :v AND d = :v AND e = :n AND begins_with(f, :v) AND g < :v', range('f', 'g')],
    ['c = :v AND d = :v AND z = :v', 'Query key condition not supported'],
    ['c = :v AND d = :n', type],
    ['c = :v AND d = :v AND e = :v', type],
    ['c = :v AND d = :v AND e = :n AND f = :n', type],
    ['c = :v AND d = :v AND c = :v', 'KeyConditionExpressions must only contain one condition per key'],
  ])('with %s', async (condition, message) => {
    const { refusal, query } = await givenOrders();
    const refused = await refusal('Query', query(condition));
    expect(refused.replace('Invalid KeyConditionExpression: ', '')).toBe(`ValidationException: ${message}`);
  });

  test('for an empty value of any of its keys', async () => {
    const { refusal, query } = await givenOrders();
    const asked = query('c = :v AND d = :e', { ExpressionAttributeValues: { ':v': S, ':e': { S: '' } } });
    expect(await refusal('Query', asked)).toBe(
      'ValidationException: One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: d',
    );
  });

  const full: Item = { a: S, b: S, c: S, d: S, e: N, f: S, g: S };
  const { d: _, ...incomplete } = full;
  const schema = 'The provided key element does not match the schema';
  const outside = 'The provided starting key is outside query boundaries based on provided conditions';
  const predicate = 'The provided starting key does not match the range key predicate';
  test.each<[string, Item, string]>([
    ['c = :v AND d = :v', incomplete, 'The provided starting key is invalid'],
    ['c = :v AND d = :v', { ...incomplete, z: S }, 'The provided starting key is invalid'],
    ['c = :v AND d = :v', { ...full, d: N }, schema],
    ['c = :v AND d = :v', { ...full, f: N }, schema],
    ['c = :v AND d = :v', { ...full, d: { S: 'w' } }, outside],
    ['c = :v AND d = :v AND e = :n', { ...full, e: { N: '2' } }, predicate],
    ['c = :v AND d = :v AND e = :n AND f = :v', { ...full, e: { N: '2' } }, predicate],
    ['c = :v AND d = :v AND e = :n AND f > :v', full, predicate],
    [
      'c = :v AND d = :v AND e = :n',
      { ...full, d: { S: 'w' } },
      'The query can return at most one row and cannot be restarted',
    ],
  ])('with %s from %j on', async (condition, ExclusiveStartKey, message) => {
    const { refusal, query } = await givenOrders();
    expect(await refusal('Query', query(condition, { ExclusiveStartKey }))).toBe(`ValidationException: ${message}`);
  });

  test('when it reads consistently', async () => {
    const { refusal, query } = await givenOrders();
    expect(await refusal('Query', query('c = :v AND d = :v', { ConsistentRead: true }))).toBe(
      'ValidationException: Consistent reads are not supported on global secondary indexes',
    );
  });
});

test('three conditions are too many for a table, and for an index with one attribute in each role', async () => {
  const { ask, refusal } = await givenTable();
  await ask('CreateTable', ordersBy('c', 'd'));
  const asked = {
    TableName: 'orders',
    KeyConditionExpression: 'c = :v AND d = :v AND b = :v',
    ExpressionAttributeValues: { ':v': S },
  };
  for (const IndexName of [undefined, 'one']) {
    expect(await refusal('Query', { ...asked, IndexName })).toBe(
      'ValidationException: Conditions can be of length 1 or 2 only',
    );
  }
});

describe('The sizes of the attributes in a role count together', () => {
  const text = (length: number) => ({ S: 'x'.repeat(length) });
  const key = { a: S, b: S };
  const hash =
    'ValidationException: One or more parameter values were invalid: Size of hashkey has exceeded the maximum size limit of2048 bytes';
  const range =
    'ValidationException: One or more parameter values were invalid: Aggregated size of all range keys has exceeded the size limit of 1024 bytes';

  test.each([
    [{ c: text(1024), d: text(1024) }, { c: text(1024), d: text(1025) }, hash],
    [{ f: text(500), g: text(524) }, { f: text(500), g: text(525) }, range],
  ])('when an item is put or changed', async (fits, exceeds, message) => {
    const { ask, refusal } = await givenOrders();
    const put = (item: object) => ({ TableName: 'orders', Item: { ...key, ...item } });
    expect(await ask('PutItem', put(fits))).toEqual({});
    expect(await refusal('PutItem', put(exceeds))).toBe(message);
    const [name, value] = Object.entries(exceeds)[1] ?? [];
    const change = { UpdateExpression: `SET ${name} = :x`, ExpressionAttributeValues: { ':x': value } };
    expect(await refusal('UpdateItem', { TableName: 'orders', Key: key, ...change })).toBe(
      'ValidationException: The update expression attempted to update the secondary index key beyond allowed size limits',
    );
  });

  test('when a scan is to go on behind it', async () => {
    const { refusal } = await givenOrders();
    const ExclusiveStartKey = { ...key, c: text(1024), d: text(1025), e: N, f: S, g: S };
    expect(await refusal('Scan', { TableName: 'orders', IndexName: 'one', ExclusiveStartKey })).toBe(hash);
  });

  test('when an index is filled: what is too large stays out of it', async () => {
    const { ask } = await givenTable();
    await ask('CreateTable', ordersBy('c'));
    await ask('PutItem', { TableName: 'orders', Item: { ...key, c: text(1025), d: text(1024) } });
    await ask('PutItem', { TableName: 'orders', Item: { ...key, b: { S: 'w' }, c: text(1024), d: text(1024) } });
    await ask('UpdateTable', {
      TableName: 'orders',
      AttributeDefinitions: attributes('c', 'd'),
      GlobalSecondaryIndexUpdates: [{ Create: index('two', keys('c d')) }],
    });
    expect(await ask('Scan', { TableName: 'orders', IndexName: 'two', Select: 'COUNT' })).toMatchObject({ Count: 1 });
  });
});
