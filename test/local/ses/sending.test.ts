import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  GetIdentityVerificationAttributesCommand,
  GetSendQuotaCommand,
  GetSendStatisticsCommand,
  GetTemplateCommand,
  ListIdentitiesCommand,
  SendEmailCommand,
  SendRawEmailCommand,
  VerifyEmailIdentityCommand,
} from '@aws-sdk/client-ses';
import { describe, expect, test } from 'vitest';
import { letter, message, start, startSes } from './start-ses.ts';

const raw = (Data: Uint8Array) => new SendRawEmailCommand({ RawMessage: { Data } });

describe('Sending with the SDK client of SES', () => {
  test('puts the message as a file under its day, with SES’s Message-ID and Date and without Bcc', async () => {
    const { client, folder } = await startSes();
    const headers = ['From: crm@example.com', 'To: ada@example.com', 'Bcc: boss@example.com', 'Subject: Ciao'];
    const { MessageId } = await client.send(raw(message([...headers, 'Message-ID: <mine@example.com>'])));
    const day = join(folder, 'mail', '2026-11-30');
    expect(readdirSync(day)).toEqual([`${MessageId}.eml`]);
    const file = readFileSync(join(day, `${MessageId}.eml`), 'utf8');
    expect(file).toContain(`Message-ID: <${MessageId}@eu-west-1.amazonses.com>\r\n`);
    expect(file).toContain('Date: Mon, 30 Nov 2026 08:00:00 +0000\r\n');
    expect(file).not.toMatch(/mine@example|boss@example/);
  });

  test('delivers to the Bcc recipients all the same', async () => {
    const { client, ses } = await startSes();
    await client.send(raw(message(['From: crm@example.com', 'Bcc: Boss@Example.com', 'Subject: Ciao'])));
    expect(ses.mailbox.list({ to: 'boss@example.com' }).items).toHaveLength(1);
  });

  test('builds the message of SendEmail from its parts', async () => {
    const { client, ses } = await startSes();
    const { MessageId = '' } = await client.send(
      new SendEmailCommand({
        Source: 'Percorso <crm@example.com>',
        Destination: { ToAddresses: ['Ada <ada@example.com>'], BccAddresses: ['boss@example.com'] },
        ReplyToAddresses: ['sales@example.com'],
        Message: {
          Subject: { Data: 'Perché è così' },
          Body: { Text: { Data: 'testo' }, Html: { Data: '<p>html</p>' } },
        },
      }),
    );
    const mail = await ses.mailbox.get(MessageId);
    expect(mail).toMatchObject({
      subject: 'Perché è così',
      to: 'ada@example.com, boss@example.com',
      from: 'crm@example.com',
      replyTo: 'sales@example.com',
      html: expect.stringContaining('<p>html</p>'),
    });
    expect(mail?.headers.map(({ name }) => name.toLowerCase())).not.toContain('bcc');
  });

  test('counts quota and statistics by the virtual clock', async () => {
    const { client, clock } = await startSes();
    await client.send(raw(letter('bounce@simulator.amazonses.com, ada@example.com')));
    expect(await client.send(new GetSendQuotaCommand())).toMatchObject({ SentLast24Hours: 2 });
    await clock.advance('PT25H');
    expect(await client.send(new GetSendQuotaCommand())).toMatchObject({ SentLast24Hours: 0 });
    const { SendDataPoints } = await client.send(new GetSendStatisticsCommand());
    expect(SendDataPoints).toEqual([
      { Timestamp: new Date(start), DeliveryAttempts: 2, Bounces: 1, Complaints: 0, Rejects: 0 },
    ]);
  });

  test('keeps verified identities', async () => {
    const { client } = await startSes();
    await client.send(new VerifyEmailIdentityCommand({ EmailAddress: 'crm@example.com' }));
    expect((await client.send(new ListIdentitiesCommand())).Identities).toEqual(['crm@example.com']);
    const asked = new GetIdentityVerificationAttributesCommand({ Identities: ['crm@example.com', 'no@example.com'] });
    expect((await client.send(asked)).VerificationAttributes).toEqual({
      'crm@example.com': { VerificationStatus: 'Success' },
    });
  });
});

