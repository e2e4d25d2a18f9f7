import { expect, test } from 'vitest';
import { bodyOf, saidBy } from './reads/compare.ts';
import { describeAgainstOracle, useBothTables } from './support.ts';

describeAgainstOracle('limits of what is asked at once', () => {
  const clock = { moved: 0 };
  const tables = useBothTables({ clock: () => Date.now() + clock.moved });

  async function given(TableName: string): Promise<void> {
    await tables.ask('CreateTable', {
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [
        { AttributeName: 'p', AttributeType: 'S' },
        { AttributeName: 'r', AttributeType: 'N' },
      ],
      KeySchema: [
        { AttributeName: 'p', KeyType: 'HASH' },
        { AttributeName: 'r', KeyType: 'RANGE' },
      ],
    });
  }

  test('a page ends with the item that makes it a megabyte', async () => {
    await given('pages');
    for (let r = 0; r < 15; r += 1) {
      const Item = { p: { S: 'a' }, r: { N: String(r) }, x: { S: 'x'.repeat(100_000 + r * 1000) } };
      await tables.ask('PutItem', { TableName: 'pages', Item });
    }
    for (const ScanIndexForward of [true, false]) {
      const { embedded, oracle } = await tables.ask('Query', {
        TableName: 'pages',
        KeyConditionExpression: 'p = :p',
        ExpressionAttributeValues: { ':p': { S: 'a' } },
        ProjectionExpression: 'r',
        ReturnConsumedCapacity: 'TOTAL',
        ScanIndexForward,
      });
      expect(bodyOf(embedded)?.LastEvaluatedKey).toBeDefined();
      expect(embedded).toEqual(oracle);
    }
  });

  test('a batch leaves the keys behind sixteen megabytes for another call', async () => {
    await given('batches');
    const Keys = Array.from({ length: 45 }, (_, r) => ({ p: { S: 'a' }, r: { N: String(r) } }));
    for (const key of Keys) {
      await tables.ask('PutItem', { TableName: 'batches', Item: { ...key, x: { S: 'x'.repeat(400_000) } } });
    }
    const { embedded } = await tables.ask('BatchGetItem', {
      RequestItems: { batches: { Keys, ProjectionExpression: 'r' } },
    });
    const { Responses, UnprocessedKeys } = bodyOf(embedded) as {
      readonly Responses: { readonly batches: readonly object[] };
      readonly UnprocessedKeys: {
        readonly batches?: { readonly Keys: readonly object[]; ProjectionExpression: string };
      };
    };
    expect(Responses.batches.length).toBe(41);
    expect(UnprocessedKeys.batches?.Keys).toEqual(Keys.slice(41));
    expect(UnprocessedKeys.batches?.ProjectionExpression).toBe('r');
  });

  test('a transaction is refused that brings more than four megabytes, before anything is looked up', async () => {
    const TransactItems = Array.from({ length: 11 }, (_, at) => ({
      Put: { TableName: 'unknown', Item: { p: { S: String(at) }, x: { S: 'x'.repeat(400_000) } } },
    }));
    const { embedded, oracle } = await tables.ask('TransactWriteItems', { TransactItems });
    const told = 'Transaction payload size cannot exceed 4MB. Payload Size: ';
    expect(saidBy(oracle)).toBe(`ValidationException: ${told}4400034`);
    expect(saidBy(embedded)).toBe(`ValidationException: ${told}: ${told}4400034`);
  });

  test('a token stands for its transaction for ten minutes, and what it read is told from the second time on', async () => {
    await given('tokens');
    const Key = { p: { S: 'a' }, r: { N: '1' } };
    const ask = (amount: number) =>
      tables.ask('TransactWriteItems', {
        ClientRequestToken: 'once',
        ReturnConsumedCapacity: 'TOTAL',
        TransactItems: [
          {
            Update: {
              TableName: 'tokens',
              Key,
              UpdateExpression: 'ADD n :n',
              ExpressionAttributeValues: { ':n': { N: String(amount) } },
            },
          },
        ],
      });
    const amount = async () => {
      const { embedded } = await tables.ask('GetItem', { TableName: 'tokens', Key, ProjectionExpression: 'n' });
      return (embedded as { readonly body: unknown }).body;
    };
    await ask(1);
    const again = await ask(1);
    expect(again.embedded).toEqual(again.oracle);
    const other = await ask(2);
    expect(saidBy(other.embedded)).toMatch(/^IdempotentParameterMismatchException: /);
    expect(saidBy(other.oracle)).toMatch(/^IdempotentParameterMismatchException: /);
    expect(await amount()).toEqual({ Item: { n: { N: '1' } } });
    clock.moved = 10 * 60_000 + 1;
    expect(saidBy((await ask(2)).embedded)).toBe('answered');
    expect(await amount()).toEqual({ Item: { n: { N: '3' } } });
  });
});
