import { describe, expect, test } from 'vitest';
import { givenTable } from '#test/local/table/tables/given-table.ts';
import { orders } from '#test/local/table/tables/requests.ts';

type Key = Readonly<Record<string, object>>;

async function givenOrders() {
  const { ask, refusal } = await givenTable();
  await ask('CreateTable', orders());
  return (condition: string, ExclusiveStartKey: Key) =>
    refusal('Query', {
      TableName: 'orders',
      KeyConditionExpression: condition,
      ExpressionAttributeValues: { ':v': { S: 'v' } },
      ExclusiveStartKey,
    });
}

const S = { S: 'v' };
const N = { N: '1' };

describe('A query with a start key is refused', () => {
  test.each<[string, Key, string]>([
    ['z = :v', {}, 'The provided starting key is invalid'],
    ['z = :v', { b: S, c: S }, 'The provided starting key is invalid'],
    ['z = :v', { a: N, c: S }, 'The provided key element does not match the schema'],
    ['z = :v', { a: S, b: N }, 'Query condition missed key schema element: a'],
    ['z = :v', { a: S, c: S }, 'Query condition missed key schema element: a'],
    ['a > :v', { a: S, b: N }, 'Query key condition not supported'],
    ['a = :v', { a: S, b: N }, 'The provided key element does not match the schema'],
    ['a = :v', { a: S, c: S }, 'The provided starting key is invalid'],
    [
      'a = :v',
      { a: { S: 'w' }, b: S },
      'The provided starting key is outside query boundaries based on provided conditions',
    ],
  ])('with %s and %j: %s', async (condition, start, message) => {
    const refused = await givenOrders();
    expect(await refused(condition, start)).toBe(`ValidationException: ${message}`);
  });
});
