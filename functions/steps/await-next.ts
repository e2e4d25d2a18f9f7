import { waitingStep } from '#functions/step-function.ts';

/** Sleeps until an action is due, something came in, or the cycle is over. */
export const handler = waitingStep('await-next', 'next', (deps, { customerId }) => deps.customers.load(customerId));
