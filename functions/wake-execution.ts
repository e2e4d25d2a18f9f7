import { isSatisfied } from '#domain/effects.ts';
import type { CustomerId } from '#domain/ids.ts';
import type { Deps } from './deps.ts';

/**
 * Answers the waiting token of a customer when what it waits for has come; else nothing. May be repeated without harm.
 * @returns whether an execution went on.
 */
export async function wakeExecution(
  { customers, waits, answerer }: Pick<Deps, 'customers' | 'waits' | 'answerer'>,
  customerId: CustomerId,
  now: string,
): Promise<boolean> {
  const wait = await waits.get(customerId);
  if (!wait) return false;
  const customer = await customers.load(customerId);
  if (!customer || !isSatisfied(customer, wait.cycle, wait.what, now)) return false;
  const answered = await answerer.answer(wait.token);
  await waits.take(customerId, wait.token);
  return answered;
}
