import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { crc32, gunzipSync, inflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { signed, startTable } from './start-table.ts';

const unpackers = { gzip: gunzipSync, deflate: inflateSync };

/** An answer of this many bytes, as it goes over the connection. */
async function asked(accepted: string | undefined, length = 4096) {
  const frame = JSON.stringify({ Item: { pk: { S: '' } } });
  const Item = { pk: { S: 'x'.repeat(length - frame.length) } };
  const table = await startTable({ GetItem: async () => ({ Item }) });
  const headers = {
    ...signed,
    'x-amz-target': 'DynamoDB_20120810.GetItem',
    ...(accepted !== undefined && { 'accept-encoding': accepted }),
  };
  const going = request(table.address, { method: 'POST', headers });
  going.end(JSON.stringify({ TableName: 'cards', Key: {} }));
  const [answer] = (await once(going, 'response')) as [IncomingMessage];
  return { bytes: await buffer(answer), headers: answer.headers, text: JSON.stringify({ Item }) };
}

const encodingFor = async (accepted: string) => (await asked(accepted)).headers['content-encoding'];

describe('An answer', () => {
  test.each(['gzip', 'deflate'] as const)(
    'is packed as %s for who asks for it, with the sum of what is sent',
    async (encoding) => {
      const { bytes, headers, text } = await asked(encoding);
      expect(headers['content-encoding']).toBe(encoding);
      expect(bytes.length).toBeLessThan(200);
      expect(headers['x-amz-crc32']).toBe(String(crc32(bytes)));
      expect(unpackers[encoding](bytes).toString()).toBe(text);
    },
  );

  test('of less than four kilobytes goes as it is, and so does one that nobody wants packed', async () => {
    for (const { bytes, headers, text } of [await asked('gzip', 4095), await asked(undefined, 100_000)]) {
      expect(headers['content-encoding']).toBe(undefined);
      expect(bytes.toString()).toBe(text);
    }
  });

  test('of a megabyte comes whole', async () => {
    const { bytes, text } = await asked('gzip', 1_000_000);
    expect(gunzipSync(bytes).toString()).toBe(text);
  });

  test.each([
    ['the first of several', 'br, identity, deflate, gzip', 'deflate'],
    ['the one of most weight', 'deflate;q=0.2, gzip; q = 0.5', 'gzip'],
    ['whatever their letters are', 'GZIP, identity', 'gzip'],
    ['a strange list', 'dog, gzip ,, cat', 'gzip'],
    ['gzip for all', '*', 'gzip'],
    ['what is named before all others', '*, deflate', 'deflate'],
    ['others of more weight', '*, gzip;q=0.5', 'deflate'],
    ['others, however little the service’s own form weighs', '*;q=0.5, identity', 'gzip'],
    ['the first weight of two', 'deflate;q=0.5, gzip;q=1;q=0.2', 'gzip'],
    ['the full weight for one that is no number', 'deflate;q=0.5, gzip;q=0.x', 'gzip'],
    ['the full weight for more', 'gzip;q=31, deflate;q=51', 'gzip'],
    ['none for less than nothing', 'deflate;q=-0.5, gzip;q=0.2', 'gzip'],
    ['any of its weights', 'gzip;q=0, gzip;q=1, gzip;q=0', 'gzip'],
  ])('takes %s: %j', async (_, accepted, encoding) => {
    expect(await encodingFor(accepted)).toBe(encoding);
  });

  test.each([
    '',
    'identity',
    'br',
    'x-gzip',
    '"gzip"',
    'gzip br',
    'gzip:q=1',
    'gzip ;q=0',
    '*;q=0',
    'gzip;nq=1;q=0 ',
    'toString',
  ])('is not packed for %j', async (accepted) => {
    expect(await encodingFor(accepted)).toBe(undefined);
  });
});
