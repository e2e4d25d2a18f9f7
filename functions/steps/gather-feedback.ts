import { Executing } from '#contracts/steps.ts';
import { perform } from '#functions/perform.ts';
import { stepFunction } from '#functions/step-function.ts';

/** Satisfaction, profit and progress of the cycle. */
export const handler = stepFunction('gather-feedback', Executing, async (deps, { customerId, cycle }, now) => {
  await perform(deps, { id: customerId, now }, () => ({ type: 'gather-feedback', cycle }));
  return {};
});
