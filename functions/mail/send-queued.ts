import { setTimeout as wait } from 'node:timers/promises';
import type { NotSent } from '#domain/commands/mail.ts';
import type { MailId } from '#domain/ids.ts';
import type { Deps } from '#functions/deps.ts';
import { logger } from '#functions/invocation.ts';
import type { LedgerItem } from '#shared/ports.ts';
import { composeLetter } from './compose-letter.ts';
import { tellCard } from './tell-card.ts';

const lookEvery = 200;

/** One mail, once; what does not leave is told on the card, with the reason. `until`: as long as events are waited for, by `performance.now()`. */
export async function sendQueued(parts: Deps, mailId: MailId, now: string, until: number): Promise<void> {
  const item = await parts.ledger.get(mailId);
  if (!item || !(await mayStart(parts, item, now, until))) return;
  const letter = await composeLetter(parts, item.message, now);
  if (!letter) return giveUp(parts, item, 'rejected', { cause: 'overtaken' }, now);
  const result = await parts.mailer.send(letter);
  switch (result.kind) {
    case 'sent':
      await parts.ledger.move(mailId, 'sending', 'sent', now, result.messageId);
      return;
    case 'permanent':
      logger.warn('mail refused', { code: result.code });
      return giveUp(parts, item, 'rejected', { cause: 'refused', code: result.code }, now);
    case 'unknown':
      return giveUp(parts, item, 'uncertain', { cause: 'uncertain' }, now);
    case 'retryable':
      await parts.ledger.move(mailId, 'sending', 'queued', now);
      throw new Error(`SES does not take mail at the moment (${result.code}); the stream repeats the record.`);
    default:
      return result satisfies never;
  }
}

/** The ledger first: an event of SES may have named the mail meanwhile, and then it did leave. */
async function giveUp(
  parts: Deps,
  { message }: LedgerItem,
  as: 'rejected' | 'uncertain',
  why: NotSent,
  now: string,
): Promise<void> {
  const { mailId } = message;
  if (!(await parts.ledger.move(mailId, 'sending', as, now)) || message.kind !== 'customer') return;
  const personId = message.to.kind === 'person' ? { personId: message.to.id } : {};
  await tellCard(parts, message.customerId, { type: 'report-mail', mailId, what: 'not-sent', why, ...personId }, now);
}

/**
 * `sending` means that an earlier attempt died in the middle: whether it left is not known. Marketing is not repeated;
 * a transactional mail is, unless an event of SES names it within its time and moves it on.
 */
async function mayStart(parts: Deps, item: LedgerItem, now: string, until: number): Promise<boolean> {
  const { status } = item;
  const { mailId, lane } = item.message;
  if (status === 'queued') return parts.ledger.move(mailId, 'queued', 'sending', now);
  if (status !== 'sending') return false;
  if (lane === 'transactional') return !(await namedByEvent(parts, mailId, until));
  await giveUp(parts, item, 'uncertain', { cause: 'uncertain' }, now);
  return false;
}

async function namedByEvent({ ledger }: Deps, mailId: MailId, until: number): Promise<boolean> {
  while (performance.now() < until) {
    if ((await ledger.get(mailId))?.status !== 'sending') return true;
    await wait(lookEvery);
  }
  return false;
}
