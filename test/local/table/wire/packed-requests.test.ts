import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { signed, startTable } from './start-table.ts';

describe('A packed body', () => {
  const type = { ...signed, 'x-amz-target': 'DynamoDB_20120810.GetItem' };
  const read = { TableName: 'cards', Key: { pk: { S: 'a' } } };

  async function send(body: Buffer, encoding: string) {
    const table = await startTable({ GetItem: async (_, { Key }) => ({ Item: Key }) });
    return await table.send({ method: 'POST', headers: { ...type, 'content-encoding': encoding }, body });
  }

  test('is taken as gzip, also in several pieces', async () => {
    const text = JSON.stringify(read);
    const pieces = [gzipSync(text.slice(0, 10)), gzipSync(text.slice(10))];
    expect((await send(gzipSync(text), 'gzip')).body).toEqual({ Item: read.Key });
    expect((await send(Buffer.concat(pieces), 'GZIP')).body).toEqual({ Item: read.Key });
  });

  test.each(['identity', ''])('that is called %j is none', async (encoding) => {
    expect((await send(Buffer.from(JSON.stringify(read)), encoding)).body).toEqual({ Item: read.Key });
  });

  test.each([
    ['plain text', Buffer.from(JSON.stringify(read)), 'gzip'],
    ['half of it', gzipSync(JSON.stringify(read)).subarray(0, -1), 'gzip'],
    ['nothing', Buffer.alloc(0), 'gzip'],
    ['another form', Buffer.from(JSON.stringify(read)), 'br'],
  ])('is a failure of the service when it is %s', async (_, body, encoding) => {
    const answer = await send(body, encoding);
    expect([answer.status, answer.body]).toEqual([
      500,
      {
        __type: 'com.amazonaws.dynamodb.v20120810#InternalServerError',
        message: 'The body is not what its Content-Encoding says: send it as it is, or as gzip.',
      },
    ]);
  });

  test('of more than 16 MB is refused, however small it was packed', async () => {
    expect((await send(gzipSync(Buffer.alloc(64 * 1024 * 1024, ' ')), 'gzip')).status).toBe(413);
  });
});
