import { SESClient, type SESClientConfig, SESServiceException, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { type MailFailure, MailNotSent, type MailSender } from '#shared/mail/mail-sender.ts';

/**
 * A client that tries once: SES has no idempotency token, so a repeat by the SDK after a time-out could send a mail twice.
 * Whether to repeat is the decision of whoever keeps the record of sent mails.
 */
export const sesClient = (config: SESClientConfig): SESClient => new SESClient({ ...config, maxAttempts: 1 });

/** Sends through SendRawEmail of SES. */
export const sesMailer = (client: SESClient): MailSender => ({
  async send(raw, { from, to }) {
    try {
      const command = new SendRawEmailCommand({ Source: from, Destinations: to, RawMessage: { Data: raw } });
      const { MessageId } = await client.send(command);
      if (!MessageId) throw new Error('SES answered without a MessageId.');
      return { messageId: MessageId };
    } catch (error) {
      const fault = describe(error);
      throw new MailNotSent(failureOf(fault), fault.code, fault.requestId);
    }
  },
});

type Fault = { code: string; status?: number | undefined; requestId?: string | undefined };

const describe = (error: unknown): Fault => {
  if (!(error instanceof Error)) return { code: 'Unknown' };
  // Node names a failed connection in `code` (ECONNREFUSED), AWS names its errors in `name` (MessageRejected).
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  if (!(error instanceof SESServiceException)) return { code };
  return { code, status: error.$metadata.httpStatusCode, requestId: error.$metadata.requestId };
};

const failureOf = ({ code, status }: Fault): MailFailure => {
  if (notNow.has(code)) return 'retryable';
  if (never.has(code)) return 'permanent';
  return status !== undefined && status >= 400 && status < 500 ? 'permanent' : 'unknown';
};

const notNow = new Set([
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
  'LimitExceededException',
  'RequestLimitExceeded',
  'AccountSendingPausedException',
  'ConfigurationSetSendingPausedException',
  'ExpiredTokenException',
  'ExpiredToken',
  'CredentialsProviderError',
  // The connection never stood, so nothing was handed over.
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

const never = new Set([
  'MessageRejected',
  'MailFromDomainNotVerifiedException',
  'ConfigurationSetDoesNotExistException',
  'AccessDenied',
  'AccessDeniedException',
  'InvalidParameterValue',
]);
