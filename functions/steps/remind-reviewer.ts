import { perform } from '#functions/perform.ts';
import { waitingStep } from '#functions/step-function.ts';

/** Reminds the manager of the decision that is open. */
export const handler = waitingStep('remind-reviewer', 'review', (deps, { customerId, cycle }, now) =>
  perform(deps, { id: customerId, now }, () => ({ type: 'remind-reviewer', cycle })),
);
