import { MessageRejected, SESServiceException, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { MailNotSent } from '#shared/mail/mail-sender.ts';
import { sesClient, sesMailer } from '#shared/mail/ses-mailer.ts';

const client = sesClient({ region: 'eu-west-1' });
const ses = mockClient(client);
const raw = new TextEncoder().encode('Subject: x\r\n\r\nx');
const envelope = { from: 'crm@example.com', to: ['marta@example.org'] };

const failureFor = async (error: Error) => {
  ses.on(SendRawEmailCommand).rejects(error);
  const outcome = await sesMailer(client)
    .send(raw, envelope)
    .catch((reason: unknown) => reason);
  return outcome instanceof MailNotSent ? [outcome.failure, outcome.code, outcome.message] : outcome;
};

const awsError = (name: string, status: number) =>
  new SESServiceException({
    name,
    $fault: status < 500 ? 'client' : 'server',
    $metadata: { httpStatusCode: status, requestId: 'req-1' },
    message: 'about marta@example.org',
  });

beforeEach(() => ses.reset());

describe('sending through SES', () => {
  test('hands over the message as it is and gives back the id under which SES reports', async () => {
    ses.on(SendRawEmailCommand).resolves({ MessageId: '0102' });
    expect(await sesMailer(client).send(raw, envelope)).toEqual({ messageId: '0102' });
    expect(ses.commandCalls(SendRawEmailCommand)[0]?.args[0].input).toEqual({
      Source: 'crm@example.com',
      Destinations: ['marta@example.org'],
      RawMessage: { Data: raw },
    });
  });

  test.each([
    ['retryable', 'Throttling', 400],
    ['retryable', 'AccountSendingPausedException', 400],
    ['permanent', 'MailFromDomainNotVerifiedException', 400],
    ['permanent', 'AccessDeniedException', 403],
    ['permanent', 'ValidationError', 400],
    ['unknown', 'InternalFailure', 500],
    ['unknown', 'ServiceUnavailable', 503],
  ])('is %s after %s', async (failure, code, status) => {
    expect(await failureFor(awsError(code, status))).toEqual([failure, code, expect.stringContaining('request req-1')]);
  });

  test('a rejected message is not worth another attempt, and its error repeats no address', async () => {
    const rejected = new MessageRejected({
      $metadata: { httpStatusCode: 400 },
      message: 'marta@example.org is not verified',
    });
    expect(await failureFor(rejected)).toEqual(['permanent', 'MessageRejected', expect.not.stringContaining('@')]);
  });

  test('no connection is worth another attempt, a lost one leaves the outcome unknown', async () => {
    const network = (code: string) => Object.assign(new Error(code), { code });
    expect(await failureFor(network('ECONNREFUSED'))).toEqual(['retryable', 'ECONNREFUSED', expect.any(String)]);
    expect(await failureFor(network('ECONNRESET'))).toEqual(['unknown', 'ECONNRESET', expect.any(String)]);
    const timeout = Object.assign(new Error('timed out'), { name: 'TimeoutError' });
    expect(await failureFor(timeout)).toEqual(['unknown', 'TimeoutError', expect.any(String)]);
  });

  test('an answer without an id leaves the outcome unknown', async () => {
    ses.on(SendRawEmailCommand).resolves({});
    await expect(sesMailer(client).send(raw, envelope)).rejects.toMatchObject({ failure: 'unknown' });
  });

  test('the client never repeats a call by itself', async () => {
    expect(await client.config.maxAttempts()).toBe(1);
  });
});
