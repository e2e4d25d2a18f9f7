import { randomUUID } from 'node:crypto';
import { account } from '#local/arns.ts';
import type { HeaderField } from './message.ts';

/** The `mail` object of an SES event: https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html */
export type MailObject = {
  timestamp: string;
  source: string;
  sourceArn: string;
  sendingAccountId: string;
  messageId: string;
  destination: readonly string[];
  headersTruncated: boolean;
  headers: readonly HeaderField[];
  commonHeaders: Record<string, string | readonly string[]>;
  tags: Record<string, readonly string[]>;
};

/** What SES puts on the default event bus of EventBridge. */
export type SesEvent = {
  version: '0';
  id: string;
  'detail-type': string;
  source: 'aws.ses';
  account: string;
  time: string;
  region: string;
  resources: string[];
  detail: { eventType: string; mail: MailObject } & Record<string, unknown>;
};

/** One event's own part: `detail-type`, `eventType` and the object that is named after it. */
export type EventBody = { detailType: string; eventType: string; part: string; content: Record<string, unknown> };

export const sent = (): EventBody => ({ detailType: 'Email Sent', eventType: 'Send', part: 'send', content: {} });

export const rejected = (): EventBody => ({
  detailType: 'Email Rejected',
  eventType: 'Reject',
  part: 'reject',
  content: { reason: 'Bad content' },
});

export const delivered = (
  recipients: readonly string[],
  at: number,
  sentAt: number,
  smtpResponse: string,
): EventBody => ({
  detailType: 'Email Delivered',
  eventType: 'Delivery',
  part: 'delivery',
  content: {
    timestamp: new Date(at).toISOString(),
    processingTimeMillis: at - sentAt,
    recipients,
    smtpResponse,
    reportingMTA: 'local.amazonses.com',
  },
});

export type Failure = { address: string; status: string; diagnostic: string };
type BounceKind = { type: 'Permanent' | 'Transient'; subType: 'General' | 'Suppressed' };

export const bounced = (failures: readonly Failure[], at: number, kind: BounceKind): EventBody => ({
  detailType: 'Email Bounced',
  eventType: 'Bounce',
  part: 'bounce',
  content: {
    feedbackId: `${randomUUID()}-000000`,
    bounceType: kind.type,
    bounceSubType: kind.subType,
    bouncedRecipients: failures.map(({ address, status, diagnostic }) => ({
      emailAddress: address,
      action: 'failed',
      status,
      diagnosticCode: diagnostic,
    })),
    timestamp: new Date(at).toISOString(),
    reportingMTA: 'dns; local.amazonses.com',
  },
});

export const complained = (recipients: readonly string[], at: number): EventBody => ({
  detailType: 'Email Complaint Received',
  eventType: 'Complaint',
  part: 'complaint',
  content: {
    feedbackId: `${randomUUID()}-000000`,
    complaintSubType: null,
    complainedRecipients: recipients.map((emailAddress) => ({ emailAddress })),
    timestamp: new Date(at).toISOString(),
    userAgent: 'Amazon SES Mailbox Simulator',
    complaintFeedbackType: 'abuse',
    arrivalDate: new Date(at).toISOString(),
  },
});

/** Puts an event's own part into EventBridge's envelope. */
export const envelope = (body: EventBody, mail: MailObject, at: number, region: string): SesEvent => {
  const [configurationSet] = mail.tags['ses:configuration-set'] ?? [];
  const arn = `arn:aws:ses:${region}:${account}:`;
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': body.detailType,
    source: 'aws.ses',
    account,
    time: new Date(at).toISOString().replace(/\.\d+Z$/, 'Z'),
    region,
    resources: [configurationSet === undefined ? mail.sourceArn : `${arn}configuration-set/${configurationSet}`],
    detail: { eventType: body.eventType, mail, [body.part]: body.content },
  };
};
