import { describe, expect, test } from 'vitest';
import { noon } from '#test/local/table/tables/given-table.ts';
import { givenStream, numbersOf, sortKeysOf } from './given-stream.ts';

const keys = { a: { S: '1' }, b: { S: 'x' } };
const [old, young] = [
  { ...keys, n: { N: '1' } },
  { ...keys, n: { N: '22' } },
];

describe('A record', () => {
  test('tells a change with its images, its size, its number and its time', async () => {
    const { put, remove, records } = await givenStream();
    await put('x', { n: { N: '1' } });
    await put('x', { n: { N: '22' } });
    await remove('x');
    const told = await records();
    const common = {
      eventID: expect.stringMatching(/^[0-9a-f]{32}$/),
      eventVersion: '1.1',
      eventSource: 'aws:dynamodb',
      awsRegion: 'eu-west-1',
    };
    const change = {
      ApproximateCreationDateTime: noon / 1000,
      Keys: keys,
      SequenceNumber: expect.stringMatching(/^\d{21}$/),
      StreamViewType: 'NEW_AND_OLD_IMAGES',
    };
    expect(told).toEqual([
      { ...common, eventName: 'INSERT', dynamodb: { ...change, NewImage: old, SizeBytes: 11 } },
      { ...common, eventName: 'MODIFY', dynamodb: { ...change, NewImage: young, OldImage: old, SizeBytes: 18 } },
      { ...common, eventName: 'REMOVE', dynamodb: { ...change, OldImage: young, SizeBytes: 11 } },
    ]);
    expect(new Set(told.map(({ eventID }) => eventID)).size).toBe(3);
    expect(numbersOf(told)).toEqual(numbersOf(told).toSorted());
  });

  test.each([
    ['KEYS_ONLY', {}],
    ['NEW_IMAGE', { NewImage: young }],
    ['OLD_IMAGE', { OldImage: old }],
    ['NEW_AND_OLD_IMAGES', { NewImage: young, OldImage: old }],
  ])('of a stream of %s has no other images', async (view, images) => {
    const { put, records } = await givenStream(view);
    await put('x', { n: { N: '1' } });
    await put('x', { n: { N: '22' } });
    const { dynamodb } = (await records())[1] ?? {};
    const { NewImage, OldImage, StreamViewType } = {
      NewImage: undefined,
      OldImage: undefined,
      StreamViewType: '',
      ...dynamodb,
    };
    expect({ NewImage, OldImage, StreamViewType }).toEqual({
      NewImage: undefined,
      OldImage: undefined,
      ...images,
      StreamViewType: view,
    });
  });

  test('is not made of what changes nothing', async () => {
    const { ask, put, remove, records } = await givenStream();
    await put('x', { tags: { SS: ['a', 'b'] } });
    await put('x', { tags: { SS: ['b', 'a'] } });
    await ask('UpdateItem', {
      TableName: 'orders',
      Key: keys,
      UpdateExpression: 'REMOVE nothing',
    });
    await remove('y');
    expect(await records()).toHaveLength(1);
  });

  test('of each change stands in the order of the changes, also those of transactions and batches', async () => {
    const { ask, put, records } = await givenStream();
    const item = (b: string) => ({ a: { S: '1' }, b: { S: b } });
    await put('1');
    const all = ['2', '3'].map((b) => ({ Put: { TableName: 'orders', Item: item(b) } }));
    await ask('TransactWriteItems', { TransactItems: all });
    const batch = [{ PutRequest: { Item: item('4') } }, { DeleteRequest: { Key: item('1') } }];
    await ask('BatchWriteItem', { RequestItems: { orders: batch } });
    const told = await records();
    expect(told.map(({ eventName }) => eventName)).toEqual(['INSERT', 'INSERT', 'INSERT', 'INSERT', 'REMOVE']);
    expect(sortKeysOf(told)).toEqual(['1', '2', '3', '4', '1']);
  });

  test('is not made by a transaction that is cancelled', async () => {
    const { refusal, records } = await givenStream();
    const item = (b: string) => ({ a: { S: '1' }, b: { S: b } });
    const check = { TableName: 'orders', Key: item('2'), ConditionExpression: 'attribute_exists(a)' };
    const TransactItems = [{ Put: { TableName: 'orders', Item: item('1') } }, { ConditionCheck: check }];
    expect(await refusal('TransactWriteItems', { TransactItems })).toMatch(/^TransactionCanceledException/);
    expect(await records()).toEqual([]);
  });
});
