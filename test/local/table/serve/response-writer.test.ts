import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { responseWriter } from '#local/table/serve/response-writer.ts';

const letters = 'abcdefghijklmnopqrstuvwxyz';
const bodyOf = (number: number): string => (letters[number % letters.length] ?? '').repeat(30_000);

/** Both ends of a connection, and all that has come in at the far one once it reads. */
async function openPair() {
  const accepted = Promise.withResolvers<Socket>();
  const server = createServer(accepted.resolve).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const far = connect((server.address() as AddressInfo).port, '127.0.0.1');
  far.pause();
  const near = await accepted.promise;
  onTestFinished(() => {
    for (const socket of [near, far]) socket.destroy();
    server.close();
  });
  const read = async (length: number): Promise<string> => {
    let text = '';
    for await (const chunk of far) {
      text += chunk.toString('latin1');
      if (text.length >= length) break;
    }
    return text;
  };
  return { near, read };
}

test('answers that wait for a slow reader stay as they are while others go out', async () => {
  const write = responseWriter();
  const slow = await openPair();
  const quick = await openPair();
  const sent: string[] = [];
  for (let number = 0; slow.near.writableLength < 1_000_000; number += 1) {
    write(slow.near, { status: 200, headers: [], pieces: ['', bodyOf(number)] });
    sent.push(bodyOf(number));
  }
  for (let number = 7; number < 10; number += 1) {
    write(quick.near, { status: 200, headers: [], pieces: [bodyOf(number), ''] });
  }
  slow.near.end();
  const text = await slow.read(Number.POSITIVE_INFINITY);
  const bodies = text.split(/HTTP\/1\.1 200 OK\r\nDate: [^\r]+\r\nx-amz-crc32: \d+\r\ncontent-length: 30000\r\n\r\n/);
  expect(bodies.slice(1)).toEqual(sent);
});

test('letters of several bytes and answers that are larger than the memory at hand are counted in bytes', async () => {
  const { near, read } = await openPair();
  const write = responseWriter();
  const small = ['"à', '€', '𝄞"'];
  const large = ['€'.repeat(50_000), 'x'];
  write(near, { status: 400, headers: ['content-type', 'text/plain'], pieces: small });
  write(near, { status: 200, headers: [], pieces: large });
  near.end();
  const text = Buffer.from(await read(Number.POSITIVE_INFINITY), 'latin1').toString();
  expect(text).toMatch(
    /^HTTP\/1\.1 400 Bad Request\r\nDate: [^\r]+\r\ncontent-type: text\/plain\r\nx-amz-crc32: \d+\r\ncontent-length: 11\r\n\r\n"à€𝄞"HTTP/,
  );
  expect(text).toContain(`content-length: 150001\r\n\r\n${large.join('')}`);
});
