import { createServer, type Socket } from 'node:net';
import { SendRawEmailCommand } from '@aws-sdk/client-ses';
import { describe, expect, onTestFinished, test } from 'vitest';
import { letter, startSes } from './start-ses.ts';

/** A mail server that answers each recipient as told and keeps what it took. */
async function startMailServer(answerTo: (recipient: string) => string) {
  const taken: string[] = [];
  const talk = (socket: Socket) => {
    let data: string | undefined;
    socket.write('220 test ESMTP\r\n');
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk) => {
      for (const line of chunk.toString('latin1').split(/(?<=\r\n)/)) {
        if (data !== undefined) {
          data += line;
          if (line !== '.\r\n') continue;
          taken.push(data);
          data = undefined;
          socket.write('250 2.0.0 queued as 42\r\n');
        } else if (/^RCPT/i.test(line)) socket.write(`${answerTo(/<(.*)>/.exec(line)?.[1] ?? '')}\r\n`);
        else if (/^DATA/i.test(line)) {
          data = '';
          socket.write('354 go on\r\n');
        } else socket.write(/^EHLO/i.test(line) ? '250 test\r\n' : '250 ok\r\n');
      }
    });
  };
  const server = createServer(talk);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => void server.close());
  const address = server.address();
  return { taken, server, url: `smtp://127.0.0.1:${typeof address === 'object' ? address?.port : ''}` };
}

const raw = (to: string) => new SendRawEmailCommand({ RawMessage: { Data: letter(to) } });

describe('With an SMTP relay, SES', () => {
  test('hands the message on and tells of the delivery with the server’s answer', async () => {
    const mailServer = await startMailServer(() => '250 ok');
    const { client, events, settled } = await startSes({ smtpUrl: mailServer.url });
    const { MessageId } = await client.send(raw('ada@example.com'));
    await settled();
    await settled();
    expect(mailServer.taken[0]).toContain(`Message-ID: <${MessageId}@eu-west-1.amazonses.com>`);
    expect(events.map(({ detail }) => detail.eventType)).toEqual(['Send', 'Delivery']);
    expect(events[1]?.detail).toMatchObject({ delivery: { smtpResponse: expect.stringContaining('queued as 42') } });
  });

  test('tells of a recipient whom the server refuses as a bounce, and of the others as delivered', async () => {
    const mailServer = await startMailServer((to) => (to.startsWith('no') ? '550 5.1.1 no such user' : '250 ok'));
    const { client, events, settled } = await startSes({ smtpUrl: mailServer.url });
    await client.send(raw('yes@example.com, no@example.com'));
    await settled();
    await settled();
    expect(events.map(({ detail }) => detail.eventType)).toEqual(['Send', 'Delivery', 'Bounce']);
    expect(events[2]?.detail).toMatchObject({
      bounce: {
        bounceType: 'Permanent',
        bouncedRecipients: [{ emailAddress: 'no@example.com', status: '5.1.1', diagnosticCode: expect.any(String) }],
      },
    });
  });

  test('sends nothing out to the simulator', async () => {
    const mailServer = await startMailServer(() => '250 ok');
    const { client, events, settled } = await startSes({ smtpUrl: mailServer.url });
    await client.send(raw('success@simulator.amazonses.com'));
    await settled();
    expect(events.map(({ detail }) => detail.eventType)).toEqual(['Send', 'Delivery']);
    expect(mailServer.taken).toEqual([]);
  });

  test('answers at once while the server is down, tries again, and bounces what no server took in 14 hours', async () => {
    const mailServer = await startMailServer(() => '250 ok');
    await new Promise((closed) => mailServer.server.close(closed));
    const { client, events, clock } = await startSes({ smtpUrl: mailServer.url });
    await client.send(raw('ada@example.com'));
    await clock.advance('PT10H');
    expect(events.map(({ detail }) => detail.eventType)).toEqual(['Send']);
    await clock.advance('PT10H');
    expect(events.map(({ detail }) => detail.eventType)).toEqual(['Send', 'Bounce']);
    expect(events[1]?.detail).toMatchObject({ bounce: { bounceType: 'Transient' } });
  });
});
