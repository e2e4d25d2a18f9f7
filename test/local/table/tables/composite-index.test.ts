import { describe, expect, test } from 'vitest';
import { keys, ordersBy } from './composite-index.ts';
import { givenTable } from './given-table.ts';
import { attributes, index, invalid, numbered, orders, wrongParameter } from './requests.ts';

// DynamoDB Local knows these keys only from a later version on, so nothing here is held against it.

const create = (KeySchema: object, ...names: string[]) => ({
  TableName: 'orders',
  AttributeDefinitions: attributes(...names),
  GlobalSecondaryIndexUpdates: [{ Create: index('one', KeySchema) }],
});
const item = (b: string, more: string) => ({
  a: { S: 'x' },
  b: { S: b },
  ...Object.fromEntries([...more].map((name) => [name, { S: 'v' }])),
});

async function givenOrders(input: object = orders()) {
  const table = await givenTable();
  await table.ask('CreateTable', input);
  return table;
}

describe('An index whose key has several attributes in a role', () => {
  test.each([
    ['c d', ''],
    ['c', 'd e'],
    ['c d', 'e f'],
    ['c d e f', 'g h i j'],
  ])('by %j and %j is told with its attributes in the order in which they were given', async (hashes, ranges) => {
    const { ask } = await givenOrders(ordersBy(hashes, ranges));
    const { Table } = await ask('DescribeTable', { TableName: 'orders' });
    expect(Table).toMatchObject({
      AttributeDefinitions: attributes('a', 'b', ...`${hashes} ${ranges}`.trim().split(' ')),
      GlobalSecondaryIndexes: [{ IndexName: 'one', KeySchema: keys(hashes, ranges), IndexStatus: 'ACTIVE' }],
    });
  });

  test('finds what was there before when it is added, but for what lacks one of its attributes', async () => {
    const { ask } = await givenOrders();
    for (const [b, more] of [
      ['1', 'cde'],
      ['2', 'cd'],
      ['3', 'de'],
      ['4', 'cdef'],
    ] as const) {
      await ask('PutItem', { TableName: 'orders', Item: item(b, more) });
    }
    await ask('UpdateTable', create(keys('c d', 'e'), 'c', 'd', 'e'));
    const found = await ask('Scan', { TableName: 'orders', IndexName: 'one' });
    expect(found.Items).toEqual([item('1', 'cde'), item('4', 'cdef')]);
    const { Table } = await ask('DescribeTable', { TableName: 'orders' });
    expect(Table).toMatchObject({ GlobalSecondaryIndexes: [{ KeySchema: keys('c d', 'e'), ItemCount: 2 }] });
  });

  test('takes its attributes with it when it is removed', async () => {
    const { ask, refusal } = await givenOrders(ordersBy('c d', 'e'));
    const wrong = { ...item('1', 'c'), d: { N: '1' } };
    expect(await refusal('PutItem', { TableName: 'orders', Item: wrong })).toBe(
      wrongParameter('Type mismatch for Index Key d Expected: S Actual: N IndexName: one'),
    );
    await ask('UpdateTable', { TableName: 'orders', GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: 'one' } }] });
    const { Table } = await ask('DescribeTable', { TableName: 'orders' });
    expect(Table).toMatchObject({ AttributeDefinitions: attributes('a', 'b') });
    expect(await ask('PutItem', { TableName: 'orders', Item: wrong })).toEqual({});
  });

  test('is another one after it was removed and made with its attributes in another order', async () => {
    const { ask } = await givenOrders(ordersBy('c d'));
    await ask('PutItem', { TableName: 'orders', Item: { ...item('1', 'c'), d: { S: 'w' } } });
    await ask('UpdateTable', { TableName: 'orders', GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: 'one' } }] });
    await ask('UpdateTable', create(keys('d c'), 'c', 'd'));
    const asked = { TableName: 'orders', IndexName: 'one', KeyConditionExpression: 'c = :c AND d = :d' };
    const values = { ':c': { S: 'v' }, ':d': { S: 'w' } };
    expect(await ask('Query', { ...asked, ExpressionAttributeValues: values })).toMatchObject({ Count: 1 });
  });
});

