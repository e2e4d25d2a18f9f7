import type { z } from 'zod';
import type { ExecutionView } from '#contracts/http/customers.ts';
import type { Customer } from '#domain/customer.ts';
import { processStep, systemDueAt } from '#domain/next-action.ts';
import type { Wait } from '#shared/ports.ts';

const wokenBy: Record<Wait['what'], string[]> = {
  data: ['the owner’s answer', 'the time-out'],
  review: ['the manager’s decision', 'the time-out'],
  next: ['an action that falls due', 'something that comes in', 'the end of the cycle'],
};

/** Read from the table, not from the service: its Describe calls are a few a second for a whole account. */
export function executionView(customer: Customer, wait: Wait | undefined): z.infer<typeof ExecutionView> {
  const { cycle, stage, status } = customer;
  const at = { name: cycle ? `${customer.id}-${cycle.number}` : null, cycle: cycle?.number ?? null, stage };
  if (status === 'dismissed') return { ...at, status: 'ended', waitsFor: null };
  if (stage === 'resting') {
    const waitsFor = { what: 'the next cycle', since: null, until: cycle?.nextAt ?? null, wokenBy: ['its date'] };
    return { ...at, status: 'resting', name: null, waitsFor };
  }
  if (!wait || wait.cycle !== cycle?.number) return { ...at, status: 'running', waitsFor: null };
  const until = wait.what === 'next' ? systemDueAt(customer) : processStep(customer)?.dueAt;
  return {
    ...at,
    status: 'waiting',
    waitsFor: { what: wait.what, since: wait.since, until: until ?? null, wokenBy: wokenBy[wait.what] },
  };
}
