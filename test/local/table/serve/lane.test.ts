import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { listenTable } from '#local/table/serve/listen-table.ts';
import type { Responder } from '#local/table/wire/message.ts';

const request = 'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}';

/** A connection to a server that answers in this way. */
async function connectTo(respond: Responder) {
  const server = await listenTable(respond, 0);
  onTestFinished(server.close);
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1').pause();
  onTestFinished(() => void socket.destroy());
  await once(socket, 'connect');
  return socket;
}

test('who asks on and on without reading is answered only as far as the system takes it, and gets the rest on reading', async () => {
  const page = '~'.repeat(1024 * 1024);
  const requests = 64;
  let asked = 0;
  const socket = await connectTo(async () => {
    asked += 1;
    return { status: 200, headers: [], pieces: [page] };
  });
  socket.end(request.repeat(requests));
  let before = -1;
  while (asked > before) {
    before = asked;
    await sleep(200);
  }
  expect(asked).toBeLessThan(requests / 2);
  let answered = 0;
  for await (const chunk of socket) answered += (chunk as Buffer).toString('latin1').replaceAll(/[^~]/g, '').length;
  expect(answered).toBe(requests * page.length);
});

test('an answer tells the time of the machine, to which clients hold their clocks', async () => {
  const server = await listenTable(async () => ({ status: 200, headers: [], pieces: ['{}'] }), 0);
  onTestFinished(server.close);
  for (const more of [{}, { 'content-encoding': 'gzip' }]) {
    const { headers } = await fetch(server.url, { method: 'POST', headers: more, body: '{}' });
    const told = Date.parse(headers.get('date') ?? '');
    expect(Math.abs(Date.now() - told)).toBeLessThan(60_000);
  }
});
