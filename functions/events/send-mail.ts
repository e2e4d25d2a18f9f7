import { setTimeout as wait } from 'node:timers/promises';
import middy from '@middy/core';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import * as z from 'zod';
import { MailId } from '#domain/ids.ts';
import type { Deps } from '#functions/deps.ts';
import { lazily, logger, timeOf } from '#functions/invocation.ts';
import { composeLetter } from '#functions/mail/compose-letter.ts';
import { streamValue } from '#functions/stream-value.ts';
import type { LedgerItem } from '#shared/ports.ts';

const Queued = z
  .string()
  .transform((key) => key.slice('M#'.length))
  .pipe(MailId);
const deps = lazily('send-mail');

/** Milliseconds that an invocation waits for SES to name what an earlier one may have sent; its events come within seconds. */
const patience = 10_000;
const lookEvery = 200;

/** Sends what the ledger has queued. SES takes no idempotency token, so the ledger is what keeps a mail from leaving twice. */
export const handler = middy<DynamoDBStreamEvent, DynamoDBBatchResponse>().handler(async (event, context) => {
  const now = timeOf(context);
  const parts = await deps();
  const until = performance.now() + patience;
  for (const record of event.Records) {
    const mailId = Queued.parse(streamValue(record.dynamodb?.Keys?.pk));
    try {
      await send(parts, mailId, now, until);
    } catch (error) {
      logger.error('mail not sent', {
        error: error instanceof Error ? error.name : 'unknown',
        message: error instanceof Error ? error.message : '',
      });
      return { batchItemFailures: [{ itemIdentifier: record.dynamodb?.SequenceNumber ?? '' }] };
    }
  }
  return { batchItemFailures: [] };
});

async function send(parts: Deps, mailId: MailId, now: string, until: number): Promise<void> {
  const item = await parts.ledger.get(mailId);
  if (!item || !(await mayStart(parts, item, now, until))) return;
  const letter = await composeLetter(parts, item.message, now);
  if (!letter) {
    await parts.ledger.move(mailId, 'sending', 'rejected', now);
    return;
  }
  const result = await parts.mailer.send(letter);
  switch (result.kind) {
    case 'sent':
      await parts.ledger.move(mailId, 'sending', 'sent', now, result.messageId);
      return;
    case 'permanent':
      logger.warn('mail refused', { code: result.code });
      await parts.ledger.move(mailId, 'sending', 'rejected', now);
      return;
    case 'unknown':
      await parts.ledger.move(mailId, 'sending', 'uncertain', now);
      return;
    case 'retryable':
      await parts.ledger.move(mailId, 'sending', 'queued', now);
      throw new Error(`SES does not take mail at the moment (${result.code}); the stream repeats the record.`);
    default:
      return result satisfies never;
  }
}

/**
 * `sending` means that an earlier attempt died in the middle: whether it left is not known. Marketing is not repeated;
 * a transactional mail is, unless an event of SES names it within its time and moves it on.
 */
async function mayStart(parts: Deps, { message, status }: LedgerItem, now: string, until: number): Promise<boolean> {
  const { mailId, lane } = message;
  if (status === 'queued') return parts.ledger.move(mailId, 'queued', 'sending', now);
  if (status !== 'sending') return false;
  if (lane === 'transactional') return !(await namedByEvent(parts, mailId, until));
  await parts.ledger.move(mailId, 'sending', 'uncertain', now);
  return false;
}

async function namedByEvent({ ledger }: Deps, mailId: MailId, until: number): Promise<boolean> {
  while (performance.now() < until) {
    if ((await ledger.get(mailId))?.status !== 'sending') return true;
    await wait(lookEvery);
  }
  return false;
}
