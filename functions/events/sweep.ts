import middy from '@middy/core';
import type { Customer } from '#domain/customer.ts';
import { nextAction, processStep, systemDueAt } from '#domain/next-action.ts';
import { addDuration } from '#domain/time.ts';
import type { Deps } from '#functions/deps.ts';
import { ownerOf } from '#functions/directory.ts';
import { lazily, logger, timeOf } from '#functions/invocation.ts';
import { keepStandIn } from '#functions/keep-user.ts';
import { perform } from '#functions/perform.ts';
import { wakeExecution } from '#functions/wake-execution.ts';

const deps = lazily('sweep');

/**
 * Once a night: no customer is forgotten, whatever was lost on the way. A late step is woken; where nothing wakes, the
 * process is dated anew, and the card says so.
 */
export const handler = middy<unknown, void>().handler(async (_event, context) => {
  const now = timeOf(context);
  const parts = await deps();
  await keepStandIn(parts);
  let cursor: string | undefined;
  let late = 0;
  do {
    const page = await parts.customers.list({ status: 'active' }, { limit: 100, ...(cursor && { cursor }) });
    for (const customer of page.items.filter((one) => isLate(one, now))) {
      late++;
      await takeUp(parts, customer, now);
    }
    const last = page.items.at(-1);
    // The list is in the order of next actions: behind one that lies ahead there is nothing late.
    cursor = last && isAhead(last, now) ? undefined : page.cursor;
  } while (cursor);
  if (late > 0) logger.warn('late customers taken up', { late });
});

function isAhead(customer: Customer, now: string): boolean {
  const next = nextAction(customer);
  return next !== undefined && next.dueAt > now;
}

/** Late by more than all retries of a step take; where people are waited for, by more than any reminder does. */
function isLate(customer: Customer, now: string): boolean {
  const dueAt = systemDueAt(customer) ?? processStep(customer)?.dueAt;
  return dueAt === undefined || addDuration(dueAt, patienceWith(customer)) < now;
}

function patienceWith({ review, dataRequest }: Customer): string {
  return review || dataRequest ? 'P30D' : 'P1D';
}

async function takeUp(parts: Deps, customer: Customer, now: string): Promise<void> {
  const { id, cycle, stage } = customer;
  if (await wakeExecution(parts, id, now)) return;
  if (stage === 'resting') {
    await perform(parts, { id, now }, () => ({ type: 'start-due-cycle' }));
    return;
  }
  const { items } = await parts.customers.timeline(id, { limit: 1 });
  const quietSince = items[0]?.at ?? customer.createdAt;
  if (!cycle || addDuration(quietSince, patienceWith(customer)) >= now) return;
  const error = 'nothing was heard of the execution';
  const owner = await ownerOf(parts, customer);
  await perform(parts, { id, now }, () => ({ type: 'stall', cycle: cycle.number, stage, error, ownerId: owner.id }));
}
