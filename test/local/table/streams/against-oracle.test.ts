import fc from 'fast-check';
import { expect, test } from 'vitest';
import { describeAgainstOracle, useBothTables } from '#test/local/table/oracle/support.ts';
import { told } from '#test/local/table/oracle/told.ts';
import { attributes, key } from '#test/local/table/tables/requests.ts';
import { signed } from '#test/local/table/wire/start-table.ts';

const views = ['KEYS_ONLY', 'NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES'];

const value = fc.oneof(
  fc.constantFrom({ N: '1' }, { N: '-12.5' }, { S: '' }, { S: 'é' }, { BOOL: true }, { NULL: true }, { B: 'AQ==' }),
  fc.constantFrom({ SS: ['a', 'b'] }, { SS: ['b', 'a'] }, { L: [] }, { M: { x: { L: [{ N: '1' }] } } }),
);
const keys = fc.constantFrom('1', '2').map((a) => ({ a: { S: a } }));
const change = fc.oneof(
  fc.tuple(keys, value).map(([item, x]) => ({ operation: 'PutItem', input: { Item: { ...item, x } } })),
  keys.map((Key) => ({ operation: 'DeleteItem', input: { Key } })),
  fc.tuple(keys, value).map(([Key, x]) => ({
    operation: 'UpdateItem',
    input: { Key, UpdateExpression: 'SET x = :x', ExpressionAttributeValues: { ':x': x } },
  })),
);

async function ask<T>(address: string, operation: string, input: object): Promise<T> {
  const headers = { ...signed, 'x-amz-target': `DynamoDBStreams_20120810.${operation}` };
  const answer = await fetch(address, { method: 'POST', headers, body: JSON.stringify(input) });
  return (await answer.json()) as T;
}

/** All that a server tells of a table's stream, without what no two servers have in common. */
async function recordsOf(address: string, TableName: string): Promise<unknown> {
  const { Streams } = await ask<{ Streams: { StreamArn: string }[] }>(address, 'ListStreams', { TableName });
  const StreamArn = Streams[0]?.StreamArn;
  type Described = { StreamDescription: { Shards: { ShardId: string }[] } };
  const { StreamDescription } = await ask<Described>(address, 'DescribeStream', { StreamArn });
  const place = { StreamArn, ShardId: StreamDescription.Shards[0]?.ShardId, ShardIteratorType: 'TRIM_HORIZON' };
  const { ShardIterator } = await ask<{ ShardIterator: string }>(address, 'GetShardIterator', place);
  const { Records } = await ask<{ Records: object[] }>(address, 'GetRecords', { ShardIterator });
  return told(200, JSON.stringify(Records.map((record) => ({ ...record, awsRegion: 'any' }))));
}

describeAgainstOracle('A stream', () => {
  const tables = useBothTables();
  let count = 0;

  test('tells the same records as DynamoDB Local, whatever is written', async () => {
    const property = fc.asyncProperty(
      fc.constantFrom(...views),
      fc.array(change, { maxLength: 12 }),
      async (view, changes) => {
        count += 1;
        const TableName = `table-${count}`;
        const StreamSpecification = { StreamEnabled: true, StreamViewType: view };
        const table = { AttributeDefinitions: attributes('a'), KeySchema: key('a'), BillingMode: 'PAY_PER_REQUEST' };
        await tables.ask('CreateTable', { TableName, ...table, StreamSpecification });
        for (const { operation, input } of changes) {
          const { embedded, oracle } = await tables.ask(operation, { TableName, ...input });
          expect(embedded.status).toBe(oracle.status);
        }
        const [ours, theirs] = await Promise.all([
          recordsOf(tables.embedded, TableName),
          recordsOf(tables.oracle, TableName),
        ]);
        expect(ours).toEqual(theirs);
      },
    );
    await fc.assert(property, { numRuns: 15, seed: 11 });
  });
});
