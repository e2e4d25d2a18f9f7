import middy from '@middy/core';
import * as z from 'zod';
import type { ReportMail } from '#domain/commands/mail.ts';
import { MailId } from '#domain/ids.ts';
import type { Deps } from '#functions/deps.ts';
import { lazily, timeOf } from '#functions/invocation.ts';
import { mailIdOfTag } from '#functions/mail/tags.ts';
import { tellCard } from '#functions/mail/tell-card.ts';
import type { LedgerMessage, MailStatus } from '#shared/ports.ts';

/** The part of SES's event that is used (EventBridge, source aws.ses). */
const MailEvent = z.object({
  detail: z.object({
    eventType: z.string(),
    mail: z.object({ messageId: z.string(), tags: z.record(z.string(), z.array(z.string())).default({}) }),
    bounce: z.object({ bounceType: z.string() }).optional(),
  }),
});

type What = Extract<ReportMail['what'], MailStatus>;
const whats: Readonly<Record<string, What>> = {
  Delivery: 'delivered',
  Bounce: 'bounced',
  Complaint: 'complained',
  Reject: 'rejected',
};

const deps = lazily('mail-events');

/** What became of a mail comes back to the ledger and, where it changes something for the customer, to the card. */
export const handler = middy<unknown, void>().handler(async (event, context) => {
  const { detail } = MailEvent.parse(event);
  const mailId = mailIdOf(detail.mail.tags);
  if (mailId && detail.eventType === 'Send')
    return noteSent(await deps(), mailId, timeOf(context), detail.mail.messageId);
  const what = whats[detail.eventType];
  // A full mailbox is not a wrong address: SES goes on trying and reports again.
  if (!mailId || !what || detail.bounce?.bounceType === 'Transient') return;
  const now = timeOf(context);
  const parts = await deps();
  const item = await parts.ledger.get(mailId);
  if (!item || item.status === what) return;
  await report(parts, item.message, what, now);
  await settle(parts, mailId, what, now, detail.mail.messageId);
});

/** The sender notes it too, unless it died in between. */
async function noteSent({ ledger }: Deps, mailId: MailId, now: string, messageId: string): Promise<void> {
  if ((await ledger.get(mailId))?.status === 'sending') await ledger.move(mailId, 'sending', 'sent', now, messageId);
}

async function report(parts: Deps, message: LedgerMessage, what: What, now: string): Promise<void> {
  if (message.kind !== 'customer' || message.to.kind !== 'person') return;
  const { customerId, mailId } = message;
  await tellCard(parts, customerId, { type: 'report-mail', mailId, what, personId: message.to.id }, now);
}

/** The sender may note `sent` at the same moment: what the provider reports is later than what we know. */
async function settle({ ledger }: Deps, mailId: MailId, what: What, now: string, messageId: string): Promise<void> {
  for (let item = await ledger.get(mailId); item && item.status !== what; item = await ledger.get(mailId)) {
    await ledger.move(mailId, item.status, what, now, messageId);
  }
}

function mailIdOf(tags: Record<string, string[]>): MailId | undefined {
  const tag = tags.mail?.[0];
  const parsed = MailId.safeParse(tag && mailIdOfTag(tag));
  return parsed.success ? parsed.data : undefined;
}
