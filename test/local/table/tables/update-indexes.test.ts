import { describe, expect, test } from 'vitest';
import { givenTable } from './given-table.ts';
import { attributes, index, invalid, key, numbered, orders, provisioned, units, wrongParameter } from './requests.ts';

const update = (...each: object[]) => ({ TableName: 'orders', GlobalSecondaryIndexUpdates: each });
const byB = orders({ GlobalSecondaryIndexes: [index('by-b', key('b'))] });
const indexes = (...each: object[]) => ({
  GlobalSecondaryIndexes: each.map((one) => expect.objectContaining(one)),
});

async function givenOrders(input: object) {
  const table = await givenTable();
  await table.ask('CreateTable', input);
  return { ...table, describe: async () => (await table.ask('DescribeTable', { TableName: 'orders' })).Table };
}

describe('An index', () => {
  test('that is added finds what was there before, and what has no key for it stays out', async () => {
    const { ask, describe: look } = await givenOrders(orders());
    const item = (b: string, more: object) => ({ a: { S: '1' }, b: { S: b }, ...more });
    await ask('PutItem', { TableName: 'orders', Item: item('1', { c: { S: 'x' } }) });
    await ask('PutItem', { TableName: 'orders', Item: item('2', { c: { N: '1' } }) });
    const made = index('by-c', key('c'));
    const answer = await ask('UpdateTable', { AttributeDefinitions: attributes('c'), ...update({ Create: made }) });
    expect(answer.TableDescription).toMatchObject({
      TableStatus: 'UPDATING',
      AttributeDefinitions: attributes('a', 'b', 'c'),
      ...indexes({ ...made, IndexStatus: 'CREATING', Backfilling: false }),
    });
    const told = await look();
    expect(told).toMatchObject({ TableStatus: 'ACTIVE', ...indexes({ ...made, IndexStatus: 'ACTIVE', ItemCount: 1 }) });
    expect(JSON.stringify(told)).not.toContain('Backfilling');
    expect(await ask('Scan', { TableName: 'orders', IndexName: 'by-c' })).toMatchObject({
      Items: [item('1', { c: { S: 'x' } })],
    });
  });

  test('that is removed takes along the attributes of which no other key is made', async () => {
    const more = {
      AttributeDefinitions: attributes('a', 'b', 'c'),
      GlobalSecondaryIndexes: [index('by-c', key('c', 'b'))],
    };
    const { ask, describe: look } = await givenOrders(orders(more));
    const answer = await ask('UpdateTable', update({ Delete: { IndexName: 'by-c' } }));
    expect(answer.TableDescription).toMatchObject({
      TableStatus: 'UPDATING',
      AttributeDefinitions: attributes('a', 'b', 'c'),
      ...indexes({ IndexName: 'by-c', IndexStatus: 'DELETING' }),
    });
    const told = await look();
    expect(told).toMatchObject({ AttributeDefinitions: attributes('a', 'b') });
    expect(told).not.toHaveProperty('GlobalSecondaryIndexes');
  });

  test('has its new capacity at once, although the old one is answered', async () => {
    const paid = index('by-b', key('b'), { ProvisionedThroughput: units(1) });
    const { ask, describe: look } = await givenOrders(provisioned({ GlobalSecondaryIndexes: [paid] }));
    const answer = await ask('UpdateTable', update({ Update: { IndexName: 'by-b', ProvisionedThroughput: units(2) } }));
    expect(answer.TableDescription).toMatchObject({
      TableStatus: 'ACTIVE',
      ...indexes({ IndexStatus: 'UPDATING', ProvisionedThroughput: expect.objectContaining(units(1)) }),
    });
    expect(await look()).toMatchObject(
      indexes({ IndexStatus: 'ACTIVE', ProvisionedThroughput: expect.objectContaining(units(2)) }),
    );
  });

  test('is paid as its table is', async () => {
    const { ask, refusal, describe: look } = await givenOrders(byB);
    const bySwitch = { BillingMode: 'PROVISIONED', ProvisionedThroughput: units(5) };
    expect(await refusal('UpdateTable', { TableName: 'orders', ...bySwitch })).toBe(
      wrongParameter('ProvisionedThroughput must be specified for index: by-b'),
    );
    const paid = update({ Update: { IndexName: 'by-b', ProvisionedThroughput: units(3) } });
    const answer = await ask('UpdateTable', { ...paid, ...bySwitch });
    const ofIndex = { ProvisionedThroughput: expect.objectContaining(units(3)) };
    expect(answer.TableDescription).toMatchObject(indexes({ IndexStatus: 'UPDATING', ...ofIndex }));
    const warm = { ReadUnitsPerSecond: 12_000, WriteUnitsPerSecond: 4_000, Status: 'ACTIVE' };
    expect(await look()).toMatchObject(indexes({ ...ofIndex, WarmThroughput: warm }));
  });

  test('takes bounds and warmth of its own', async () => {
    const { ask, describe: look } = await givenOrders(byB);
    const bounds = { OnDemandThroughput: { MaxReadRequestUnits: 50 } };
    await ask('UpdateTable', update({ Update: { IndexName: 'by-b', ...bounds } }));
    const warmth = { WarmThroughput: { ReadUnitsPerSecond: 12_001 } };
    await ask('UpdateTable', update({ Update: { IndexName: 'by-b', ...warmth } }));
    const warm = { ReadUnitsPerSecond: 12_001, WriteUnitsPerSecond: 4_000, Status: 'ACTIVE' };
    expect(await look()).toMatchObject(indexes({ ...bounds, WarmThroughput: warm }));
    expect(await look()).not.toHaveProperty('OnDemandThroughput');
  });
});

