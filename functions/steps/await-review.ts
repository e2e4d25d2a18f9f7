import { waitingStep } from '#functions/step-function.ts';

/** Waits for the manager's decision; there may be none to wait for. */
export const handler = waitingStep('await-review', 'review', (deps, { customerId }) => deps.customers.load(customerId));
