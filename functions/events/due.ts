import middy from '@middy/core';
import * as z from 'zod';
import { CustomerId } from '#domain/ids.ts';
import { lazily, timeOf } from '#functions/invocation.ts';
import { perform } from '#functions/perform.ts';
import { wakeExecution } from '#functions/wake-execution.ts';

const Due = z.object({ customerId: CustomerId });
const deps = lazily('due');

/** The date of a customer's next step has come: a resting one starts its next cycle, a waiting execution goes on. */
export const handler = middy<unknown, void>().handler(async (event, context) => {
  const { customerId } = Due.parse(event);
  const now = timeOf(context);
  const parts = await deps();
  await perform(parts, { id: customerId, now }, ({ stage }) =>
    stage === 'resting' ? { type: 'start-due-cycle' } : undefined,
  );
  await wakeExecution(parts, customerId, now);
});
