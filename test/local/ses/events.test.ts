import { SendRawEmailCommand } from '@aws-sdk/client-ses';
import { describe, expect, test } from 'vitest';
import type { SesEvent } from '#local/ses/events.ts';
import { letter, message, startSes } from './start-ses.ts';

const types = (events: readonly SesEvent[]) => events.map((event) => event['detail-type']);

describe('Events of SES, in EventBridge’s shape', () => {
  test('a message is sent, then delivered, with its tags, headers and configuration set', async () => {
    const { client, events, settled } = await startSes();
    const { MessageId } = await client.send(
      new SendRawEmailCommand({
        RawMessage: { Data: letter('Ada <ada@example.com>') },
        ConfigurationSetName: 'crm',
        Tags: [{ Name: 'send', Value: 'c1-a1' }],
      }),
    );
    await settled();
    expect(types(events)).toEqual(['Email Sent', 'Email Delivered']);
    expect(events[0]).toMatchObject({
      version: '0',
      source: 'aws.ses',
      account: '000000000000',
      region: 'eu-west-1',
      time: '2026-11-30T08:00:00Z',
      resources: ['arn:aws:ses:eu-west-1:000000000000:configuration-set/crm'],
      detail: { eventType: 'Send', send: {} },
    });
    expect(events[1]?.detail).toMatchObject({
      eventType: 'Delivery',
      delivery: { recipients: ['ada@example.com'], smtpResponse: '250 2.0.0 OK' },
      mail: {
        timestamp: '2026-11-30T08:00:00.000Z',
        messageId: MessageId,
        destination: ['ada@example.com'],
        tags: { send: ['c1-a1'], 'ses:configuration-set': ['crm'], 'ses:operation': ['SendRawEmail'] },
        commonHeaders: { subject: 'Offerta', from: ['Percorso <crm@example.com>'], to: ['Ada <ada@example.com>'] },
      },
    });
  });

  test('tags and configuration set may come as headers, which do not leave with the message', async () => {
    const { client, events, ses, settled } = await startSes();
    const tags = ['X-SES-MESSAGE-TAGS: campaign=autumn, step=2', 'X-SES-CONFIGURATION-SET: crm'];
    const Data = message(['From: crm@example.com', 'To: a@example.com', ...tags]);
    const { MessageId = '' } = await client.send(new SendRawEmailCommand({ RawMessage: { Data } }));
    await settled();
    expect(events[0]?.detail.mail.tags).toMatchObject({
      campaign: ['autumn'],
      step: ['2'],
      'ses:configuration-set': ['crm'],
    });
    expect((await ses.mailbox.raw(MessageId))?.toString()).not.toContain('X-SES');
  });

  test.each([
    ['success@', ['Email Sent', 'Email Delivered'], {}],
    ['ooto+label@', ['Email Sent', 'Email Delivered'], {}],
    [
      'bounce+c1@',
      ['Email Sent', 'Email Bounced'],
      {
        bounce: {
          bounceType: 'Permanent',
          bounceSubType: 'General',
          bouncedRecipients: [{ action: 'failed', status: '5.1.1' }],
        },
      },
    ],
    ['suppressionlist@', ['Email Sent', 'Email Bounced'], { bounce: { bounceSubType: 'Suppressed' } }],
    [
      'complaint@',
      ['Email Sent', 'Email Delivered', 'Email Complaint Received'],
      { eventType: 'Complaint', complaint: { complaintFeedbackType: 'abuse', complainedRecipients: [{}] } },
    ],
  ])('the simulator address %s', async (local, expected, detail) => {
    const { client, events, settled } = await startSes();
    await client.send(new SendRawEmailCommand({ RawMessage: { Data: letter(`${local}simulator.amazonses.com`) } }));
    await settled();
    expect(types(events)).toEqual(expected);
    expect(events.at(-1)?.detail).toMatchObject(detail);
  });

  test('a message with the harmless test virus is rejected and never delivered', async () => {
    const { client, events, settled } = await startSes();
    const headers = ['From: crm@example.com', 'To: a@example.com', 'Content-Disposition: attachment; filename=x.txt'];
    const Data = message(headers, '$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!');
    await client.send(new SendRawEmailCommand({ RawMessage: { Data } }));
    await settled();
    expect(types(events)).toEqual(['Email Rejected']);
    expect(events[0]?.detail).toMatchObject({ eventType: 'Reject', reject: { reason: 'Bad content' } });
  });

  test('an event that nobody takes is offered again later, and the others are not held up', async () => {
    const seen: SesEvent[] = [];
    let refuse = true;
    const { client, clock, settled } = await startSes({
      onEvent: async (event) => {
        if (refuse && event['detail-type'] === 'Email Sent') throw new Error('not now');
        seen.push(event);
      },
    });
    await client.send(new SendRawEmailCommand({ RawMessage: { Data: letter('a@example.com') } }));
    await settled();
    expect(types(seen)).toEqual(['Email Delivered']);
    refuse = false;
    await clock.advance('PT10S');
    expect(types(seen)).toEqual(['Email Delivered', 'Email Sent']);
  });

  test('an event that nobody takes for a day is kept as a dead letter', async () => {
    const { client, clock, ses } = await startSes({ onEvent: () => Promise.reject(new Error('broken consumer')) });
    await client.send(new SendRawEmailCommand({ RawMessage: { Data: letter('a@example.com') } }));
    await clock.advance('P2D');
    expect(ses.deadLetters().map(({ error }) => error)).toEqual(['broken consumer', 'broken consumer']);
    expect(ses.source.nextDueAt()).toBeUndefined();
  });

  test('events that were not taken survive a restart', async () => {
    const first = await startSes({ onEvent: () => Promise.reject(new Error('down')) });
    await first.client.send(new SendRawEmailCommand({ RawMessage: { Data: letter('a@example.com') } }));
    await first.settled();
    await first.stop();
    const second = await startSes({ folder: first.folder });
    await second.clock.advance('PT1M');
    expect(types(second.events).sort()).toEqual(['Email Delivered', 'Email Sent']);
  });
});