describe('SES refuses', () => {
  const from = 'From: crm@example.com';
  const many = Array.from({ length: 51 }, (_, at) => `p${at}@example.com`).join(', ');
  test.each([
    ['a message without From', ['To: ada@example.com'], "Missing required header 'From'."],
    ['two From headers', [from, from, 'To: ada@example.com'], "Duplicate header 'From'."],
    [
      'an injected second Subject',
      [from, 'To: a@example.com', 'Subject: a\r\nSubject: b'],
      "Duplicate header 'Subject'.",
    ],
    [
      'a bare carriage return in a header',
      [from, 'To: a@example.com', 'Subject: a\rBcc: b@example.com'],
      'invalid header',
    ],
    ['a header that is none', [from, 'To: a@example.com', 'no colon here'], 'invalid header'],
    ['no recipient', [from, 'Subject: x'], 'No recipients'],
    ['a recipient without domain', [from, 'To: ada'], "Missing final '@domain'"],
    ['a domain with two dots', [from, 'To: ada@example..com'], 'Domain contains dot-dot'],
    ['51 recipients', [from, `To: ${many}`], 'Recipient count exceeds 50.'],
    ['a broken tag', [from, 'To: a@example.com', 'X-SES-MESSAGE-TAGS: a b=c'], 'Invalid tag name'],
  ])('%s', async (_, headers, sentence) => {
    const { client, ses } = await startSes();
    await expect(client.send(raw(message(headers)))).rejects.toMatchObject({
      name: 'InvalidParameterValue',
      message: expect.stringContaining(sentence),
      $metadata: { httpStatusCode: 400 },
    });
    expect(ses.mailbox.list().items).toEqual([]);
  });

  test('a message over 10 MB', async () => {
    const { client } = await startSes();
    const big = message([from, 'To: a@example.com'], 'x'.repeat(10 * 1024 * 1024));
    await expect(client.send(raw(big))).rejects.toThrow('Message length is more than 10485760 bytes long');
  });

  test('a line break in a parameter of SendEmail', async () => {
    const { client } = await startSes();
    const send = new SendEmailCommand({
      Source: 'crm@example.com',
      Destination: { ToAddresses: ['a@example.com'] },
      Message: { Subject: { Data: 'a\r\nBcc: b@example.com' }, Body: { Text: { Data: 'x' } } },
    });
    await expect(client.send(send)).rejects.toMatchObject({ name: 'InvalidParameterValue' });
  });

  test('an unknown configuration set name', async () => {
    const { client } = await startSes();
    const send = new SendRawEmailCommand({
      RawMessage: { Data: letter('a@example.com') },
      ConfigurationSetName: 'a b',
    });
    await expect(client.send(send)).rejects.toMatchObject({ name: 'ConfigurationSetDoesNotExistException' });
  });

  test('an action that does not exist here', async () => {
    const { client } = await startSes();
    await expect(client.send(new GetTemplateCommand({ TemplateName: 'x' }))).rejects.toMatchObject({
      name: 'InvalidAction',
    });
  });

  test('a function whose grants lack the action, with AWS’s AccessDenied', async () => {
    const asked: unknown[] = [];
    const { client } = await startSes({
      authorize: (app, action) => {
        asked.push([app, action]);
        return `User: ${app} is not authorized to perform: ${action}`;
      },
    });
    await expect(client.send(raw(letter('a@example.com')))).rejects.toMatchObject({
      name: 'AccessDenied',
      message: 'User: send-email is not authorized to perform: ses:SendRawEmail',
      $metadata: { httpStatusCode: 403 },
    });
    expect(asked).toEqual([['send-email', 'ses:SendRawEmail']]);
  });
});
