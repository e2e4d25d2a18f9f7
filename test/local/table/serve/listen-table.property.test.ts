import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { listenTable } from '#local/table/serve/listen-table.ts';
import { tableHandler } from '#local/table/serve/table-handler.ts';
import type { Responder } from '#local/table/wire/message.ts';

/** Answers with what it was asked, so that nothing of it can be lost or mixed up. */
const mirror: Responder = async ({ method, url, headers, body }) => {
  await new Promise(setImmediate);
  const text = JSON.stringify([
    method,
    url,
    headers['x-amz-target'] ?? null,
    headers['user-agent'] ?? null,
    body.toString(),
  ]);
  return { status: 200, headers: [], pieces: [text.slice(0, 10), text.slice(10)] };
};

const plain = (target: string, body: string, more = '') =>
  `POST /a/path HTTP/1.1\r\nHost: localhost\r\nX-Amz-Target: ${target}\r\n${more}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;

const target = fc.constantFrom('DynamoDB_20120810.GetItem', 'x');
const body = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 40 }), fc.constant('{"a":1}'.repeat(12_000)));
const more = fc.constantFrom('', '', 'User-Agent: one\r\n', 'Connection: keep-alive\r\n', 'user-AGENT:   two \r\n');

/** What clients send in other forms, which Node's server knows. */
const other = fc.constantFrom(
  'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n',
  'POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n',
  'POST / HTTP/1.1\r\nHost: localhost\r\nUser-Agent: one\r\nUser-Agent: two\r\nContent-Length: 2\r\n\r\n{}',
  'POST / HTTP/1.1\r\nHost: localhost\r\nUser-Agent: \u00fcber\r\nContent-Length: 2\r\n\r\n{}',
  'POST / HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n{}',
);
/** Behind these the connection is closed. */
const last = fc.constantFrom(
  'POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}',
  'POST / HTTP/1.1\r\nHost: localhost\r\nProxy-Connection: close\r\nContent-Length: 2\r\n\r\n{}',
  'POST / HTTP/1.0\r\nContent-Length: 2\r\n\r\n{}',
);
/** Behind other requests Node's server would leave the answers to those out. */
const broken = fc.constantFrom(
  'POST / HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}',
  'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: two\r\n\r\n{}',
  'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999\r\n\r\n{}',
  'POST / HTTP/1.1\r\nHost: localhost\r\n folded\r\nContent-Length: 2\r\n\r\n{}',
  `POST / HTTP/1.1\r\nHost: localhost\r\nX-Long: ${'x'.repeat(17_000)}\r\n\r\n`,
  `POST / HTTP/1.1\r\nHost: localhost\r\nX-Long: ${'x'.repeat(17_000)}\r\nContent-Length: 2\r\n\r\n{}`,
  'no HTTP at all\r\n\r\n',
  // How TLS begins.
  '\x16\x03\x01\x00\xa5\x01\x00\x00\xa1\x03\x03',
);

test('however requests come in and in whatever pieces, they are answered as by a server of Node', async () => {
  const server = await listenTable(mirror, 0);
  const node = createServer(tableHandler(mirror)).listen(0, '127.0.0.1');
  await once(node, 'listening');
  onTestFinished(async () => {
    await server.close();
    node.closeAllConnections();
    node.close();
  });
  const ours = Number(new URL(server.url).port);
  const theirs = (node.address() as AddressInfo).port;
  const request = fc.oneof(
    { weight: 4, arbitrary: fc.tuple(target, body, more).map((parts) => plain(...parts)) },
    { weight: 1, arbitrary: other },
  );
  const requests = fc
    .tuple(fc.array(request, { minLength: 1, maxLength: 5 }), last)
    .map(([some, end]) => [...some, end]);
  const sent = fc.oneof({ weight: 4, arbitrary: requests }, { weight: 1, arbitrary: broken.map((one) => [one]) });
  const cuts = fc.array(fc.nat(400), { maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(sent, cuts, async (texts, pieces) => {
      const text = Buffer.from(texts.join(''));
      expect(await told(ours, text, pieces)).toEqual(await told(theirs, text, pieces));
    }),
    { numRuns: 150 },
  );
}, 60_000);

/** All that is answered to bytes sent in pieces of these sizes and the rest at once, without what differs by the hour. */
async function told(port: number, bytes: Buffer, pieces: readonly number[]): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let answered = '';
  socket.on('data', (chunk) => {
    answered += chunk.toString();
  });
  socket.on('error', ({ message }) => {
    if (message === 'late') answered += 'and then nothing';
  });
  const closed = new Promise((resolve) => socket.once('close', resolve));
  await once(socket, 'connect');
  let at = 0;
  for (const size of pieces) {
    socket.write(bytes.subarray(at, at + size));
    at += size;
    await new Promise(setImmediate);
  }
  socket.write(bytes.subarray(at));
  const late = setTimeout(() => socket.destroy(new Error('late')), 2_000);
  await closed;
  clearTimeout(late);
  return answered.replaceAll(/^(?:Date|Connection|Keep-Alive|x-amzn-RequestId): .*\r\n/gim, '');
}
