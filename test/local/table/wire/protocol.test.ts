import { describe, expect, test } from 'vitest';
import { startTable } from './start-table.ts';

describe('The protocol', () => {
  test('an operation gets its input and its answer goes back with id and checksum', async () => {
    const table = await startTable({ GetItem: async (_, { TableName, Key }) => ({ TableName, Key }) });
    const answer = await table.call('GetItem', { TableName: 'cards', Key: { pk: { S: 'a' } }, Unknown: [1] });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ TableName: 'cards', Key: { pk: { S: 'a' } } });
    expect(answer.headers.get('content-type')).toBe('application/x-amz-json-1.0');
    expect(answer.headers.get('x-amzn-requestid')).toMatch(/^[0-9A-Z]{52}$/);
    expect(answer.headers.get('x-amz-crc32')).toMatch(/^\d+$/);
  });

  test('what breaks constraints is told in one error', async () => {
    const table = await startTable({ GetItem: async () => ({}) });
    const { status, body } = await table.call('GetItem', { ReturnConsumedCapacity: 'SOME' });
    expect(status).toBe(400);
    expect(body).toEqual({
      __type: 'com.amazon.coral.validate#ValidationException',
      message:
        "3 validation errors detected: Value 'SOME' at 'returnConsumedCapacity' failed to satisfy constraint: Member must satisfy enum value set: [INDEXES, TOTAL, NONE]; Value null at 'tableName' failed to satisfy constraint: Member must not be null; Value null at 'key' failed to satisfy constraint: Member must not be null",
    });
  });
});
