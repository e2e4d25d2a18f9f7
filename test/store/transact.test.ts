import { DynamoDBClient, TransactionCanceledException, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { expect, onTestFinished, test } from 'vitest';
import { put, transact } from '#shared/store/transact.ts';

/** What DynamoDB Local can't be brought to say. */
async function transactAgainst(...codes: string[]): Promise<unknown> {
  const aws = mockClient(DynamoDBClient);
  onTestFinished(() => aws.restore());
  const CancellationReasons = codes.map((Code) => ({ Code, Message: `${Code}.` }));
  aws
    .on(TransactWriteItemsCommand)
    .rejects(new TransactionCanceledException({ message: 'cancelled', $metadata: {}, CancellationReasons }));
  const writes = codes.map((_, n) => ({
    write: put({ tableName: 'crm' }, { pk: `C#${n}`, sk: 'STATE' }),
    refused: 'taken' as const,
  }));
  return await transact({ client: new DynamoDBClient({}) }, writes);
}

test('a transaction that meets another one is a conflict, whatever its writes', async () => {
  expect(await transactAgainst('None', 'TransactionConflict')).toEqual([{ refused: 'conflict' }]);
});

test('a transaction that the table can’t take is an error that says which item and why, without anybody’s address', async () => {
  await expect(transactAgainst('None', 'ThrottlingError')).rejects.toThrow(
    'The table refused the transaction at its item STATE: ThrottlingError. ThrottlingError.',
  );
});

test('a transaction that was cancelled without a reason was not written, and nobody is told that it was', async () => {
  const aws = mockClient(DynamoDBClient);
  onTestFinished(() => aws.restore());
  aws.on(TransactWriteItemsCommand).rejects(new TransactionCanceledException({ message: 'cancelled', $metadata: {} }));
  const write = put({ tableName: 'crm' }, { pk: 'C#1', sk: 'STATE' });
  const client = new DynamoDBClient({});
  await expect(transact({ client }, [{ write, refused: 'skip' }])).rejects.toThrow(TransactionCanceledException);
});
