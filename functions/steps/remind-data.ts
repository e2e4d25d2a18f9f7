import { perform } from '#functions/perform.ts';
import { waitingStep } from '#functions/step-function.ts';

/** Asks once more. */
export const handler = waitingStep('remind-data', 'data', (deps, { customerId, cycle }, now) =>
  perform(deps, { id: customerId, now }, () => ({ type: 'remind-data', cycle })),
);
