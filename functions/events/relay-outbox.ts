import middy from '@middy/core';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import * as z from 'zod';
import type { ExecutionInput } from '#contracts/steps.ts';
import { CustomerId } from '#domain/ids.ts';
import { systemDueAt } from '#domain/next-action.ts';
import { type Duration, durationSeconds } from '#domain/time.ts';
import type { Deps } from '#functions/deps.ts';
import { lazily, logger, timeOf } from '#functions/invocation.ts';
import { streamValue } from '#functions/stream-value.ts';
import { wakeExecution } from '#functions/wake-execution.ts';

const Outbox = z.object({
  customerId: CustomerId,
  start: z.int().optional(),
  wake: z.boolean().optional(),
  dueAt: z.string().nullable().optional(),
});
type Outbox = z.infer<typeof Outbox>;

const deps = lazily('relay-outbox');

/**
 * Carries the outbox of the table to the workflows and schedules. Every part looks at the table again, so that a record
 * that comes twice or late does no harm.
 */
export const handler = middy<DynamoDBStreamEvent, DynamoDBBatchResponse>().handler(
  async (event, context): Promise<DynamoDBBatchResponse> => {
    const now = timeOf(context);
    const parts = await deps();
    for (const record of event.Records) {
      try {
        await relay(parts, Outbox.parse(streamValue(record.dynamodb?.NewImage?.outbox)), now);
      } catch (error) {
        logger.error('outbox record failed', {
          eventId: record.eventID ?? '',
          error: error instanceof Error ? error.name : 'unknown',
        });
        return { batchItemFailures: [{ itemIdentifier: record.dynamodb?.SequenceNumber ?? '' }] };
      }
    }
    return { batchItemFailures: [] };
  },
);

async function relay(parts: Deps, { customerId, start, wake, dueAt }: Outbox, now: string): Promise<void> {
  if (start !== undefined) await startExecution(parts, customerId, start);
  if (dueAt !== undefined) await setSchedule(parts, customerId);
  if (wake) await wakeExecution(parts, customerId, now);
}

async function startExecution({ starter, policies }: Deps, customerId: CustomerId, cycle: number): Promise<void> {
  const { data, review, cycle: span } = await policies.current();
  const input: ExecutionInput = {
    customerId,
    cycle,
    waits: {
      data: timeOut(data.wait),
      dataReminder: timeOut(data.reminderWait),
      review: timeOut(review.wait),
      reviewReminder: timeOut(review.reminderWait),
      reviewEscalation: timeOut(review.escalationWait),
      cycle: timeOut(span.cadence),
    },
  };
  await starter.start(`${customerId}-${cycle}`, input);
}

/** A task's time-out in whole seconds: Step Functions takes none of zero, and an execution lives a year at most. */
function timeOut(span: Duration): number {
  return Math.min(Math.max(Math.ceil(durationSeconds(span)), 1), 31_536_000);
}

async function setSchedule({ customers, scheduler }: Deps, customerId: CustomerId): Promise<void> {
  const customer = await customers.load(customerId);
  const dueAt = customer && systemDueAt(customer);
  if (dueAt) await scheduler.at(`customer-${customerId}`, dueAt, 'due', { customerId });
  else await scheduler.remove(`customer-${customerId}`);
}