describe('An update of indexes is refused', () => {
  const make = (name: string, more: object = {}) => ({ Create: index(name, key('b'), more) });
  const limit = 'LimitExceededException: Subscriber limit exceeded: ';
  const local = orders({ LocalSecondaryIndexes: [index('local', key('a', 'b'))] });
  const full = orders({ GlobalSecondaryIndexes: numbered('ix', 20).map((name) => index(`${name}-`, key('b'))) });
  const ghost = 'ResourceNotFoundException: Requested resource not found: Index ghost for table orders';
  test.each([
    [
      'two new ones at once',
      orders(),
      update(make('one'), make('two')),
      `${limit}Only 1 online index can be created or deleted simultaneously per table`,
    ],
    [
      'two removed at once, there or not',
      orders(),
      update({ Delete: { IndexName: 'one' } }, { Delete: { IndexName: 'two' } }),
      `${limit}Only 1 online index can be created or deleted simultaneously per table`,
    ],
    [
      'the 21st',
      full,
      update(make('one-more')),
      `${limit}Number of global secondary indexes exceeds per-table limit of 20`,
    ],
    ['one that is there', byB, update(make('by-b')), invalid('Attempting to create an index which already exists')],
    [
      'one named as a local one',
      local,
      update(make('local')),
      invalid('Attempting to create an index which already exists'),
    ],
    ['removal of one that is not there', orders(), update({ Delete: { IndexName: 'ghost' } }), ghost],
    [
      'change of one that is not there',
      provisioned(),
      update({ Update: { IndexName: 'ghost', ProvisionedThroughput: units(1) } }),
      ghost,
    ],
    [
      'removal of a local one',
      local,
      update({ Delete: { IndexName: 'local' } }),
      invalid('Cannot delete an index that is not a GlobalSecondaryIndex: local'),
    ],
    [
      'change of a local one',
      local,
      update({ Update: { IndexName: 'local', ProvisionedThroughput: units(1) } }),
      invalid('Cannot update an index that is not a GlobalSecondaryIndex: local'),
    ],
    [
      'units of what is paid by the request',
      byB,
      update({ Update: { IndexName: 'by-b', ProvisionedThroughput: units(1) } }),
      wrongParameter(
        'The only Updates for index: by-b when TableThroughputMode is PAY_PER_REQUEST can be to OnDemandThroughput, WarmThroughput',
      ),
    ],
    [
      'units beyond all bounds',
      byB,
      update({ Update: { IndexName: 'ghost', ProvisionedThroughput: units(1e12 + 1) } }),
      invalid(
        'This operation cannot be performed with given input values. Please contact DynamoDB service team for more info: Action Blocked: IndexUpdate',
      ),
    ],
    [
      'a new one without units',
      provisioned(),
      update(make('new')),
      wrongParameter('Both ReadCapacityUnits and WriteCapacityUnits must be specified for index: new'),
    ],
    [
      'a new one with units',
      orders(),
      update(make('new', { ProvisionedThroughput: units(1) })),
      wrongParameter(
        'Neither ReadCapacityUnits nor WriteCapacityUnits can be specified for index: new when BillingMode is PAY_PER_REQUEST',
      ),
    ],
  ])('for %s', async (_, given, wanted, sentence) => {
    const { refusal } = await givenOrders(given);
    expect(await refusal('UpdateTable', { AttributeDefinitions: attributes('b'), ...wanted })).toBe(sentence);
  });

  test.each([
    [key('a', 'b'), ['b'], invalid('Invalid KeySchema: Some index key attribute have no definition')],
    [key('a'), [], invalid('Invalid KeySchema: Some index key attribute have no definition')],
    [
      key('a', 'b'),
      ['b', 'c'],
      wrongParameter(
        'Some index key attributes are not defined in AttributeDefinitions. Keys: [a, b], AttributeDefinitions: [b, c]',
      ),
    ],
  ] as const)(
    'for a new one by %j with types of %j alone, though the table knows them',
    async (keys, known, sentence) => {
      const { refusal } = await givenOrders(orders());
      const wanted = update({ Create: index('new', keys) });
      expect(await refusal('UpdateTable', { AttributeDefinitions: attributes(...known), ...wanted })).toBe(sentence);
    },
  );

  test('for an attribute that is of another type', async () => {
    const { refusal } = await givenOrders(orders());
    const AttributeDefinitions = [{ AttributeName: 'b', AttributeType: 'N' }];
    expect(await refusal('UpdateTable', { AttributeDefinitions, ...update(make('new')) })).toBe(
      wrongParameter(
        'Attributes cannot be redefined. Please check that your attribute has the same type as previously defined. Existing schema: Schema:[SchemaElement: key{a:S:HASH}, SchemaElement: key{b:S:RANGE}] New schema: Schema:[SchemaElement: key{b:N:HASH}]',
      ),
    );
  });

  test('for capacity as it is', async () => {
    const paid = index('by-b', key('b'), { ProvisionedThroughput: units(2) });
    const { refusal } = await givenOrders(provisioned({ GlobalSecondaryIndexes: [paid] }));
    const same = update({ Update: { IndexName: 'by-b', ProvisionedThroughput: units(2) } });
    expect(await refusal('UpdateTable', same)).toMatch(
      /^ValidationException: The provisioned throughput for the index by-b will not change\. The requested value equals the current value\. Current ReadCapacityUnits provisioned for index by-b: 2\./,
    );
  });
});
