import middy from '@middy/core';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import * as z from 'zod';
import { MailId } from '#domain/ids.ts';
import { lazily, logger, timeOf } from '#functions/invocation.ts';
import { sendQueued } from '#functions/mail/send-queued.ts';
import { streamValue } from '#functions/stream-value.ts';

const Queued = z
  .string()
  .transform((key) => key.slice('M#'.length))
  .pipe(MailId);
const deps = lazily('send-mail');

/** Milliseconds that an invocation waits for SES to name what an earlier one may have sent; its events come within seconds. */
const patience = 10_000;

/** Sends what the ledger has queued. SES takes no idempotency token, so the ledger is what keeps a mail from leaving twice. */
export const handler = middy<DynamoDBStreamEvent, DynamoDBBatchResponse>().handler(async (event, context) => {
  const now = timeOf(context);
  const parts = await deps();
  const until = performance.now() + patience;
  for (const record of event.Records) {
    const mailId = Queued.parse(streamValue(record.dynamodb?.Keys?.pk));
    try {
      await sendQueued(parts, mailId, now, until);
    } catch (error) {
      logger.error('mail not sent', {
        error: error instanceof Error ? error.name : 'unknown',
        reason: error instanceof Error ? error.message : '',
      });
      return { batchItemFailures: [{ itemIdentifier: record.dynamodb?.SequenceNumber ?? '' }] };
    }
  }
  return { batchItemFailures: [] };
});
