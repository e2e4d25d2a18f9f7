import { RecoverInput } from '#contracts/steps.ts';
import { perform } from '#functions/perform.ts';
import { stepFunction } from '#functions/step-function.ts';

/** A stage failed for good: the card says so and the process is dated anew. */
export const handler = stepFunction('recover', RecoverInput, async (deps, { customerId, cycle, stage, error }, now) => {
  await perform(deps, { id: customerId, now }, () => ({ type: 'stall', cycle, stage, error }));
  return {};
});
