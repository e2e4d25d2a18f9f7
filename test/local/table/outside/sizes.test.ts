import { expect, test } from 'vitest';
import { ask } from '#test/local/table/outside/ask.ts';
import { givenEmbedded } from '#test/local/table/outside/given-embedded.ts';
import { orders } from '#test/local/table/outside/requests.ts';

const TableName = 'orders';
const many = <T>(count: number, member: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => member(index));
const put = (value: object) => ({ TableName, Item: { customer: { S: 'a' }, number: { N: '1' }, value } });
const nested = (levels: number) => '{"L":['.repeat(levels) + ']}'.repeat(levels);

/** Each would take minutes where its time grew faster than its size. */
test.each<[string, string, unknown]>([
  ['a number of half a million digits that is none', 'PutItem', put({ N: `${'1'.repeat(500_000)}x` })],
  ['a number with an exponent of half a million digits', 'PutItem', put({ N: `1e${'9'.repeat(500_000)}` })],
  ['a number of half a million digits', 'PutItem', put({ N: '7'.repeat(500_000) })],
  ['a set of 200,000 with the last one twice', 'PutItem', put({ SS: [...many(200_000, String), '199999'] })],
  ['a hundred thousand levels', 'PutItem', `{"TableName":"orders","Item":{"value":${nested(100_000)}}}`],
  ['a million brackets', 'PutItem', '['.repeat(1_000_000)],
  [
    'names of attributes, the last one twice',
    'Scan',
    { TableName, AttributesToGet: [...many(200_000, String), '199999'] },
  ],
  ['parentheses to the limit of an expression', 'Scan', { TableName, FilterExpression: '('.repeat(4096) }],
  ['negations to the limit of an expression', 'Scan', { TableName, FilterExpression: 'NOT '.repeat(1000) }],
  [
    '60,000 indexes',
    'CreateTable',
    {
      ...orders,
      TableName: 'another',
      AttributeDefinitions: many(60_000, (index) => ({ AttributeName: `a${index}`, AttributeType: 'S' })),
      KeySchema: [{ AttributeName: 'a0', KeyType: 'HASH' }],
      LocalSecondaryIndexes: undefined,
      GlobalSecondaryIndexes: many(60_000, (index) => ({
        IndexName: `index${index}`,
        KeySchema: [{ AttributeName: `a${index}`, KeyType: 'HASH' }],
        Projection: { ProjectionType: 'ALL' },
      })),
    },
  ],
])(
  '%s: refused before long',
  async (_, operation, input) => {
    const { address, trouble } = await givenEmbedded();
    await ask(address, 'CreateTable', orders);
    expect((await ask(address, operation, input)).status).toBe(400);
    expect(trouble).toEqual([]);
  },
  10_000,
);