describe('An index is not made with', () => {
  const first = 'Invalid KeySchema: The first KeySchemaElement is not a HASH key type';
  const order = 'All HASH key attributes must precede RANGE key attributes in the KeySchema';
  const repeated = 'The KeySchema contains multiple key attributes with the same name';
  const [hash, range] = ['HASH', 'RANGE'].map((KeyType) => (AttributeName: string) => ({ AttributeName, KeyType }));
  if (hash === undefined || range === undefined) throw new Error('There are two roles.');
  const many = numbered('c', 5);

  test.each([
    ['sort keys alone', [range('c'), range('d')], invalid(first)],
    ['a sort key before its partition key', [range('c'), hash('d')], invalid(first)],
    ['a partition key behind a sort key', [hash('c'), range('d'), hash('e')], wrongParameter(order)],
    ['an attribute twice in the partition key', [hash('c'), hash('c')], invalid(repeated)],
    ['an attribute in both roles', [hash('c'), hash('d'), range('c')], invalid(repeated)],
    [
      'one attribute as both keys',
      [hash('c'), range('c')],
      invalid('Both the Hash Key and the Range Key element in the KeySchema have the same name'),
    ],
    [
      'five partition keys',
      many.map(hash),
      wrongParameter('The KeySchema exceeds the maximum allowed number of HASH key attributes'),
    ],
    [
      'five sort keys',
      [hash('c'), ...many.map(range)],
      wrongParameter('The KeySchema exceeds the maximum allowed number of RANGE key attributes'),
    ],
  ])('%s, neither with its table nor later', async (_, KeySchema, message) => {
    const names = [...new Set(KeySchema.map(({ AttributeName }) => AttributeName))];
    const { ask, refusal } = await givenTable();
    const AttributeDefinitions = attributes('a', 'b', ...names);
    const table = orders({ AttributeDefinitions, GlobalSecondaryIndexes: [index('one', KeySchema)] });
    expect(await refusal('CreateTable', table)).toBe(message);
    await ask('CreateTable', orders());
    expect(await refusal('UpdateTable', create(KeySchema, ...names))).toBe(message);
  });

  test('an attribute that is not declared', async () => {
    const { refusal } = await givenOrders();
    expect(await refusal('UpdateTable', create(keys('c d', 'e'), 'c', 'd'))).toBe(
      invalid('Invalid KeySchema: Some index key attribute have no definition'),
    );
    expect(await refusal('UpdateTable', create(keys('c d', 'e'), 'b', 'c', 'd'))).toBe(
      wrongParameter(
        'Some index key attributes are not defined in AttributeDefinitions. Keys: [c, d, e], AttributeDefinitions: [b, c, d]',
      ),
    );
  });

  test('an attribute that another index knows with another type', async () => {
    const { refusal } = await givenOrders(ordersBy('c d', 'e'));
    const input = {
      TableName: 'orders',
      AttributeDefinitions: [{ AttributeName: 'e', AttributeType: 'N' }],
      GlobalSecondaryIndexUpdates: [{ Create: index('two', keys('e')) }],
    };
    expect(await refusal('UpdateTable', input)).toBe(
      wrongParameter(
        'Attributes cannot be redefined. Please check that your attribute has the same type as previously defined. Existing schema: Schema:[SchemaElement: key{c:S:HASH}, SchemaElement: key{d:S:HASH}, SchemaElement: key{e:S:RANGE}] New schema: Schema:[SchemaElement: key{e:N:HASH}]',
      ),
    );
  });

  test('several sort keys when it is a local one, which has one like its table', async () => {
    const { refusal } = await givenTable();
    const AttributeDefinitions = attributes('a', 'b', 'c');
    const local = orders({ AttributeDefinitions, LocalSecondaryIndexes: [index('one', keys('a', 'b c'))] });
    const most = 'failed to satisfy constraint: Member must have length less than or equal to 2';
    expect(await refusal('CreateTable', local)).toContain(`at 'localSecondaryIndexes.1.member.keySchema' ${most}`);
    expect(await refusal('CreateTable', orders({ KeySchema: keys('a', 'b c') }))).toContain(`at 'keySchema' ${most}`);
    const two = orders({ LocalSecondaryIndexes: [index('one', keys('a b'))] });
    expect(await refusal('CreateTable', two)).toBe(
      invalid('Invalid KeySchema: The second KeySchemaElement is not a RANGE key type'),
    );
  });
});
